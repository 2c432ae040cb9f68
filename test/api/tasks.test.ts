import { projectBatch } from '../../engine/feed/projection';
import { declareIntent } from '../../db/intents';
import { withTransaction } from '../../db/transaction';
import { until } from '../support/until';
import type { ApiUnderTest } from './support/apiUnderTest';
import { startApi } from './support/apiUnderTest';
import type { Client } from './support/client';
import type { OpenTask } from './support/stories';
import {
  complete,
  confirmWhenAsked,
  content,
  facts,
  intentsOf,
  grounds,
  openTask,
  people,
  submitCase,
} from './support/stories';

let api: ApiUnderTest;
let head: Client;
let caseId: string;
beforeAll(async () => {
  api = await startApi();
  head = await api.as(people.head);
});
afterAll(() => api.stop());
beforeEach(async () => {
  caseId = await submitCase(api);
});

const intents = (task: OpenTask) => intentsOf(api, task);

it('lists a task to its holder alone, with why it is his and what he may decide', async () => {
  const task = await openTask(api, caseId, { holder: people.head });
  const mine = (await head.get('/api/v1/tasks')).json.items.find(
    (item: { userTaskKey: string }) => item.userTaskKey === task.userTaskKey,
  );
  expect(mine).toMatchObject({
    caseId,
    caseTitle: content.title,
    caseUrl: `http://xingshu.test/cases/${caseId}`,
    decisions: [
      { id: 'agree', label: '同意' },
      { id: 'return', label: '退回' },
    ],
    rule: { article: 'art-45' },
    versionSha256: task.versionSha256,
    holders: [{ personName: '阿迪力·喀斯木' }],
  });
  expect((await (await api.as(people.reviewer)).get('/api/v1/tasks')).json.items).toEqual([]);
});

it('law 2: writes the intent, tells the engine, and answers when the engine confirmed it', async () => {
  const task = await openTask(api, caseId, { holder: people.head });
  const [answer] = await Promise.all([complete(head, task), confirmWhenAsked(api, task)]);
  expect(answer.status).toBe(200);
  expect(answer.json).toEqual({ state: 'confirmed' });

  const [intent] = await intents(task);
  expect(intent).toMatchObject({
    person_id: 'adili',
    post_id: 'agriculture-head',
    decision: 'agree',
    opinion: '同意，请办公室核稿。',
    version_sha256: task.versionSha256,
  });
  const { rows } = await api.pool.query('select payload from outbox where effect_key = $1', [
    `intent:${intent?.['id']}`,
  ]);
  expect(rows).toEqual([
    {
      payload: {
        userTaskKey: task.userTaskKey,
        action: `sign:${intent?.['id']}`,
        variables: { decision: 'agree' },
      },
    },
  ]);
  expect((await head.get('/api/v1/tasks')).json.items).not.toContainEqual(
    expect.objectContaining({ userTaskKey: task.userTaskKey }),
  );
});

it('answers 202 while the engine has not confirmed, and the same declaration again changes nothing', async () => {
  const task = await openTask(api, caseId, { holder: people.head });
  const [first, second] = await Promise.all([complete(head, task), complete(head, task)]);
  expect([first.status, second.status]).toEqual([202, 202]);
  expect(await intents(task)).toHaveLength(1);

  const other = await complete(head, task, { decision: 'return', opinion: '请补充数据。' });
  expect(other.status).toBe(409);
  expect(other.json.title).toBe('已有人提交');
}, 15_000);

it('art-45: refuses a reader who does not hold the step, and says whose it is', async () => {
  const task = await openTask(api, caseId, { holder: people.head });
  const answer = await complete(await api.as(people.reviewer), task);
  expect(answer.status).toBe(403);
  expect(answer.json.rule).toMatchObject({ article: 'art-45', ruleSet: api.ruleSetHash });
  expect(answer.json.detail).toMatch(/农业农村局局长阿迪力·喀斯木/);
  expect(await intents(task)).toEqual([]);
});

it('refuses another decision, a return without reasons, and a version that is no longer the current one', async () => {
  const task = await openTask(api, caseId, { holder: people.head });
  expect((await complete(head, task, { decision: 'resubmit' })).json.detail).toMatch(
    /同意（agree）、退回（return）/,
  );
  expect((await complete(head, task, { decision: 'return', opinion: ' ' })).json.title).toBe('请写明理由');
  const stale = await complete(head, task, { versionSha256: '0'.repeat(64) });
  expect(stale.status).toBe(409);
  expect(stale.json.title).toBe('文稿已有新版本');
  expect(await intents(task)).toEqual([]);
});

