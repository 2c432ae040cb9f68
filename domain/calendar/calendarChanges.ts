import type { WorkingCalendar } from './types';
import { describeDay, specialDayOf } from './workingDays';
import type { DayInPeriod } from './workingDays';

export type DayState = Omit<DayInPeriod, 'date'> & { isWorkday: boolean };

/** A day that is another one in a newer calendar. */
export interface DayChange {
  date: string;
  before: DayState;
  after: DayState;
}

/** The days on which two calendars differ, in order: whether they count, or why. */
export function calendarChanges(before: WorkingCalendar, after: WorkingCalendar): DayChange[] {
  const dates = new Set([...before.days, ...after.days].map(({ date }) => date));
  return [...dates]
    .sort()
    .filter((date) => !isSame(date, before, after))
    .map((date) => ({ date, before: stateOf(date, before), after: stateOf(date, after) }));
}

function isSame(date: string, before: WorkingCalendar, after: WorkingCalendar): boolean {
  const was = specialDayOf(date, before);
  const is = specialDayOf(date, after);
  return was?.kind === is?.kind && was?.reason === is?.reason && was?.source === is?.source;
}

function stateOf(date: string, calendar: WorkingCalendar): DayState {
  const { counts, reason, source } = describeDay(date, calendar);
  return { isWorkday: counts, reason, source };
}
