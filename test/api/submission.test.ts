import { createPool } from '../../db/pool';
import type { ApiUnderTest } from './support/apiUnderTest';
import { startApi } from './support/apiUnderTest';
import type { Client } from './support/client';
import {
  content,
  createDraft,
  endWhenAskedBack,
  facts,
  grounds,
  openTask,
  people,
  submitCase,
} from './support/stories';

let api: ApiUnderTest;
let drafter: Client;
beforeAll(async () => {
  api = await startApi();
  drafter = await api.as(people.drafter);
});
afterAll(() => api.stop());

const submit = (id: string, body: unknown = {}) => drafter.post(`/api/v1/drafts/${id}/submission`, body);
const outboxOf = async (id: string) =>
  (await api.pool.query('select kind, payload, effect_key from outbox where case_id = $1', [id])).rows;

it('art-47: freezes version 1, pins rules and calendar, and asks the engine to start, all in one', async () => {
  const id = await createDraft(api);
  const answer = await submit(id);
  expect(answer.status).toBe(202);
  expect(answer.json).toEqual({ id, title: content.title, status: 'in-progress' });

  const view = (await drafter.get(`/api/v1/cases/${id}`)).json;
  expect(view).toMatchObject({
    status: 'in-progress',
    ruleSetHash: api.ruleSetHash,
    calendarVersion: api.deps.office.calendar.version,
    currentVersion: { number: 1, content: { title: content.title } },
    steps: [],
  });
  expect(await outboxOf(id)).toEqual([
    {
      kind: 'publish-message',
      effect_key: `submit:${id}`,
      payload: {
        name: 'document.submitted',
        correlationKey: id,
        variables: {
          caseId: id,
          title: content.title,
          draftingBodyName: '喀什地区农业农村局',
          kindLabel: '通知',
          caseUrl: `http://xingshu.test/cases/${id}`,
          urgencyLabel: '加急',
          facts,
        },
      },
    },
  ]);
  const ledger = (await drafter.get(`/api/v1/cases/${id}/ledger`)).json;
  expect(ledger.entries.at(-1)).toMatchObject({ kind: 'submitted', rule: { article: 'art-47' } });
});

it('happens once, however often and at once it is asked for', async () => {
  const id = await createDraft(api);
  const statuses = (await Promise.all([submit(id), submit(id), submit(id)])).map(({ status }) => status);
  expect(statuses.sort()).toEqual([202, 409, 409]);
  expect(await outboxOf(id)).toHaveLength(1);
});

it('refuses what was changed since it was seen', async () => {
  const id = await createDraft(api);
  await drafter.put(`/api/v1/drafts/${id}`, { facts, grounds, content, revision: 1 });
  expect((await submit(id, { revision: 1 })).status).toBe(409);
  expect((await submit(id, { revision: 2 })).status).toBe(202);
});

it('art-49: refuses with the article where the rules refuse', async () => {
  const id = await createDraft(api, { facts: { ...facts, kind: 'bill' } });
  const answer = await submit(id);
  expect(answer.status).toBe(422);
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(answer.json).toMatchObject({
    type: 'urn:xingshu:problem:refused-by-rule',
    rule: { article: 'art-49', ruleSet: api.ruleSetHash, words: '此类文稿不以此名义制发' },
  });
  expect(await outboxOf(id)).toEqual([]);
  expect((await drafter.get(`/api/v1/cases/${id}`)).json).toMatchObject({ status: 'draft', versions: [] });
});

it('art-47: several lawful signatories do not hold a document up: the Office picks one', async () => {
  const id = await createDraft(api, { facts: { ...facts, kind: 'letter' } });
  expect((await submit(id)).status).toBe(202);
});

