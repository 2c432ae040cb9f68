import { Temporal } from 'temporal-polyfill';
import { CalendarError } from './calendarError';
import type { SpecialDay, WorkingCalendar } from './types';

/** A day that lay within a period and didn't count, and why. */
export interface SkippedDay {
  /** ISO date. */
  date: string;
  /** Chinese: "周六", "国庆节". */
  reason: string;
  source: string;
}

export interface CountedDays {
  /** ISO date of the last working day counted. */
  lastDay: string;
  /** True where a year lacks its national data or its regional notice: the day may still move (law 8). */
  provisional: boolean;
  skipped: SkippedDay[];
}

export interface CountingOptions {
  /** ISO date of today: years before it are past, and without data they are refused. Default: the start day. */
  today?: string;
}

const LONGEST_PERIOD = 1000;

/**
 * Counts `workingDays` from the day after `startDay` (ISO dates; 民法典 201: the start day doesn't count).
 * Make-up workdays count; weekends and announced days off don't.
 *
 * Throws CalendarError for a past year without data, and for a number of days that isn't a positive integer.
 *
 * @rule art-40 art-45
 */
export function addWorkingDays(
  startDay: string,
  workingDays: number,
  calendar: WorkingCalendar,
  options: CountingOptions = {},
): CountedDays {
  if (!Number.isInteger(workingDays) || workingDays < 1 || workingDays > LONGEST_PERIOD) {
    throw new CalendarError(`工作日数须为 1 至 ${LONGEST_PERIOD} 的整数，现为 ${workingDays}`);
  }
  const today = options.today ?? startDay;
  const skipped: SkippedDay[] = [];
  let day = Temporal.PlainDate.from(startDay);
  let provisional = false;
  for (let counted = 0; counted < workingDays;) {
    day = day.add({ days: 1 });
    provisional = isProvisional(day.year, calendar, today) || provisional;
    const reason = reasonToSkip(day, calendar);
    if (reason) skipped.push(reason);
    else counted += 1;
  }
  return { lastDay: day.toString(), provisional, skipped };
}

/** Years after the last known one are merely not announced yet; any other unknown year is past or a gap. */
function isProvisional(year: number, calendar: WorkingCalendar, today: string): boolean {
  const known = calendar.years.find((entry) => entry.year === year);
  if (known) return !known.regionalNotice;
  const lastKnown = Math.max(...calendar.years.map((entry) => entry.year));
  if (year < lastKnown || year < Temporal.PlainDate.from(today).year) {
    throw new CalendarError(`工作日历中没有 ${year} 年的数据，不能计算涉及该年的期限`);
  }
  return true;
}

/** Whether an ISO date is a working day, as far as the calendar knows its year. */
export function isWorkingDay(day: string, calendar: WorkingCalendar): boolean {
  return reasonToSkip(Temporal.PlainDate.from(day), calendar) === null;
}

const weekendNames: Record<number, string> = { 6: '周六', 7: '周日' };

function reasonToSkip(day: Temporal.PlainDate, calendar: WorkingCalendar): SkippedDay | null {
  const date = day.toString();
  const special = specialDays(calendar).get(date);
  if (special?.kind === 'workday') return null;
  if (special) return { date, reason: special.reason, source: special.source };
  const weekend = weekendNames[day.dayOfWeek];
  return weekend === undefined ? null : { date, reason: weekend, source: '周休息日' };
}

// A calendar is read once and asked many times.
const indexes = new WeakMap<WorkingCalendar, Map<string, SpecialDay>>();

function specialDays(calendar: WorkingCalendar): Map<string, SpecialDay> {
  const known = indexes.get(calendar);
  if (known) return known;
  const index = new Map(calendar.days.map((day) => [day.date, day]));
  indexes.set(calendar, index);
  return index;
}
