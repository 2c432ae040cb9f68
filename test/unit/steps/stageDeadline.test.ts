import { join } from 'node:path';
import { readOffice } from '../../../db/officeSchema';
import type { WorkingCalendar } from '../../../domain/calendar';
import type { TimeLimit } from '../../../domain/routing/facts';
import { planNotices } from '../../../domain/steps/notices';
import type { EarlierOpening } from '../../../domain/steps/stageDeadline';
import { recomputedDeadline, stageDeadline } from '../../../domain/steps/stageDeadline';

let calendar: WorkingCalendar;
beforeAll(async () => {
  calendar = (await readOffice(join(__dirname, '../../../offices/kashi'))).calendar;
});

const limit: TimeLimit = {
  workingDays: 3,
  leastDays: 1,
  remindBeforeDays: 1,
  overdueEveryDays: 2,
  overdueTo: [],
  priority: 50,
  article: 'art-58',
  words: '三日',
};
const at = (moment: string): Date => new Date(`${moment}+08:00`);
const opening = (
  openedAt: string,
  closedAt: string,
  change: Partial<EarlierOpening> = {},
): EarlierOpening => ({
  openedAt: at(openedAt),
  closedAt: at(closedAt),
  dueAt: at('2025-03-06T19:30:00'),
  dueProvisional: false,
  calendarVersion: 'v',
  state: 'accepted',
  ...change,
});
const due = (now: string, ...earlier: EarlierOpening[]): Date =>
  stageDeadline(at(now), limit, earlier, calendar).at;

// 2025-03-03 is a Monday; office hours end at 19:30 before May.
test('art-58 初次送办的期限为表定工作日，当日不计', () => {
  expect(due('2025-03-03T11:00:00')).toEqual(at('2025-03-06T19:30:00'));
});

test('art-58 签发不予采认后重开的，期限不变，不重新起算', () => {
  const refused = opening('2025-03-03T11:00:00', '2025-03-05T12:00:00', { state: 'refused' });
  expect(due('2025-03-05T12:00:00', refused)).toEqual(at('2025-03-06T19:30:00'));
  const overdue = opening('2025-03-03T11:00:00', '2025-03-10T12:00:00', { state: 'refused' });
  expect(due('2025-03-10T12:00:00', overdue)).toEqual(at('2025-03-06T19:30:00'));
});

test('art-58 退回后再送的，只有剩下的工作日；在别人手里的日子不算', () => {
  const returned = opening('2025-03-03T11:00:00', '2025-03-04T12:00:00');
  expect(due('2025-03-17T10:30:00', returned)).toEqual(at('2025-03-19T19:30:00'));
});

test('art-58 剩余不足的，按表定的最少工作日', () => {
  const used = opening('2025-03-03T11:00:00', '2025-03-06T12:00:00');
  expect(due('2025-03-17T10:30:00', used)).toEqual(at('2025-03-18T19:30:00'));
  const refusedFirst = opening('2025-03-03T11:00:00', '2025-03-04T12:00:00', { state: 'refused' });
  const thenReturned = opening('2025-03-04T12:00:00', '2025-03-05T12:00:00');
  expect(due('2025-03-17T10:30:00', refusedFirst, thenReturned)).toEqual(at('2025-03-18T19:30:00'));
});

test('法则8 重算：不予采认后重开的，从第一次开办算起；退回后再送的，只有剩下的工作日', () => {
  const again = (openedAt: string, ...earlier: EarlierOpening[]): Date =>
    recomputedDeadline({ openedAt: at(openedAt) }, limit, earlier, calendar, at(openedAt)).at;
  const refused = opening('2025-03-03T11:00:00', '2025-03-05T12:00:00', {
    state: 'refused',
    dueAt: at('2025-02-01T00:00:00'),
  });
  const refusedAgain = { ...refused, openedAt: at('2025-03-05T12:00:00') };
  expect(again('2025-03-05T12:00:00', refused)).toEqual(at('2025-03-06T19:30:00'));
  expect(again('2025-03-06T12:00:00', refused, refusedAgain)).toEqual(at('2025-03-06T19:30:00'));
  const returned = opening('2025-03-03T11:00:00', '2025-03-04T12:00:00');
  expect(again('2025-03-17T10:30:00', returned)).toEqual(at('2025-03-19T19:30:00'));
});

