import { Temporal } from 'temporal-polyfill';
import { sessionsOf } from './officeHours';
import type { AwaitedNotice, WorkingCalendar } from './types';
import { addWorkingDays } from './workingDays';
import type { DayInPeriod, SkippedDay } from './workingDays';

export interface Deadline {
  /** The last moment, exclusive: 24:00 of the last day is 0:00 of the next. */
  at: Date;
  /** True where a year has no notice yet: a later notice recomputes it (law 8). */
  provisional: boolean;
  /** Which notices those are. */
  awaiting: AwaitedNotice[];
  calendarVersion: string;
  /** The working days, in order; the last one is the day of the deadline. */
  counted: DayInPeriod[];
  /** Days within the period that didn't count, in order. */
  skipped: SkippedDay[];
}

/**
 * The deadline of `workingDays` that begin at `from`: the start day isn't counted, the last day ends at 24:00
 * or with the office hours, as the calendar says. Days are those of the calendar's zone.
 *
 * `options.asOf`: the present, where `from` lies in the past; a past year without data is refused with a
 * CalendarError, a future one makes the deadline provisional.
 *
 * @rule art-40 art-45 art-58
 */
export function deadline(
  from: Date,
  workingDays: number,
  calendar: WorkingCalendar,
  options: { asOf?: Date } = {},
): Deadline {
  const today = options.asOf && dateIn(options.asOf, calendar.timeZone);
  const { lastDay, ...days } = addWorkingDays(
    dateIn(from, calendar.timeZone),
    workingDays,
    calendar,
    today === undefined ? {} : { today },
  );
  return { at: endOfDay(lastDay, calendar), calendarVersion: calendar.version, ...days };
}

function dateIn(moment: Date, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(moment.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toString();
}

/** When a day (ISO) is over for deadlines: at 24:00 or with the office hours, as the calendar says. */
export function endOfDay(day: string, calendar: WorkingCalendar): Date {
  const closing =
    calendar.deadlineEndsAt === 'midnight'
      ? '24:00'
      : (sessionsOf(day, calendar.officeHours).at(-1)?.[1] ?? '24:00');
  const [hours = 0, minutes = 0] = closing.split(':').map(Number);
  const end = Temporal.PlainDate.from(day).toPlainDateTime().add({ hours, minutes });
  return new Date(end.toZonedDateTime(calendar.timeZone).epochMilliseconds);
}
