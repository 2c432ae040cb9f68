import type { ApiUnderTest } from './support/apiUnderTest';
import { startApi } from './support/apiUnderTest';
import type { Client } from './support/client';
import type { OpenTask } from './support/stories';
import {
  complete,
  confirmWhenAsked,
  createDraft,
  facts,
  intentsOf,
  openTask,
  people,
  submitCase,
} from './support/stories';

let api: ApiUnderTest;
let caseId: string;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());
beforeEach(async () => {
  caseId = await submitCase(api);
});

const intents = (task: OpenTask) => intentsOf(api, task);

const atOffice = { holder: people.reviewer, act: '核稿', elementId: 'userTask_ReviewByOffice' };
const atSigner = {
  holder: people.commissioner,
  act: '签发',
  elementId: 'userTask_SignAndIssue',
  decisions: ['agree', 'read-then-issue', 'return'],
};
const questionsOf = async (client: Client, task: OpenTask) =>
  (await client.get(`/api/v1/tasks/${task.userTaskKey}`)).json.questions;

it('art-49: whoever reviews the draft affirms every statement of the gates, and none that was not asked', async () => {
  const reviewer = await api.as(people.reviewer);
  const task = await openTask(api, caseId, atOffice);
  const { statements } = await questionsOf(reviewer, task);
  expect(statements.length).toBeGreaterThan(1);
  const all = statements.map(({ value }: { value: string }) => value);
  for (const [confirmations, words] of [
    [[], /尚有未确认的核对事项/],
    [all.slice(1), /尚有未确认的核对事项/],
    [[...all, 'no-such-gate'], /确认了本环节没有列出的事项/],
  ] as const) {
    const answer = await complete(reviewer, task, { confirmations });
    expect(answer.status).toBe(422);
    expect(answer.json.detail).toMatch(words);
  }
  expect(await intents(task)).toEqual([]);
  const [answer] = await Promise.all([
    complete(reviewer, task, { confirmations: all }),
    confirmWhenAsked(api, task),
  ]);
  expect(answer.status).toBe(200);
  expect(await intents(task)).toMatchObject([{ details: { confirmations: all } }]);
});

it('art-47: the Office picks one of several signatories, and nobody else', async () => {
  const letter = await createDraft(api, { facts: { ...facts, kind: 'letter' } });
  await (await api.as(people.drafter)).post(`/api/v1/drafts/${letter}/submission`, {});
  const reviewer = await api.as(people.reviewer);
  const task = await openTask(api, letter, atOffice);
  const { statements, signatories } = await questionsOf(reviewer, task);
  expect(signatories).toEqual([
    { value: 'commissioner/ailiyaer', label: '专员艾力亚尔·玉苏普' },
    { value: expect.stringContaining('executive-deputy-commissioner/'), label: '常务副专员郑怀朔' },
  ]);
  const confirmations = statements.map(({ value }: { value: string }) => value);
  const missing = await complete(reviewer, task, { confirmations });
  expect(missing.json.detail).toMatch(/请选定签发人（专员艾力亚尔·玉苏普、常务副专员郑怀朔）/);
  const foreign = await complete(reviewer, task, { confirmations, signatory: 'agriculture-head/adili' });
  expect(foreign.status).toBe(422);
  expect(foreign.json.detail).toMatch(/所选签发人不在规则所列之内/);
  const reviewed = await complete(reviewer, task, { confirmations, reviewer: 'agriculture-head/adili' });
  expect(reviewed.status).toBe(422);
  expect(reviewed.json.detail).toMatch(/所选审核人不在规则所列之内/);
  expect(await intents(task)).toEqual([]);
});

it('a return needs neither picks nor confirmations, and keeps none', async () => {
  const reviewer = await api.as(people.reviewer);
  const task = await openTask(api, caseId, atOffice);
  await Promise.all([
    complete(reviewer, task, { decision: 'return', opinion: '请补充数据。', confirmations: [] }),
    confirmWhenAsked(api, task),
  ]);
  expect(await intents(task)).toMatchObject([{ decision: 'return', details: { confirmations: [] } }]);
});

it('whoever is asked to read must be named, and be one whom the signer may ask', async () => {
  const signer = await api.as(people.commissioner);
  const task = await openTask(api, caseId, atSigner);
  const missing = await complete(signer, task, { decision: 'read-then-issue' });
  expect(missing.json.detail).toMatch(/请选定送哪位领导/);
  const foreign = await complete(signer, task, {
    decision: 'read-then-issue',
    named: 'agriculture-head/adili',
  });
  expect(foreign.json.detail).toMatch(/不在可送之列/);
  expect(await intents(task)).toEqual([]);
});
