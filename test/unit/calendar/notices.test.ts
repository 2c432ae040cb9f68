import { join } from 'node:path';
import fc from 'fast-check';
import { readOffice } from '../../../db/officeSchema';
import {
  addWorkingDays,
  awaitedNotices,
  calendarChanges,
  composeCalendar,
  deadline,
  explainDeadline,
  noticeFaults,
} from '../../../domain/calendar';
import type { CalendarNotice, WorkingCalendar } from '../../../domain/calendar';

let calendar: WorkingCalendar;
beforeAll(async () => {
  calendar = (await readOffice(join(__dirname, '../../../offices/kashi'))).calendar;
});

const notice = (change: Partial<CalendarNotice>): CalendarNotice => ({
  id: 'new',
  scope: 'national',
  year: 2027,
  title: '测试用的通知',
  number: null,
  issuedOn: null,
  source: '测试',
  replaces: null,
  amends: [],
  days: [{ date: '2027-01-01', kind: 'day-off', reason: '元旦' }],
  ...change,
});
const off = (date: string) => ({ date, kind: 'day-off' as const, reason: '放假' });
const work = (date: string) => ({ date, kind: 'workday' as const, reason: '上班' });
const codes = (change: Partial<CalendarNotice>): string[] =>
  noticeFaults(notice(change), calendar).map(({ code }) => code);
const withNotices = (...added: CalendarNotice[]): WorkingCalendar =>
  composeCalendar('test', calendar, [...calendar.notices, ...added]);
const lastDay = (start: string, days: number, by: WorkingCalendar): string =>
  addWorkingDays(start, days, by).lastDay;

describe('When a notice is entered', () => {
  test.each<[string, Partial<CalendarNotice>, string[]]>([
    ['a year of its own', {}, []],
    ['New Year’s days begin in December', { days: [off('2026-12-31')] }, []],
    ['any other day of the year before', { days: [off('2026-12-24')] }, ['day-outside-year']],
    ['a year before the calendar', { year: 2018, days: [off('2018-05-01')] }, ['year-before-calendar']],
    ['a day twice', { days: [off('2027-01-01'), off('2027-01-01')] }, ['day-twice']],
    ['a make-up day on a Monday', { days: [off('2027-01-01'), work('2027-01-04')] }, ['already-workday']],
    ['a national notice without days', { days: [] }, ['no-days']],
    ['the region has no days of its own', { scope: 'regional', days: [] }, []],
    [
      'a second notice that does not say so',
      { year: 2026, days: [off('2026-11-20')] },
      ['contradicts-notice'],
    ],
    ['a second notice that amends', { year: 2026, days: [off('2026-11-20')], amends: ['national-2026'] }, []],
    [
      'a second notice that replaces',
      { year: 2026, days: [off('2026-11-20')], replaces: 'national-2026' },
      [],
    ],
    ['it replaces one of another year', { replaces: 'national-2026' }, ['unknown-notice']],
    ['it amends one that is not there', { amends: ['nothing'] }, ['unknown-notice']],
    [
      'the region turns a make-up day round',
      { scope: 'regional', year: 2026, days: [off('2026-10-10')] },
      ['contradicts-notice'],
    ],
  ])('then it is judged by its days: %s', (_case, change, expected) => {
    expect(codes(change)).toEqual(expected);
  });

  test('then 2019’s second notice makes 劳动节 longer and two Sundays workdays; before it they were not', () => {
    const first = composeCalendar(
      'first',
      calendar,
      calendar.notices.filter(({ id }) => id === 'national-2019'),
    );
    const both = composeCalendar(
      'both',
      calendar,
      calendar.notices.filter(({ id }) => id.startsWith('national-2019')),
    );
    expect(lastDay('2019-04-26', 1, first)).toBe('2019-04-29');
    expect(lastDay('2019-04-26', 1, both)).toBe('2019-04-28');
    expect(lastDay('2019-04-30', 1, first)).toBe('2019-05-02');
    expect(lastDay('2019-04-30', 1, both)).toBe('2019-05-05');
    // 1 May too: the second notice names it, and so it rests on that one from then on.
    expect(calendarChanges(first, both).map(({ date }) => date.slice(5))).toEqual([
      '04-28',
      '05-01',
      '05-02',
      '05-03',
      '05-04',
      '05-05',
    ]);
  });

  test('then 2020’s extension turns a make-up Saturday into a day off', () => {
    const first = composeCalendar(
      'first',
      calendar,
      calendar.notices.filter(({ id }) => id !== 'national-2020-2'),
    );
    expect(lastDay('2020-01-31', 1, first)).toBe('2020-02-01');
    expect(lastDay('2020-01-31', 1, calendar)).toBe('2020-02-03');
  });

  test('then what was replaced counts no longer', () => {
    const replaced = withNotices(
      notice({ year: 2026, replaces: 'national-2026', days: [off('2026-11-20')] }),
    );
    expect(lastDay('2026-09-30', 1, replaced)).toBe('2026-10-01');
    expect(lastDay('2026-11-19', 1, replaced)).toBe('2026-11-23');
  });
});

