import { deadline } from '../calendar';
import type { Deadline, WorkingCalendar } from '../calendar';

/**
 * By when a paper is issued that a meeting decided on: so many working days that begin at the meeting's end, whatever the
 * minutes take (articles.md, reading 1).
 *
 * @param now the present: a past year without data is refused (CalendarError)
 * @rule art-40
 */
export function decidedDeadline(
  endedAt: Date,
  limit: { workingDays: number },
  calendar: WorkingCalendar,
  now: Date,
): Deadline {
  return deadline(endedAt, limit.workingDays, calendar, { asOf: now });
}

/** Issued at the deadline or after it, or not yet and overdue. */
export function isOverrun(document: { dueAt: Date; issuedAt: Date | null }, now: Date): boolean {
  return (document.issuedAt ?? now) >= document.dueAt;
}
