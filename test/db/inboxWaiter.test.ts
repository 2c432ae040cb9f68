import type { PoolClient } from 'pg';
import { createInboxWaiter } from '../../db/inboxWaiter';
import { createTestDatabase } from '../support/database';
import type { TestDatabase } from '../support/database';
import { until } from '../support/until';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
}, 60_000);
afterAll(() => database.drop());

test('登记监听失败的连接归还并重连，不占着连接而从此不听', async () => {
  const { pool } = database;
  const connect = pool.connect.bind(pool) as () => Promise<PoolClient>;
  jest.spyOn(pool as { connect: typeof connect }, 'connect').mockImplementationOnce(async () => {
    const client = await connect();
    jest
      .spyOn(client as { query: (text: string) => Promise<unknown> }, 'query')
      .mockImplementationOnce(() => Promise.reject(new Error('refused')));
    return client;
  });
  const waiter = createInboxWaiter(pool);
  await waiter.until('1', 10, async () => undefined);
  await until('a listener', async () => {
    const { rows } = await pool.query(
      `select from pg_stat_activity where datname = current_database() and query = 'listen inbox'`,
    );
    return rows.length === 1 ? true : undefined;
  });
  expect(pool.totalCount - pool.idleCount).toBe(1);

  waiter.close();
  expect(pool.totalCount - pool.idleCount).toBe(0);
});
