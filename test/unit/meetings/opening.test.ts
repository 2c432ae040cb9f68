import { isTooEarly, isUnopened, spanInWords } from '../../../domain/meetings/opening';

const startsAt = new Date('2026-12-01T02:30:00Z');
const minutesFrom = (minutes: number): Date => new Date(startsAt.getTime() + minutes * 60_000);
const margins = { earlyMinutes: 30, lateMinutes: 60 };

test.each([
  [-31, true],
  [-30, false],
  [0, false],
  [600, false],
])('art-38 离开会时间 %i 分钟，须说明提前开会的理由：%s', (minutes, expected) => {
  expect(isTooEarly(startsAt, minutesFrom(minutes), margins)).toBe(expected);
});

test.each([
  ['approved', 60, false],
  ['approved', 61, true],
  ['preparing', 61, true],
  ['opened', 61, false],
  ['ended', 61, false],
  ['cancelled', 61, false],
  ['approved', -600, false],
])('%s 的会议过了开会时间 %i 分钟，提示没有开会：%s', (state, minutes, expected) => {
  expect(isUnopened({ state, startsAt }, minutesFrom(minutes), margins)).toBe(expected);
});

test.each([
  [3075, '2天3小时15分'],
  [120, '2小时'],
  [45.9, '45分'],
  [0.2, '1分'],
])('%d 分钟写作 %s', (minutes, words) => {
  expect(spanInWords(startsAt, minutesFrom(minutes))).toBe(words);
});
