import { dayIn } from './zonedDay';
import type { AwaitedNotice, WorkingCalendar } from './types';

/** The notices of this year and the next that are not in: deadlines that reach those years are provisional (law 8). */
export function awaitedNotices(calendar: WorkingCalendar, now: Date): AwaitedNotice[] {
  const { year: thisYear } = dayIn(now, calendar.timeZone);
  return [thisYear, thisYear + 1].flatMap((year) => {
    const known = calendar.years.find((entry) => entry.year === year);
    const isRegional = known?.regionalNotice ?? !calendar.expectsRegionalNotice;
    return [
      ...(known?.nationalNotice ? [] : [{ year, scope: 'national' } as const]),
      ...(isRegional ? [] : [{ year, scope: 'regional' } as const]),
    ];
  });
}

/** 2027年国家放假通知、2027年地区放假通知. */
export function awaitedInWords(awaited: AwaitedNotice[]): string {
  return awaited
    .map(({ year, scope }) => `${year}年${scope === 'national' ? '国家' : '地区'}放假通知`)
    .join('、');
}
