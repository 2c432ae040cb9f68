import { deadline, morningBefore } from '../calendar';
import type { WorkingCalendar } from '../calendar';
import type { TimeLimit } from '../routing/facts';

/** 提醒 before the deadline, 超时提醒 at it and after it. `at` is when it is due, not when it is noticed. */
export interface Notice {
  kind: 'reminder' | 'overdue';
  /** From 1, per kind. */
  number: number;
  at: Date;
}

export interface NoticePlan {
  /** Due by `now`, in order. */
  due: Notice[];
  /** The next one's moment; null where none will follow. */
  nextAt: Date | null;
}

const MOST_NOTICES = 500;

/**
 * The notices of a step that stands open: one reminder, then one at the deadline, repeated as the table says.
 *
 * @rule art-58
 */
export function planNotices(
  step: { openedAt: Date; dueAt: Date },
  limit: TimeLimit,
  now: Date,
  calendar: WorkingCalendar,
): NoticePlan {
  const due: Notice[] = [];
  for (const notice of noticesOf(step, limit, calendar)) {
    if (notice.at > now) return { due, nextAt: notice.at };
    due.push(notice);
    if (due.length === MOST_NOTICES) break;
  }
  return { due, nextAt: null };
}

function* noticesOf(
  { openedAt, dueAt }: { openedAt: Date; dueAt: Date },
  limit: TimeLimit,
  calendar: WorkingCalendar,
): Generator<Notice> {
  const remindAt = morningBefore(dueAt, limit.remindBeforeDays, calendar);
  // What opens after that moment needs no reminder: it has just been delivered.
  if (remindAt > openedAt && remindAt < dueAt) yield { kind: 'reminder', number: 1, at: remindAt };
  yield { kind: 'overdue', number: 1, at: dueAt };
  if (limit.overdueEveryDays === 0) return;
  const lastDay = new Date(dueAt.getTime() - 1);
  for (let number = 2; ; number += 1) {
    const after = (number - 1) * limit.overdueEveryDays;
    yield { kind: 'overdue', number, at: deadline(lastDay, after, calendar).at };
  }
}
