import { pino } from 'pino';
import { createDatabaseClock } from '../../db/clock';
import { createPool } from '../../db/pool';
import { enqueue } from '../../db/outbox';
import type { EngineClients } from '../../engine/clients';
import { startOutboxRelay } from '../../engine/outboxRelay';
import { insertSubmittedCase, prepareOffice } from '../support/cases';
import { createTestDatabase } from '../support/database';
import type { TestDatabase } from '../support/database';
import { until } from '../support/until';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await prepareOffice(database);
}, 60_000);
afterAll(() => database.drop());

/** An engine that never answers a completion, and takes every message. */
const halfDeaf = {
  grpc: { publishMessage: async () => ({}) },
  rest: { completeUserTask: () => new Promise(() => undefined) },
} as unknown as EngineClients;

test('When one call hangs, it is put off after its time and what comes with it is settled', async () => {
  const caseId = await insertSubmittedCase(database.pool);
  await enqueue(database.pool, {
    kind: 'complete-task',
    caseId,
    effectKey: 'hangs',
    payload: { userTaskKey: '1', action: 'sign', variables: {} },
  });
  await enqueue(database.pool, {
    kind: 'publish-message',
    caseId,
    effectKey: 'goes',
    payload: { name: 'message', correlationKey: caseId, variables: {} },
  });
  const relay = startOutboxRelay(database.pool, halfDeaf, pino({ level: 'silent' }), 200);
  const entry = async (effectKey: string) => {
    const { rows } = await database.pool.query(
      'select attempts, outcome, last_error from outbox where effect_key = $1',
      [effectKey],
    );
    return rows[0];
  };
  try {
    const put = await until('推迟', async () => {
      const row = await entry('hangs');
      return row.attempts > 1 ? row : undefined;
    });
    expect(put).toMatchObject({ outcome: null, last_error: '引擎在 0.2 秒内没有回答' });
    expect(await entry('goes')).toMatchObject({ outcome: 'published' });
  } finally {
    await relay.close();
  }
});

test('When listening fails again and again, no connection of the pool is lost', async () => {
  const pool = createPool(database.appUrl, 1);
  const connect = pool.connect.bind(pool);
  let refusals = 3;
  const failing = Object.assign(Object.create(pool) as typeof pool, {
    connect: async () => {
      const client = await connect();
      if (refusals-- > 0) client.query = (() => Promise.reject(new Error('no LISTEN'))) as never;
      return client;
    },
    query: pool.query.bind(pool),
  });
  const clock = await createDatabaseClock(failing);
  try {
    await until('重新监听', async () => (refusals < 0 ? true : undefined));
  } finally {
    await clock.close();
    await pool.end();
  }
});
