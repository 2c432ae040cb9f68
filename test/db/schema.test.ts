import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { migrate } from '../../db/migrate';
import { describeSchema } from '../../tools/schemaText';
import { createTestDatabase } from '../support/database';
import type { TestDatabase } from '../support/database';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
}, 60_000);
afterAll(() => database?.drop());

test('When migrations run again, two at once, then nothing happens', async () => {
  await Promise.all([migrate(database.adminUrl), migrate(database.adminUrl)]);
  const { rows } = await database.pool.query('select offset_ms from clock_offset');
  expect(rows).toEqual([{ offset_ms: '0' }]);
});

test('When a migration is added, then db/schema.sql was written anew (node --import tsx tools/schemaDump.ts)', async () => {
  const client = new Client({ connectionString: database.adminUrl });
  await client.connect();
  try {
    expect(await describeSchema(client)).toBe(await readFile(join(__dirname, '../../db/schema.sql'), 'utf8'));
  } finally {
    await client.end();
  }
});

const SOME = '00000000-0000-4000-8000-000000000000';

test.each([
  ['steps', `countersign_round_id = '${SOME}'`],
  ['countersign_talks', `round_id = '${SOME}'`],
  ['countersign_extensions', `request_id = '${SOME}'`],
  ['countersign_requests', `state = 'open' and calendar_version = ''`],
])('When %s are looked up by %s, then not every row is read', async (table, condition) => {
  const client = new Client({ connectionString: database.adminUrl });
  await client.connect();
  try {
    // A table without rows is read whole unless forbidden.
    await client.query('set enable_seqscan = off');
    const { rows } = await client.query(`explain select from ${table} where ${condition}`);
    expect(JSON.stringify(rows)).not.toContain('Seq Scan');
  } finally {
    await client.end();
  }
});
