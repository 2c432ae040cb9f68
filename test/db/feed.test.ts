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
