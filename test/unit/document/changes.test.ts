import { changeBetween } from '../../../domain/document/changes';

const versions = [
  { number: 1, change: 'first' },
  { number: 2, change: 'wording' },
  { number: 3, change: 'as-instructed' },
  { number: 4, change: 'substantive' },
  { number: 5, change: 'wording' },
] as const;

test.each([
  [1, 1, 'none'],
  [1, 2, 'wording'],
  [1, 3, 'as-instructed'],
  [2, 2, 'none'],
  [1, 5, 'substantive'],
  [4, 5, 'wording'],
])('第%i稿到第%i稿之间最重的改动是 %s', (from, until, change) => {
  expect(changeBetween(versions, from, until)).toBe(change);
});
