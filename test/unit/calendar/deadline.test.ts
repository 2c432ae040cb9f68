import { join } from 'node:path';
import { isWorkday } from 'chinese-days';
import fc from 'fast-check';
import { readOffice } from '../../../db/officeSchema';
import { addWorkingDays, CalendarError, deadline } from '../../../domain/calendar';
import type { WorkingCalendar } from '../../../domain/calendar';

let calendar: WorkingCalendar;
beforeAll(async () => {
  calendar = (await readOffice(join(__dirname, '../../../offices/kashi'))).calendar;
});

const reasons = (skipped: { date: string; reason: string }[]): string[] =>
  skipped.map(({ date, reason }) => `${date.slice(5)} ${reason}`);

describe('When working days are counted, the start day not included', () => {
  test.each`
    case                                           | start           | days | lastDay         | provisional
    ${'古尔邦节 2025 lies within 7 days (art 45)'} | ${'2025-06-03'} | ${7} | ${'2025-06-17'} | ${false}
    ${'肉孜节 2025 follows a weekend'}             | ${'2025-03-28'} | ${1} | ${'2025-04-01'} | ${false}
    ${'Sunday before 国庆节 is a make-up workday'} | ${'2025-09-26'} | ${3} | ${'2025-09-30'} | ${false}
    ${'国庆节 and 中秋节 together'}                | ${'2025-09-26'} | ${4} | ${'2025-10-09'} | ${false}
    ${'Saturday after 国庆节 is one too'}          | ${'2025-09-26'} | ${6} | ${'2025-10-11'} | ${false}
    ${'肉孜节 2023 borders on a make-up Sunday'}   | ${'2023-04-20'} | ${1} | ${'2023-04-23'} | ${false}
    ${'leap day'}                                  | ${'2024-02-28'} | ${1} | ${'2024-02-29'} | ${true}
    ${'past the leap day'}                         | ${'2024-02-28'} | ${2} | ${'2024-03-01'} | ${true}
    ${'no leap day'}                               | ${'2025-02-28'} | ${1} | ${'2025-03-03'} | ${false}
    ${'within the old year'}                       | ${'2025-12-30'} | ${1} | ${'2025-12-31'} | ${false}
    ${'into a year without the regional notice'}   | ${'2025-12-30'} | ${2} | ${'2026-01-04'} | ${true}
    ${'into a year without any data: Mon-Fri'}     | ${'2026-12-30'} | ${2} | ${'2027-01-01'} | ${true}
    ${'a year without data: weekends still count'} | ${'2027-01-01'} | ${1} | ${'2027-01-04'} | ${true}
  `('then $start + $days ends on $lastDay: $case', ({ start, days, lastDay, provisional }) => {
    expect(addWorkingDays(start, days, calendar)).toMatchObject({ lastDay, provisional });
  });

  test('then each day that did not count is listed with its reason and source', () => {
    const { skipped } = addWorkingDays('2025-06-03', 7, calendar);
    expect(reasons(skipped)).toEqual([
      '06-06 古尔邦节',
      '06-07 古尔邦节',
      '06-08 古尔邦节',
      '06-09 古尔邦节',
      '06-10 古尔邦节',
      '06-14 周六',
      '06-15 周日',
    ]);
    expect(skipped[0]?.source).toContain('新疆维吾尔自治区');
  });

  test('then counting on from the last day is the same as counting at once', () => {
    const start = fc
      .integer({ min: 0, max: 2500 })
      .map((offset) => new Date(Date.UTC(2019, 0, 1 + offset)).toISOString().slice(0, 10));
    const days = fc.integer({ min: 1, max: 30 });
    fc.assert(
      fc.property(start, days, days, (from, first, second) => {
        const half = addWorkingDays(from, first, calendar);
        const rest = addWorkingDays(half.lastDay, second, calendar);
        const whole = addWorkingDays(from, first + second, calendar);
        expect(whole.lastDay).toBe(rest.lastDay);
        expect(whole.skipped).toEqual([...half.skipped, ...rest.skipped]);
      }),
      { numRuns: 200 },
    );
  });
});

