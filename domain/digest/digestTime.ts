import { Temporal } from 'temporal-polyfill';
import { isWorkingDay } from '../calendar/workingDays';
import type { WorkingCalendar } from '../calendar';
import type { DigestTime } from './types';

const SUNDAY = 7;

/** The digest of a week, as far as its time has come. */
export interface DueDigest {
  /** ISO date of the week's Monday: a week has one digest. */
  weekOf: string;
  dueAt: Date;
}

/**
 * Whether this week's digest is due at `now`. On a day off it waits for the next working day of its week; a week without
 * one, such as that of a long holiday, has none. What earlier weeks missed is not made up: its lists would be old.
 */
export function dueDigest(now: Date, time: DigestTime, calendar: WorkingCalendar): DueDigest | null {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(calendar.timeZone)
    .toPlainDate();
  const monday = today.subtract({ days: today.dayOfWeek - 1 });
  for (let weekday = time.weekday; weekday <= SUNDAY; weekday += 1) {
    const day = monday.add({ days: weekday - 1 });
    if (!isWorkingDay(day.toString(), calendar)) continue;
    const moment = day.toZonedDateTime({ timeZone: calendar.timeZone, plainTime: time.at });
    const dueAt = new Date(moment.epochMilliseconds);
    return dueAt > now ? null : { weekOf: monday.toString(), dueAt };
  }
  return null;
}
