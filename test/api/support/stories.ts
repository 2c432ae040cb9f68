import { openStep } from '../../../db/steps';
import { findLatestVersion } from '../../../db/versions';
import type { CaseFacts, Grounds } from '../../../domain/routing/facts';
import { facts as ordinaryFacts, noGrounds } from '../../support/cases';
import { until } from '../../support/until';
import type { ApiUnderTest } from './apiUnderTest';
import type { Answer, Client } from './client';

/** Personas of the demo office: 农业农村局 drafts, the Office reviews, another department has nothing to do with it. */
export const people = {
  drafter: 'miriban',
  head: 'adili',
  reviewer: 'suxiaolan',
  otherReviewer: 'ayinuer',
  commissioner: 'ailiyaer',
  stranger: 'luheng',
  admin: 'xitongguanli',
} as const;

export const facts: CaseFacts = { ...ordinaryFacts, urgency: 'urgent' };

export const grounds: Grounds = noGrounds;

export const content = {
  title: '关于做好2026年农村公路养护工作的通知',
  addressees: ['各县（市）人民政府', '地区交通运输局'],
  body: '为做好农村公路养护工作，现就有关事项通知如下。\n一、压实责任\n（一）落实路长制。各县市要明确责任。\n请认真贯彻落实。',
  copyTo: ['地区财政局'],
};

export const draft = { facts, grounds, content };

export async function createDraft(api: ApiUnderTest, change: Partial<typeof draft> = {}): Promise<string> {
  const answer = await (await api.as(people.drafter)).post('/api/v1/drafts', { ...draft, ...change });
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.json.id;
}

export async function submitCase(api: ApiUnderTest): Promise<string> {
  const id = await createDraft(api);
  const answer = await (await api.as(people.drafter)).post(`/api/v1/drafts/${id}/submission`, {});
  if (answer.status !== 202) throw new Error(answer.text);
  return id;
}

let lastKey = 2251799813685000n;
const nextKey = (): string => String((lastKey += 1n));

export interface OpenTask {
  userTaskKey: string;
  elementInstanceKey: string;
  versionSha256: string;
}

/** Does what a worker and the engine's feed do when a human step opens: a step with its holder, then its task. */
export async function openTask(
  api: ApiUnderTest,
  caseId: string,
  input: { holder: string; act?: string; decisions?: string[]; elementId?: string },
): Promise<OpenTask> {
  const { holder, act = '审核', decisions = ['agree', 'return'] } = input;
  const elementId = input.elementId ?? 'userTask_ReviewByDraftingUnit';
  const version = await findLatestVersion(api.pool, caseId);
  if (!version) throw new Error('no version');
  const { rows } = await api.pool.query<{ person_id: string; post_id: string }>(
    `select person_id, post_id from post_holdings join persons on persons.id = person_id where login = $1`,
    [holder],
  );
  const { person_id: personId = '', post_id: postId = '' } = rows[0] ?? {};
  const elementInstanceKey = nextKey();
  const processInstanceKey = nextKey();
  await openStep(api.pool, {
    elementInstanceKey,
    caseId,
    processInstanceKey,
    elementId,
    label: act,
    act,
    decisions,
    versionId: version.id,
    reason: '农业农村局主要负责人为农业农村局局长阿迪力·喀斯木。',
    rule: { article: 'art-45', reading: '', ruleSet: api.ruleSetHash, words: '主办部门主要负责人审核' },
    dueAt: new Date('2026-11-25T12:00:00Z'),
    dueProvisional: false,
    calendarVersion: null,
    holders: [{ personId, postId }],
  });
  const userTaskKey = nextKey();
  await api.pool.query(
    `insert into inbox_tasks (user_task_key, element_instance_key, process_instance_key, element_id, assignee, state, created_at)
     values ($1, $2, $3, $5, $4, 'created', app_now())`,
    [userTaskKey, elementInstanceKey, processInstanceKey, holder, elementId],
  );
  return { userTaskKey, elementInstanceKey, versionSha256: version.sha256 };
}

/** Does what the engine and its feed do with a task that the drafter asked back: the next one is his, or he was too late. */
export async function endWhenAskedBack(
  api: ApiUnderTest,
  caseId: string,
  elementInstanceKey: string,
  end: 'cancelled' | 'completed' = 'cancelled',
): Promise<void> {
  await until('提出撤回', async () => {
    const { rowCount } = await api.pool.query('select from withdrawals where element_instance_key = $1', [
      elementInstanceKey,
    ]);
    return rowCount === 1 ? true : undefined;
  });
  await api.pool.query(
    `with task as (update inbox_tasks set state = $2, ended_at = app_now() where element_instance_key = $1)
     update steps set state = case $2 when 'cancelled' then 'cancelled' else 'accepted' end, closed_at = app_now()
      where element_instance_key = $1`,
    [elementInstanceKey, end],
  );
  if (end === 'completed') return;
  const revision = { act: '修改', decisions: ['resubmit'], elementId: 'userTask_ReviseDraft' };
  await openTask(api, caseId, { holder: people.drafter, ...revision });
}

/** Does what relay, engine and feed do: as soon as the outbox asks for the completion, the task ends with its intent. */
export async function confirmWhenAsked(api: ApiUnderTest, task: OpenTask): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const { rows } = await api.pool.query<{ action: string }>(
      `update outbox set settled_at = app_now(), outcome = 'done'
        where kind = 'complete-task' and settled_at is null and payload ->> 'userTaskKey' = $1
        returning payload ->> 'action' as action`,
      [task.userTaskKey],
    );
    const action = rows[0]?.action;
    if (action) {
      await api.pool.query(`update intents set state = 'confirmed' where 'sign:' || id = $1`, [action]);
      await api.pool.query(
        `update inbox_tasks set state = 'completed', ended_at = app_now(), action = $2 where user_task_key = $1`,
        [task.userTaskKey, action],
      );
      await api.pool.query(
        `update steps set state = 'accepted', closed_at = app_now() where element_instance_key = $1`,
        [task.elementInstanceKey],
      );
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('the completion never reached the outbox');
}

export const complete = (
  client: Client,
  task: OpenTask,
  change: Record<string, unknown> = {},
): Promise<Answer> =>
  client.post(`/api/v1/tasks/${task.userTaskKey}/completion`, {
    decision: 'agree',
    opinion: '同意，请办公室核稿。',
    versionSha256: task.versionSha256,
    ...change,
  });

export async function intentsOf(api: ApiUnderTest, task: OpenTask): Promise<Record<string, unknown>[]> {
  const { rows } = await api.pool.query('select * from intents where element_instance_key = $1', [
    task.elementInstanceKey,
  ]);
  return rows;
}
