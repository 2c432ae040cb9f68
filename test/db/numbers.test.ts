import { assignDocumentNumber } from '../../db/numbers';
import { withTransaction } from '../../db/transaction';
import { insertSubmittedCase, prepareOffice } from '../support/cases';
import { createTestDatabase } from '../support/database';
import type { TestDatabase } from '../support/database';

let database: TestDatabase;
const seriesId = 'administration-issue';

beforeAll(async () => {
  database = await createTestDatabase();
  await prepareOffice(database);
}, 60_000);
afterAll(() => database.drop());

const assign = (caseId: string, year = 2026) =>
  withTransaction(database.pool, (sql) => assignDocumentNumber(sql, { caseId, seriesId, year }));

test('三十件同时编号：字号连续，无一重复', async () => {
  const cases = await Promise.all(Array.from({ length: 30 }, () => insertSubmittedCase(database.pool)));
  const numbers = await Promise.all(cases.map((id) => assign(id)));
  expect(numbers.map(({ number }) => number).sort((a, b) => a - b)).toEqual(
    cases.map((_, index) => index + 1),
  );
});

test('同一件编两次，得同一字号', async () => {
  const id = await insertSubmittedCase(database.pool);
  const [first, second] = await Promise.all([assign(id, 2031), assign(id, 2031)]);
  expect(first).toEqual(second);
  expect(first.text).toBe('喀署发〔2031〕1号');
});

test('编号后事务回滚，不留空号', async () => {
  const lost = await insertSubmittedCase(database.pool);
  await expect(
    withTransaction(database.pool, async (sql) => {
      await assignDocumentNumber(sql, { caseId: lost, seriesId, year: 2032 });
      throw new Error('断电');
    }),
  ).rejects.toThrow('断电');
  const next = await insertSubmittedCase(database.pool);
  expect((await assign(next, 2032)).number).toBe(1);
});

test('换年从一号起', async () => {
  const [first, second] = [
    await insertSubmittedCase(database.pool),
    await insertSubmittedCase(database.pool),
  ];
  expect((await assign(first, 2040)).number).toBe(1);
  expect((await assign(second, 2041)).number).toBe(1);
});