describe('When a year has no data', () => {
  test.each(['2018-12-27', '2015-06-01'])('then a past one is refused (%s)', (start) => {
    expect(() => addWorkingDays(start, 1, calendar)).toThrow(CalendarError);
    expect(() => addWorkingDays(start, 1, calendar)).toThrow(/没有 201[58] 年的数据/);
  });

  test('then one that has passed without its notice is refused, though it lies after the last known', () => {
    expect(() => addWorkingDays('2027-03-01', 1, calendar, { today: '2028-01-05' })).toThrow(/没有 2027 年/);
    expect(addWorkingDays('2027-03-01', 1, calendar, { today: '2027-03-05' }).provisional).toBe(true);
  });

  test('then a gap between known years is refused', () => {
    const gap = { ...calendar, years: calendar.years.filter(({ year }) => year !== 2024) };
    expect(() => addWorkingDays('2023-12-29', 1, gap)).toThrow(/没有 2024 年/);
  });

  test.each([0, -1, 1.5, Number.NaN, 100_000])('then %p working days are refused in any year', (days) => {
    expect(() => addWorkingDays('2025-06-03', days, calendar)).toThrow(CalendarError);
  });
});

describe('When a deadline is set', () => {
  const tillMidnight = () => ({ ...calendar, deadlineEndsAt: 'midnight' as const });

  test('then it is 24:00 of the last day in the office’s zone, with the calendar’s version (art 45)', () => {
    const { at, provisional, calendarVersion } = deadline(
      new Date('2025-06-03T11:00:00+08:00'),
      7,
      tillMidnight(),
    );
    expect(at).toEqual(new Date('2025-06-18T00:00:00+08:00'));
    expect(provisional).toBe(false);
    expect(calendarVersion).toBe(calendar.version);
  });

  test('then the start day is the office’s, not UTC’s', () => {
    const lateEvening = deadline(new Date('2025-06-03T23:59:59+08:00'), 1, tillMidnight());
    const afterMidnight = deadline(new Date('2025-06-04T00:00:00+08:00'), 1, tillMidnight());
    expect(lateEvening.at).toEqual(new Date('2025-06-05T00:00:00+08:00'));
    expect(afterMidnight.at).toEqual(new Date('2025-06-06T00:00:00+08:00'));
  });

  test.each`
    season                                | from                      | at
    ${'summer'}                           | ${'2025-06-16T12:00:00Z'} | ${'2025-06-17T20:00:00+08:00'}
    ${'first day of summer hours'}        | ${'2025-05-05T12:00:00Z'} | ${'2025-05-06T20:00:00+08:00'}
    ${'winter'}                           | ${'2025-11-03T04:00:00Z'} | ${'2025-11-04T19:30:00+08:00'}
    ${'winter, begun in the year before'} | ${'2025-02-10T04:00:00Z'} | ${'2025-02-11T19:30:00+08:00'}
  `('then by office hours it ends when the office closes: $season', ({ from, at }) => {
    const byHours: WorkingCalendar = { ...calendar, deadlineEndsAt: 'office-close' };
    expect(deadline(new Date(from), 1, byHours).at).toEqual(new Date(at));
  });

  test('then a past year is judged by the present where that is given', () => {
    const from = new Date('2027-03-01T04:00:00Z');
    expect(deadline(from, 1, calendar).provisional).toBe(true);
    expect(() => deadline(from, 1, calendar, { asOf: new Date('2028-06-01T00:00:00Z') })).toThrow(
      CalendarError,
    );
  });
});

describe('When the calendar’s data are compared with their source', () => {
  test('then each day of 2019-2026 agrees with chinese-days but for the region’s own days off', () => {
    const regional = new Set(
      calendar.days.filter(({ source }) => source.startsWith('新疆')).map(({ date }) => date),
    );
    expect(regional.size).toBe(18);
    for (
      let day = new Date('2019-01-02');
      day < new Date('2026-12-31');
      day = new Date(day.getTime() + 86_400_000)
    ) {
      const date = day.toISOString().slice(0, 10);
      const before = new Date(day.getTime() - 86_400_000).toISOString().slice(0, 10);
      const counts = addWorkingDays(before, 1, calendar).lastDay === date;
      expect(`${date} ${counts}`).toBe(`${date} ${isWorkday(date) && !regional.has(date)}`);
    }
  });

  test('then no day lacks its source and regional years are marked', () => {
    expect(calendar.days.filter(({ source }) => source === '')).toEqual([]);
    const withNotice = calendar.years.filter(({ regionalNotice }) => regionalNotice).map(({ year }) => year);
    expect(withNotice).toEqual([2022, 2023, 2025]);
  });
});