describe('gates', () => {
  const normative = { ...facts, normative: true };
  const given = { ...grounds, meeting: '第3次常务会议第二项议题', legality: '喀署法审〔2026〕3号' };

  it('art-18 art-21: refuses with every finding, each with its article and what to do instead; the draft stays', async () => {
    const id = await createDraft(api, { facts: normative });
    const answer = await submit(id);
    expect(answer.status).toBe(422);
    expect(answer.json.title).toBe('须先办理以下事项');
    expect(answer.json.findings).toEqual([
      expect.objectContaining({ gate: 'legality', rule: expect.objectContaining({ article: 'art-18' }) }),
      expect.objectContaining({ gate: 'meeting', rule: expect.objectContaining({ article: 'art-21' }) }),
    ]);
    expect(answer.json.findings[0].words).toMatch(/请送审查机构审查/);
    expect(answer.json.rule.article).toBe('art-18');
    expect(await outboxOf(id)).toEqual([]);
    expect((await drafter.get(`/api/v1/drafts/${id}`)).json).toMatchObject({ status: 'draft', revision: 1 });

    const change = { facts: normative, grounds: given, content, revision: 1 };
    expect((await drafter.put(`/api/v1/drafts/${id}`, change)).json.grounds).toEqual(given);
    expect((await submit(id)).status).toBe(202);
  });

  it('art-49: a rule that holds in principle is overridden by a reasoned exception', async () => {
    const plan = { ...facts, nature: 'division-plan' };
    const without = await submit(await createDraft(api, { facts: plan }));
    expect(without.json.findings).toEqual([
      expect.objectContaining({ gate: 'division-plan', overridable: true }),
    ]);
    const reasoned = { ...grounds, exception: '主文件已印发在先，分工另行确定。' };
    expect((await submit(await createDraft(api, { facts: plan, grounds: reasoned }))).status).toBe(202);
  });

  it('are shown before submission, and the preview leaves no trace', async () => {
    const preview = await drafter.post('/api/v1/route-previews', { facts: normative, grounds });
    const outcomes = new Map(
      preview.json.gates.map(({ gate, outcome }: { gate: string; outcome: string }) => [gate, outcome]),
    );
    expect(outcomes.get('legality')).toBe('refuse');
    expect(outcomes.get('substance')).toBe('ask');
    expect(outcomes.get('briefing')).toBe('pass');
  });
});

describe('withdrawal', () => {
  const withdraw = (client: Client, id: string, reason = '漏写附件。') =>
    client.post(`/api/v1/cases/${id}/withdrawal`, { reason });

  it('asks the engine once, by the key under which it waits, and says so in the ledger', async () => {
    const id = await submitCase(api);
    await openTask(api, id, { holder: people.head });
    const answers = await Promise.all([withdraw(drafter, id), withdraw(drafter, id)]);
    expect(answers.map(({ status }) => status)).toEqual([202, 202]);
    const messages = (await outboxOf(id)).filter(({ payload }) => payload.name === 'document.withdrawn');
    expect(messages).toMatchObject([{ payload: { correlationKey: `${id}/0` } }]);
    const { entries } = (await drafter.get(`/api/v1/cases/${id}/ledger`)).json;
    expect(entries.at(-1)).toMatchObject({ summary: '提出撤回：漏写附件。' });
  }, 15_000);

  it.each([
    ['cancelled', 200],
    ['completed', 409],
  ] as const)('answers what the engine made of it: the task %s, %i', async (end, status) => {
    const id = await submitCase(api);
    const { elementInstanceKey } = await openTask(api, id, { holder: people.head });
    const asked = withdraw(drafter, id);
    await endWhenAskedBack(api, id, elementInstanceKey, end);
    const answer = await asked;
    expect(answer.status).toBe(status);
    if (status === 200) expect(answer.json).toEqual({ state: 'done' });
    else expect(answer.json.title).toBe('不能撤回');
  });

  it('is the drafter’s alone, needs a reason, and is refused before somebody has the document and after he acted', async () => {
    const id = await submitCase(api);
    expect((await withdraw(drafter, id)).json.title).toBe('不能撤回');
    await openTask(api, id, { holder: people.head });
    expect((await withdraw(await api.as(people.head), id)).status).toBe(404);
    expect((await withdraw(await api.as(people.stranger), id)).status).toBe(404);
    expect((await withdraw(drafter, id, ' ')).json.detail).toMatch(/请写明撤回理由/);
    await api.pool.query(`update steps set state = 'accepted', closed_at = app_now() where case_id = $1`, [
      id,
    ]);
    await openTask(api, id, {
      holder: people.commissioner,
      act: '签发',
      elementId: 'userTask_SignAndIssue',
    });
    const late = await withdraw(drafter, id);
    expect(late.status).toBe(409);
    expect(late.json.detail).toMatch(/已有人办理/);
    expect((await outboxOf(id)).map(({ payload }) => payload.name)).toEqual(['document.submitted']);
  });
});

