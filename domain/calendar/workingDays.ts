import { Temporal } from 'temporal-polyfill';
import { CalendarError } from './calendarError';
import type { AwaitedNotice, SpecialDay, WorkingCalendar } from './types';

/** A day within a period, why it counted or not, and where that stands. */
export interface DayInPeriod {
  /** ISO date. */
  date: string;
  /** Chinese: "周六", "国庆节". */
  reason: string;
  source: string;
}

/** A day that lay within a period and didn't count. */
export type SkippedDay = DayInPeriod;

export interface CountedDays {
  /** ISO date of the last working day counted. */
  lastDay: string;
  /** True where a year lacks its national or its regional notice: the day may still move (law 8). */
  provisional: boolean;
  /** The notices that are lacking; empty where the day is certain. */
  awaiting: AwaitedNotice[];
  /** The working days, in order. */
  counted: DayInPeriod[];
  skipped: SkippedDay[];
}

export interface CountingOptions {
  /**
   * ISO date of today: years before it are past, and without data they are refused. Without it the start day is taken
   * for today, and a year that lacks between known ones for past.
   */
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
  const counted: DayInPeriod[] = [];
  const skipped: SkippedDay[] = [];
  const awaiting: AwaitedNotice[] = [];
  let day = Temporal.PlainDate.from(startDay);
  let year: number | undefined;
  while (counted.length < workingDays) {
    day = day.add({ days: 1 });
    if (day.year !== year) awaiting.push(...awaitedIn(day.year, calendar, startDay, options.today));
    year = day.year;
    const { counts, ...found } = lookAt(day, calendar);
    (counts ? counted : skipped).push(found);
  }
  return { lastDay: day.toString(), provisional: awaiting.length > 0, awaiting, counted, skipped };
}

/** What a year lacks. Throws CalendarError where it can't be said to be merely not announced yet. */
function awaitedIn(
  year: number,
  calendar: WorkingCalendar,
  startDay: string,
  today: string | undefined,
): AwaitedNotice[] {
  const known = calendar.years.find((entry) => entry.year === year);
  if (!known?.nationalNotice && isPast(year, calendar, startDay, today)) {
    throw new CalendarError(`工作日历中没有 ${year} 年的数据，不能计算涉及该年的期限`);
  }
  const isRegional = known?.regionalNotice ?? !calendar.expectsRegionalNotice;
  return [
    ...(known?.nationalNotice ? [] : [{ year, scope: 'national' } as const]),
    ...(isRegional ? [] : [{ year, scope: 'regional' } as const]),
  ];
}

function isPast(
  year: number,
  { years }: WorkingCalendar,
  startDay: string,
  today: string | undefined,
): boolean {
  const [first] = years.filter(({ nationalNotice }) => nationalNotice);
  if (first && year < first.year) return true;
  if (today !== undefined) return year < yearOf(today);
  return year < yearOf(startDay) || years.some((known) => known.nationalNotice && known.year > year);
}

const yearOf = (day: string): number => Temporal.PlainDate.from(day).year;

/** Whether an ISO date is a working day, as far as the calendar knows its year. */
export function isWorkingDay(day: string, calendar: WorkingCalendar): boolean {
  return lookAt(Temporal.PlainDate.from(day), calendar).counts;
}

/** What an ISO date is, and why. */
export function describeDay(day: string, calendar: WorkingCalendar): DayInPeriod & { counts: boolean } {
  return lookAt(Temporal.PlainDate.from(day), calendar);
}

/** The announced entry of an ISO date; undefined where it is an ordinary day of the week. */
export function specialDayOf(day: string, calendar: WorkingCalendar): SpecialDay | undefined {
  return specialDays(calendar).get(day);
}

const WEEKDAYS = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'];
const FRIDAY = 5;

function lookAt(day: Temporal.PlainDate, calendar: WorkingCalendar): DayInPeriod & { counts: boolean } {
  const date = day.toString();
  const special = specialDayOf(date, calendar);
  if (special) {
    return { date, counts: special.kind === 'workday', reason: special.reason, source: special.source };
  }
  const counts = day.dayOfWeek <= FRIDAY;
  return { date, counts, reason: WEEKDAYS[day.dayOfWeek - 1] ?? '', source: counts ? '工作日' : '周休息日' };
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
