import { deadline, morningBefore } from '../calendar';
import type { WorkingCalendar } from '../calendar';
import type { TimeLimit } from '../routing/facts';

/**
 * 提醒 before the deadline, 超时提醒 at it and after it; 缺人 where nobody is left to act; 期限调整 where a calendar
 * moved the deadline. `at` is when it is due, not when it is noticed.
 */
export interface Notice {
  kind: 'reminder' | 'overdue' | 'vacant' | 'moved';
  /** From 1, per kind. */
  number: number;
  at: Date;
}

export interface NoticePlan {
  /** The latest that is due by `now`: those missed before it, as when the system stood still, would only be noise. */
  due: Notice | null;
  /** The next one's moment; null where none will follow. */
  nextAt: Date | null;
}

/** After some two years of a notice a day nobody is told any more. */
const MOST_NOTICES = 500;

type NoticeLimit = Pick<TimeLimit, 'remindBeforeDays' | 'overdueEveryDays'>;

/** A step that stands open, as far as its notices go. */
export interface WatchedStep {
  openedAt: Date;
  dueAt: Date;
  /** Whether silence has its own result at the deadline (art 45): nobody is late then. */
  silenceCounts: boolean;
}

/**
 * The notices of a step that stands open: one reminder, then one at the deadline, repeated as the table says. Where silence
 * counts, the reminder alone.
 *
 * @rule art-58 art-45
 */
export function planNotices(
  step: WatchedStep,
  limit: NoticeLimit,
  now: Date,
  calendar: WorkingCalendar,
): NoticePlan {
  let due: Notice | null = null;
  if (step.silenceCounts && now >= step.dueAt) return { due, nextAt: null };
  for (const notice of noticesOf(step, limit, calendar)) {
    if (notice.at > now) return { due, nextAt: notice.at };
    due = notice;
  }
  return { due, nextAt: null };
}

function* noticesOf(
  { openedAt, dueAt, silenceCounts }: WatchedStep,
  limit: NoticeLimit,
  calendar: WorkingCalendar,
): Generator<Notice> {
  const remindAt = morningBefore(dueAt, limit.remindBeforeDays, calendar);
  // What opens after that moment needs no reminder: it has just been delivered.
  if (remindAt > openedAt && remindAt < dueAt) yield { kind: 'reminder', number: 1, at: remindAt };
  if (silenceCounts) return;
  yield { kind: 'overdue', number: 1, at: dueAt };
  if (limit.overdueEveryDays === 0) return;
  let at = dueAt;
  for (let number = 2; number <= MOST_NOTICES; number += 1) {
    // A deadline is the end of a day: just before it is that day.
    at = deadline(new Date(at.getTime() - 1), limit.overdueEveryDays, calendar).at;
    yield { kind: 'overdue', number, at };
  }
}