describe('When a notice lacks', () => {
  test('then the year is provisional until national and regional notice are in, whichever comes first', () => {
    const national = notice({ id: 'national-2027' });
    const regional = notice({ id: 'regional-2027', scope: 'regional', days: [off('2027-03-10')] });
    const awaited = (...added: CalendarNotice[]) =>
      addWorkingDays('2027-01-04', 1, withNotices(...added)).awaiting.map(({ scope }) => scope);
    expect(awaited()).toEqual(['national', 'regional']);
    expect(awaited(national)).toEqual(['regional']);
    expect(awaited(regional)).toEqual(['national']);
    expect(awaited(national, regional)).toEqual([]);
  });

  test('then this year’s and the next one’s are asked for; where the region issues none, not its own', () => {
    const now = new Date('2026-11-25T12:00:00+08:00');
    const words = (by: WorkingCalendar) =>
      awaitedNotices(by, now).map(({ year, scope }) => `${year} ${scope}`);
    expect(words(calendar)).toEqual(['2026 regional', '2027 national', '2027 regional']);
    expect(
      words(composeCalendar('', { ...calendar, expectsRegionalNotice: false }, calendar.notices)),
    ).toEqual(['2027 national']);
  });

  test('then a past year with the regional notice alone is refused all the same', () => {
    const regional = notice({ id: 'regional-2027', scope: 'regional', days: [off('2027-03-10')] });
    expect(() => addWorkingDays('2027-03-01', 1, withNotices(regional), { today: '2028-01-05' })).toThrow(
      /没有 2027 年/,
    );
  });
});

describe('When a deadline is explained', () => {
  const moments = fc
    .integer({ min: 0, max: 2600 * 24 })
    .map((hours) => new Date(Date.UTC(2019, 0, 2, hours)));
  const lengths = fc.integer({ min: 1, max: 40 });

  test('then it is the one that is computed, and its days lie side by side without a gap', () => {
    fc.assert(
      fc.property(moments, lengths, (from, workingDays) => {
        const computed = deadline(from, workingDays, calendar);
        const { days, ...explained } = explainDeadline(from, workingDays, calendar);
        expect(explained).toEqual(computed);
        expect(days.filter(({ number }) => number !== null).map(({ number }) => number)).toEqual(
          Array.from({ length: workingDays }, (_, index) => index + 1),
        );
        expect(days.at(-1)?.number).toBe(workingDays);
        const gaps = days
          .slice(1)
          .filter(({ date }, index) => Date.parse(date) - Date.parse(days[index]?.date ?? '') !== 86_400_000);
        expect(gaps).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  test('then more days or a later start never end earlier', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 0, max: 100 }), lengths, (from, hours, workingDays) => {
        const later = new Date(from.getTime() + hours * 3_600_000);
        const by = (start: Date, days: number): number => deadline(start, days, calendar).at.getTime();
        expect(by(from, workingDays + 1)).toBeGreaterThan(by(from, workingDays));
        expect(by(later, workingDays)).toBeGreaterThanOrEqual(by(from, workingDays));
      }),
      { numRuns: 100 },
    );
  });

  test.each([
    ['from a rest day', '2025-06-14T12:00:00+08:00', '2025-06-16T20:00:00+08:00'],
    ['from after the office closed', '2025-06-16T22:00:00+08:00', '2025-06-17T20:00:00+08:00'],
    ['from before it opened', '2025-06-16T02:00:00+08:00', '2025-06-17T20:00:00+08:00'],
  ])('then the start day never counts: %s', (_case, from, at) => {
    expect(deadline(new Date(from), 1, calendar).at).toEqual(new Date(at));
  });
});
