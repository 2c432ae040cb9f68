import { Temporal } from 'temporal-polyfill';
import { isWorkingDay } from './workingDays';
import { sessionsOf } from './officeHours';
import type { WorkingCalendar } from './types';

const LONGEST_DAYS = 4000;

/** Working days after `from`'s day up to and including `until`'s day: the days a deadline from `from` has used. */
export function countWorkingDays(from: Date, until: Date, calendar: WorkingCalendar): number {
  const last = dayOf(until, calendar);
  let day = dayOf(from, calendar).add({ days: 1 });
  let counted = 0;
  for (let steps = 0; Temporal.PlainDate.compare(day, last) <= 0 && steps < LONGEST_DAYS; steps += 1) {
    if (isWorkingDay(day.toString(), calendar)) counted += 1;
    day = day.add({ days: 1 });
  }
  return counted;
}

/**
 * When the offices open on the day so many working days before the last day of a deadline; 0 = on that day itself.
 */
export function morningBefore(due: Date, workingDays: number, calendar: WorkingCalendar): Date {
  let day = lastDayOf(due, calendar);
  for (let left = workingDays; left > 0;) {
    day = day.subtract({ days: 1 });
    if (isWorkingDay(day.toString(), calendar)) left -= 1;
  }
  const opensAt = sessionsOf(day.toString(), calendar.officeHours)[0]?.[0] ?? '00:00';
  const [hours = 0, minutes = 0] = opensAt.split(':').map(Number);
  const opening = day.toPlainDateTime({ hour: hours, minute: minutes });
  return new Date(opening.toZonedDateTime(calendar.timeZone).epochMilliseconds);
}

/** The last day of a deadline: at midnight it ends as the next day begins. */
export function lastDayOf(due: Date, calendar: WorkingCalendar): Temporal.PlainDate {
  return dayOf(new Date(due.getTime() - 1), calendar);
}

function dayOf(moment: Date, { timeZone }: WorkingCalendar): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(timeZone).toPlainDate();
}
