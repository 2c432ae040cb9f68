import { countWorkingDays } from '../../../domain/calendar';
import type { WorkingCalendar } from '../../../domain/calendar';
import { decidedDeadline, isOverrun } from '../../../domain/meetings/decidedDeadline';
import { officeFolder } from '../../../db/officeFolder';
import { readOffice } from '../../../db/officeSchema';

const limit = { workingDays: 7 };
let calendar: WorkingCalendar;
beforeAll(async () => {
  calendar = (await readOffice(officeFolder(process.cwd(), undefined))).calendar;
});

const at = (moment: string): Date => new Date(`${moment}+08:00`);
const lastDay = (endedAt: string): string => {
  const { at: due } = decidedDeadline(at(endedAt), limit, calendar, at(endedAt));
  return new Date(due.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
};

test('art-40 自散会起7个工作日：散会当天不算，周末不算', () => {
  // A Monday; the seventh working day after it is the Wednesday of the next week.
  expect(lastDay('2026-11-23T12:30:00')).toBe('2026-12-02');
});

test('art-40 跨国庆、中秋假期的，放假日不算，调休上班的周末算', () => {
  const endedAt = at('2025-09-26T18:00:00');
  const due = decidedDeadline(endedAt, limit, calendar, endedAt);
  expect(due.skipped.length).toBeGreaterThan(8);
  expect(due.counted.map(({ date }) => date)).toContain('2025-10-11');
  expect(due.counted.map(({ date }) => date)).toContain('2025-09-28');
  expect(countWorkingDays(endedAt, new Date(due.at.getTime() - 1), calendar)).toBe(7);
});

test('art-40 到期限的时刻还没有印发，或者在那以后印发的，是超期；当日下班前印发的不是', () => {
  const dueAt = at('2026-12-02T19:30:00');
  expect(isOverrun({ dueAt, issuedAt: at('2026-12-02T19:29:59') }, at('2026-12-20T00:00:00'))).toBe(false);
  expect(isOverrun({ dueAt, issuedAt: dueAt }, dueAt)).toBe(true);
  expect(isOverrun({ dueAt, issuedAt: null }, at('2026-12-02T19:29:59'))).toBe(false);
  expect(isOverrun({ dueAt, issuedAt: null }, dueAt)).toBe(true);
});
