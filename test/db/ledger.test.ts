import { appendLedger } from '../../db/ledger';
import { createPool } from '../../db/pool';
import { examine } from '../../engine/doctor';
import { insertSubmittedCase, prepareOffice } from '../support/cases';
import { createTestDatabase } from '../support/database';
import type { TestDatabase } from '../support/database';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await prepareOffice(database);
}, 60_000);
afterAll(() => database.drop());

const environment = { grpcAddress: '', restAddress: '', managementUrl: null };
const entry = (caseId: string, effectKey: string) => ({
  caseId,
  kind: 'test',
  personId: null,
  actor: '系统',
  capacity: null,
  summary: `记录${effectKey}`,
  effectKey,
});

test('二十条同时写入：序号连续，逐条以散列相连', async () => {
  const caseId = await insertSubmittedCase(database.pool);
  await Promise.all(
    Array.from({ length: 20 }, (_, index) => appendLedger(database.pool, entry(caseId, `e${index}`))),
  );
  const { rows } = await database.pool.query(
    'select sequence, previous_hash, hash from ledger_entries where case_id = $1 order by sequence',
    [caseId],
  );
  expect(rows.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  rows.slice(1).forEach((row, index) => expect(row.previous_hash).toBe(rows[index]?.hash));
});

test('同一效果键只记一次', async () => {
  const caseId = await insertSubmittedCase(database.pool);
  await Promise.all([1, 2, 3].map(() => appendLedger(database.pool, entry(caseId, 'once'))));
  const { rows } = await database.pool.query('select 1 from ledger_entries where case_id = $1', [caseId]);
  expect(rows).toHaveLength(1);
});

test('记录不得更改或删除；绕过触发器篡改会被 doctor 发现', async () => {
  const caseId = await insertSubmittedCase(database.pool);
  await appendLedger(database.pool, entry(caseId, 'first'));
  await appendLedger(database.pool, entry(caseId, 'second'));
  await expect(database.pool.query(`update ledger_entries set summary = '改' `)).rejects.toThrow();
  await expect(database.pool.query('delete from ledger_entries')).rejects.toThrow();

  const chain = async () =>
    (await examine(database.pool, environment)).filter(({ check }) => check === '办理过程记录的散列链');
  expect(await chain()).toEqual([]);
  const owner = createPool(database.adminUrl, 1);
  try {
    await owner.query('alter table ledger_entries disable trigger ledger_is_append_only');
    await owner.query(`update ledger_entries set summary = '改' where case_id = $1 and sequence = 1`, [
      caseId,
    ]);
  } finally {
    await owner.end();
  }
  expect(await chain()).toEqual([
    expect.objectContaining({ message: `办件 ${caseId} 的第 1 条记录与散列不符` }),
  ]);
});
