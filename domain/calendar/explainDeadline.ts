import { deadline } from './deadline';
import type { Deadline } from './deadline';
import type { WorkingCalendar } from './types';
import type { DayInPeriod } from './workingDays';

/** A day of a period: the how manieth working day it is, or null where it doesn't count. */
export interface ExplainedDay extends DayInPeriod {
  number: number | null;
}

export interface ExplainedDeadline extends Deadline {
  /** Every day of the period in order: the day after the start first, the day of the deadline last. */
  days: ExplainedDay[];
}

/**
 * A deadline with all its days: what `deadline` counted, told day by day. Throws as it does.
 *
 * @rule art-40 art-45
 */
export function explainDeadline(
  from: Date,
  workingDays: number,
  calendar: WorkingCalendar,
  options: { asOf?: Date } = {},
): ExplainedDeadline {
  const computed = deadline(from, workingDays, calendar, options);
  const days = [
    ...computed.counted.map((day, index) => ({ ...day, number: index + 1 })),
    ...computed.skipped.map((day) => ({ ...day, number: null })),
  ].sort((left, right) => left.date.localeCompare(right.date));
  return { ...computed, days };
}