it('art-45: a drafter who left the post in which he drafted no longer sends it', async () => {
  const id = await createDraft(api);
  const admin = createPool(api.adminUrl, 1);
  const holdUntil = (day: string | null) =>
    admin.query('update post_holdings set held_until = $1 where person_id = $2', [day, people.drafter]);
  await holdUntil('2026-01-01');
  const answer = await submit(id);
  await holdUntil(null);
  await admin.end();
  expect(answer.status).toBe(403);
  expect(answer.json.detail).toMatch(/您已不担任拟稿时的职务（农业农村局科员），不能送审/);
  expect(await outboxOf(id)).toEqual([]);
  expect((await submit(id)).status).toBe(202);
});

it('art-47: of a set of signatories the one in office is enough; with none of them nothing is sent', async () => {
  const admin = createPool(api.adminUrl, 1);
  const vacate = (day: string | null, ...posts: string[]) =>
    admin.query('update post_holdings set held_until = $1 where post_id = any($2)', [day, posts]);
  const letter = () => createDraft(api, { facts: { ...facts, kind: 'letter' } });

  await vacate('2026-01-01', 'executive-deputy-commissioner', 'commissioner');
  const nobody = await submit(await letter());
  await vacate(null, 'commissioner');
  const one = await submit(await letter());
  await vacate(null, 'executive-deputy-commissioner');
  await admin.end();
  expect(nobody.status).toBe(422);
  expect(nobody.json.title).toBe('无人可办');
  expect(one.status).toBe(202);
});

it('refuses where nobody holds the post that signs', async () => {
  const admin = createPool(api.adminUrl, 1);
  await admin.query(
    `update post_holdings set held_until = '2026-01-01' where post_id = 'general-office-director'`,
  );
  await admin.end();
  const id = await createDraft(api, { facts: { ...facts, kind: 'report' } });
  const answer = await submit(id);
  expect(answer.status).toBe(422);
  expect(answer.json.title).toBe('无人可办');
});

it('refuses what could be signed and numbered, and then not be printed', async () => {
  const id = await createDraft(api, { content: { ...content, title: '关于做好🎉的通知' } });
  const answer = await submit(id);
  expect(answer.status).toBe(422);
  expect(answer.json.detail).toMatch(/没有字形/);
  expect(await outboxOf(id)).toEqual([]);
});

it('refuses an empty text', async () => {
  const id = await createDraft(api, { content: { ...content, body: ' \n ' } });
  const answer = await submit(id);
  expect(answer.status).toBe(422);
  expect(answer.json.title).toBe('正文未填写');
});

describe('a preview of the route', () => {
  it('names people, articles and words, and leaves no trace', async () => {
    const before = await counts();
    const answer = await drafter.post('/api/v1/route-previews', { facts });
    expect(answer.json).toMatchObject({
      outcome: 'route',
      act: '签发',
      reviewers: [
        { holder: 'portfolio-leader', persons: [{ personName: '阿不都热依木·吐尔逊', postLabel: '副专员' }] },
      ],
      signatories: [{ holder: 'commissioner', label: '专员', persons: [{ personName: '艾力亚尔·玉苏普' }] }],
      rule: { article: 'art-47', reading: 'reading-2', ruleSet: api.ruleSetHash },
      obstacles: [],
    });
    expect(await counts()).toEqual(before);
  });

  it('is asked for another department too', async () => {
    const answer = await drafter.post('/api/v1/route-previews', { facts, draftingBodyId: 'justice' });
    expect(answer.json.reviewers[0].persons[0].personName).toBe('古丽扎尔·依明尼亚孜');
    expect((await drafter.post('/api/v1/route-previews', { facts, draftingBodyId: 'nowhere' })).status).toBe(
      422,
    );
  });

  const counts = async () =>
    (
      await api.pool.query(
        `select (select count(*) from cases) as cases, (select count(*) from outbox) as outbox,
                (select count(*) from ledger_entries) as entries`,
      )
    ).rows[0];
});
