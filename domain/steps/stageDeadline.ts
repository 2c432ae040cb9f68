import { countWorkingDays, deadline } from '../calendar';
import type { Deadline, WorkingCalendar } from '../calendar';
import type { TimeLimit } from '../routing/facts';

/** An earlier time that the same step of the same case stood open and was left. */
export interface EarlierOpening {
  openedAt: Date;
  closedAt: Date;
  dueAt: Date;
  dueProvisional: boolean;
  calendarVersion: string | null;
  state: 'open' | 'accepted' | 'refused' | 'cancelled';
}

export type StageDeadline = Pick<Deadline, 'at' | 'provisional' | 'calendarVersion'>;

/**
 * By when a step is to be done that opens now. A limit never begins anew: what was refused stays under its deadline,
 * and what comes back after a return has the working days that were left, though at least `leastDays`, since the
 * document was elsewhere meanwhile.
 *
 * @param earlier in order of opening
 * @param today the present, where the step opened in the past: a past year without data is refused (CalendarError)
 * @rule art-58
 */
export function stageDeadline(
  now: Date,
  limit: TimeLimit,
  earlier: EarlierOpening[],
  calendar: WorkingCalendar,
  today = now,
): StageDeadline {
  const last = earlier.at(-1);
  if (last?.state === 'refused') {
    return {
      at: last.dueAt,
      provisional: last.dueProvisional,
      calendarVersion: last.calendarVersion ?? calendar.version,
    };
  }
  const used = earlier.reduce(
    (days, { openedAt, closedAt }) => days + countWorkingDays(openedAt, closedAt, calendar),
    0,
  );
  const left = earlier.length === 0 ? limit.workingDays : Math.max(limit.workingDays - used, limit.leastDays);
  return deadline(now, left, calendar, { asOf: today });
}

/**
 * The deadline of an open step by another calendar than it was computed with: from the moment at which its limit began,
 * which for a step that opened again after a refused act is that of the first opening.
 *
 * @param earlier in order of opening
 * @rule art-58
 */
export function recomputedDeadline(
  step: { openedAt: Date },
  limit: TimeLimit,
  earlier: EarlierOpening[],
  calendar: WorkingCalendar,
  today: Date,
): StageDeadline {
  const last = earlier.at(-1);
  if (last?.state !== 'refused') return stageDeadline(step.openedAt, limit, earlier, calendar, today);
  return recomputedDeadline(last, limit, earlier.slice(0, -1), calendar, today);
}
