import { projectBatch } from '../../engine/feed/projection';
import { parseFeedBatch } from '../../engine/feed/records';
import type { FeedRecord } from '../../engine/feed/records';
import { createTestDatabase } from '../support/database';
import type { TestDatabase } from '../support/database';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
}, 60_000);
afterAll(() => database.drop());

const task = (position: number, intent: string, value: Record<string, unknown> = {}): FeedRecord => ({
  position: String(position),
  key: '4503599627370496123',
  valueType: 'USER_TASK',
  intent,
  timestamp: 1_795_443_054_667 + position,
  value: {
    userTaskKey: '9007199254740993001',
    elementInstanceKey: '9007199254740993002',
    processInstanceKey: '9007199254740993003',
    elementId: 'userTask_Review',
    assignee: 'zhang',
    action: '',
    variables: {},
    ...value,
  },
});
const project = (records: FeedRecord[], engineId = 'engine-a') =>
  projectBatch(database.pool, engineId, { partitionId: 1, records });
const inbox = async () => (await database.pool.query('select * from inbox_tasks')).rows;

test('同一批记录送两次，只计一次', async () => {
  const records = [task(10, 'CREATED'), task(11, 'ASSIGNED', { assignee: 'li' })];
  expect(await project(records)).toBe(2);
  expect(await project(records)).toBe(0);
  expect(await inbox()).toEqual([
    expect.objectContaining({ user_task_key: '9007199254740993001', assignee: 'li', state: 'created' }),
  ]);
});

test('迟到的旧记录不把办结的任务变回待办', async () => {
  await project([task(20, 'COMPLETED', { action: 'complete', variables: { decision: 'agree' } })]);
  await project([task(15, 'ASSIGNED', { assignee: 'wang' })]);
  expect(await inbox()).toEqual([
    expect.objectContaining({ state: 'completed', action: 'complete', variables: { decision: 'agree' } }),
  ]);
});

test('换了引擎数据，位置从头计', async () => {
  expect(await project([task(1, 'CREATED')], 'engine-b')).toBe(1);
});

test('两个接收者同时收到同一批，只写一次', async () => {
  const records = [task(30, 'CREATED', { userTaskKey: '77', elementInstanceKey: '78' })];
  const counts = await Promise.all([project(records, 'engine-c'), project(records, 'engine-c')]);
  expect(counts.sort()).toEqual([0, 1]);
});

test('超过 2^53 的键不失一位', () => {
  const batch = parseFeedBatch(
    '{"partitionId":4,"records":[{"key":9007199254740993123,"position":12,"timestamp":1795443054667}]}',
  );
  expect(batch.records[0]).toEqual({ key: '9007199254740993123', position: 12, timestamp: 1795443054667 });
});

test('意见里有数据库不能存的字符：照收，换成替代符，不挡后面的记录', async () => {
  const text = JSON.stringify({
    partitionId: 9,
    records: [
      task(1, 'COMPLETED', {
        userTaskKey: '901',
        elementInstanceKey: '902',
        variables: { opinion: '同意\u0000', half: '\ud800', literal: '\\u0000' },
      }),
    ],
  });
  expect(await projectBatch(database.pool, 'engine-d', parseFeedBatch(text))).toBe(1);
  const { rows } = await database.pool.query('select variables from inbox_tasks where user_task_key = 901');
  expect(rows[0].variables).toEqual({ opinion: '同意\ufffd', half: '\ufffd', literal: '\\u0000' });
});

test('数据库不收的一条单独搁置，同批的其余照收', async () => {
  const records = [
    task(1, 'CREATED', { userTaskKey: '911', elementInstanceKey: '912' }),
    task(2, 'CREATED', { userTaskKey: 'not-a-key', elementInstanceKey: '914' }),
    task(3, 'CREATED', { userTaskKey: '915', elementInstanceKey: '916' }),
  ];
  expect(await project(records, 'engine-e')).toBe(3);
  expect(await project(records, 'engine-e')).toBe(0);
  const kept = await database.pool.query(
    'select user_task_key from inbox_tasks where user_task_key in (911, 915)',
  );
  expect(kept.rowCount).toBe(2);
  const rejected = await database.pool.query(
    `select position from feed_rejects where engine_id = 'engine-e'`,
  );
  expect(rejected.rows).toEqual([{ position: '2' }]);
});
