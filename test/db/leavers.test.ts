import { closeAccountsOfLeavers } from '../../db/appointments';
import { listenOn } from '../../db/listen';
import { createPool } from '../../db/pool';
import { prepareOffice } from '../support/cases';
import { createTestDatabase } from '../support/database';
import type { TestDatabase } from '../support/database';
import { until } from '../support/until';

const LEAVER = 'aikebaier';

let database: TestDatabase;
let admin: ReturnType<typeof createPool>;
beforeAll(async () => {
  database = await createTestDatabase();
  await prepareOffice(database);
  admin = createPool(database.adminUrl, 2);
}, 60_000);
afterAll(async () => {
  await admin?.end();
  await database?.drop();
});

test('没有人离任时不惊动任何监听者：核对人员的程序不会自己叫醒自己', async () => {
  const heard: string[] = [];
  const { pool } = database;
  const listening = await listenOn(pool, 'people', {
    heard: (payload) => heard.push(payload || 'people'),
    lost: () => undefined,
  });
  try {
    expect(await closeAccountsOfLeavers(pool)).toEqual([]);
    // Notices come in the order of their commits: with this one all earlier ones are here.
    await pool.query(`select pg_notify('people', 'last')`);
    await until('最后一次通知', async () => (heard.includes('last') ? true : undefined));
    expect(heard).toEqual(['last']);
  } finally {
    listening.close();
  }
});

test('art-7 没有了职务的人关闭账号，一次为止', async () => {
  await admin.query(
    `update post_holdings set held_until = held_from + 1, end_basis = '测试', ended_by = person_id, ended_at = app_now()
      where person_id = $1`,
    [LEAVER],
  );
  expect(await closeAccountsOfLeavers(database.pool)).toEqual([LEAVER]);
  expect(await closeAccountsOfLeavers(database.pool)).toEqual([]);
});