const plan = (openedAt: string, dueAt: string, now: string) =>
  planNotices({ openedAt: at(openedAt), dueAt: at(dueAt), silenceCounts: false }, limit, at(now), calendar);

test('提醒在末日前一个工作日上班时，跨周末和节假日按日历', () => {
  const opened = '2025-05-29T11:00:00';
  // Due on Wednesday 4 June: Monday 2 June is the Dragon Boat holiday, so the day before is Tuesday.
  expect(plan(opened, '2025-06-04T20:00:00', opened)).toEqual({
    due: null,
    nextAt: at('2025-06-03T10:00:00'),
  });
});

test.each([
  ['2025-03-05T10:00:00', { kind: 'reminder', number: 1, at: '2025-03-05T10:00:00' }, '2025-03-06T19:30:00'],
  ['2025-03-06T19:30:00', { kind: 'overdue', number: 1, at: '2025-03-06T19:30:00' }, '2025-03-10T19:30:00'],
  // Missed while the system stood still: one notice, not all.
  ['2025-03-12T09:00:00', { kind: 'overdue', number: 2, at: '2025-03-10T19:30:00' }, '2025-03-12T19:30:00'],
])('art-58 到 %s：提醒、到期超时提醒、按表定间隔再提醒，错过的不补', (now, expected, next) => {
  const { due: given, nextAt } = plan('2025-03-03T11:00:00', '2025-03-06T19:30:00', now);
  expect(given).toEqual({ ...expected, at: at(expected.at) });
  expect(nextAt).toEqual(at(next));
});

test('超时两百天：第几次照数，算得不慢', () => {
  const { due: given } = plan('2025-03-03T11:00:00', '2025-03-06T19:30:00', '2025-09-22T09:00:00');
  expect(given?.number).toBeGreaterThan(60);
  expect(given?.at).toEqual(at('2025-09-18T20:00:00'));
});

test('送到时已过提醒时刻的，不再提醒，只在到期时提醒', () => {
  const { due: given, nextAt } = plan('2025-03-05T11:00:00', '2025-03-06T19:30:00', '2025-03-05T11:00:00');
  expect(given).toBeNull();
  expect(nextAt).toEqual(at('2025-03-06T19:30:00'));
});

test('期限为二十四时的，末日是前一天', () => {
  const midnight = { ...calendar, deadlineEndsAt: 'midnight' as const };
  const step = {
    openedAt: at('2025-03-03T11:00:00'),
    dueAt: at('2025-03-07T00:00:00'),
    silenceCounts: false,
  };
  const { nextAt } = planNotices(step, limit, step.openedAt, midnight);
  expect(nextAt).toEqual(at('2025-03-05T10:00:00'));
});

test.each([
  ['2025-03-03T11:00:00', null, '2025-03-05T10:00:00'],
  ['2025-03-05T10:00:00', 'reminder', null],
  // Whoever was not told while the system stood still is not reminded of what is over.
  ['2025-03-06T19:30:00', null, null],
])('art-45 沉默有法定结果的：到 %s 只在期前提醒一次，期满不再提醒', (now, kind, next) => {
  const step = { openedAt: at('2025-03-03T11:00:00'), dueAt: at('2025-03-06T19:30:00'), silenceCounts: true };
  const { due, nextAt } = planNotices(step, limit, at(now), calendar);
  expect(due?.kind ?? null).toBe(kind);
  expect(nextAt).toEqual(next === null ? null : at(next));
});