it('refuses a step that has ended', async () => {
  const task = await openTask(api, caseId, { holder: people.head });
  await api.pool.query(
    `update inbox_tasks set state = 'completed', ended_at = app_now() where user_task_key = $1`,
    [task.userTaskKey],
  );
  const answer = await complete(head, task);
  expect(answer.status).toBe(409);
  expect(answer.json.title).toBe('本环节已办结');
});

it('law 2: an act declared while the engine completes the task elsewhere is overtaken, not for ever on its way', async () => {
  const task = await openTask(api, caseId, { holder: people.head });
  const [declared, projected] = await withTransaction(api.pool, async (holdUp) => {
    // The outbox row needs the case: the intent stands written and not committed until this lets go.
    await holdUp.query('select from cases where id = $1 for update', [caseId]);
    const declaring = complete(head, task);
    await untilWaiting(1);
    const projecting = projectBatch(api.pool, 'engine', {
      partitionId: 1,
      records: [completedElsewhere(task)],
    });
    await Promise.race([projecting, untilWaiting(2)]);
    return [declaring, projecting] as const;
  });
  expect(await projected).toBe(1);
  expect((await declared).json.title).toBe('本环节已办结');
  expect(await intents(task)).toMatchObject([{ state: 'overtaken' }]);
}, 15_000);

/** Until so many sessions of this database wait for another's lock. */
const untilWaiting = (count: number) =>
  until(`${count} waiting`, async () => {
    const { rowCount } = await api.pool.query(
      `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    return (rowCount ?? 0) >= count ? true : undefined;
  });

const completedElsewhere = (task: OpenTask) => ({
  position: '1',
  key: task.userTaskKey,
  valueType: 'USER_TASK',
  intent: 'COMPLETED',
  timestamp: api.deps.clock.now().getTime(),
  value: {
    userTaskKey: task.userTaskKey,
    elementInstanceKey: task.elementInstanceKey,
    processInstanceKey: '1',
    elementId: 'any',
    assignee: people.head,
    action: 'complete',
    variables: { decision: 'agree' },
  },
});

it('keeps opinions out of the log', () => {
  expect(JSON.stringify(api.log)).not.toMatch(/同意，请办公室核稿|补充数据/);
  expect(api.log).toContainEqual(
    expect.objectContaining({ event: 'task.declared', caseId: expect.any(String) }),
  );
});

describe('a returned document', () => {
  const change = (revision: number, more: Record<string, unknown> = {}) => ({
    facts,
    grounds,
    content: { ...content, title: '关于做好农村公路养护工作的通知' },
    revision,
    ...more,
  });

  it('may be changed by its drafter, but for the facts that fixed its route', async () => {
    const drafter = await api.as(people.drafter);
    await openTask(api, caseId, { holder: people.drafter, act: '修改文稿', decisions: ['resubmit'] });
    const fixed = await drafter.put(
      `/api/v1/drafts/${caseId}`,
      change(1, { facts: { ...facts, importance: 'important' } }),
    );
    expect(fixed.status).toBe(422);
    expect(fixed.json.title).toBe('发文要素不能再改');
    expect((await drafter.put(`/api/v1/drafts/${caseId}`, change(1))).json).toMatchObject({
      revision: 2,
      editable: true,
    });
  });

  it('may not be changed by a save that waited while he handed it in again', async () => {
    const drafter = await api.as(people.drafter);
    const task = await openTask(api, caseId, {
      holder: people.drafter,
      act: '修改文稿',
      decisions: ['resubmit'],
    });
    const saved = await withTransaction(api.pool, async (handIn) => {
      await handIn.query('select from cases where id = $1 for update', [caseId]);
      const saving = drafter.put(`/api/v1/drafts/${caseId}`, change(1));
      await untilWaiting(1);
      await declareIntent(handIn, {
        elementInstanceKey: task.elementInstanceKey,
        personId: 'miriban',
        postId: 'agriculture-clerk',
        decision: 'resubmit',
        opinion: '',
        details: { confirmations: [] },
        versionSha256: task.versionSha256,
      });
      return [saving] as const;
    });
    expect((await saved[0]).status).toBe(409);
  });

  it('may no longer be changed once he has handed it in again', async () => {
    const drafter = await api.as(people.drafter);
    const task = await openTask(api, caseId, {
      holder: people.drafter,
      act: '修改文稿',
      decisions: ['resubmit'],
    });
    const [answer] = await Promise.all([
      complete(drafter, task, { decision: 'resubmit', opinion: '' }),
      confirmWhenAsked(api, task),
    ]);
    expect(answer.status).toBe(200);
    expect((await drafter.put(`/api/v1/drafts/${caseId}`, change(1))).status).toBe(409);
  });
});
