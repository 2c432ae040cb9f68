import { randomUUID } from 'node:crypto';
import type { HeldMeeting } from './support/afterMeeting';
import { holdMeeting } from './support/afterMeeting';
import type { ApiUnderTest } from './support/apiUnderTest';
import { startApi } from './support/apiUnderTest';
import type { Answer } from './support/client';
import { createDraft, people } from './support/stories';

const DAY = 86_400_000;
const SECRETARY = 'qixiaoman';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApi();
}, 120_000);
afterAll(() => api.stop());
jest.setTimeout(120_000);

/** A meeting that decided on a document of the usual drafter's department. */
const decided = (): Promise<HeldMeeting> => holdMeeting(api.pool, 'agriculture');

async function link(login: string, document: string, caseId: string): Promise<Answer> {
  return (await api.as(login)).put(`/api/v1/decided-documents/${document}/case`, { caseId });
}

/** From when its limit counts, as if the paper had been issued so many days later. */
async function issue(caseId: string, document: string, days: number): Promise<Date> {
  const { rows } = await api.pool.query<{ from: Date }>(
    'select counted_from as "from" from decided_documents where id = $1',
    [document],
  );
  const at = new Date((rows[0]?.from.getTime() ?? Number.NaN) + days * DAY);
  await api.pool.query(
    `update cases set status = 'issued', closed_as = 'issued', submitted_at = $2, closed_at = $2, rule_set_hash = $3
      where id = $1`,
    [caseId, at, api.ruleSetHash],
  );
  return at;
}

test('art-40 已另行拟稿的关联到会议决定，一次即可；关联以后不能另拟、另关联', async () => {
  const { document } = await decided();
  const paper = await createDraft(api);
  const linked = await link(people.drafter, document, paper);
  expect(linked.status).toBe(200);
  expect(linked.json).toMatchObject({ caseId: paper, issuedAt: null });
  expect((await link(people.drafter, document, paper)).status).toBe(200);
  const other = await link(people.drafter, document, await createDraft(api));
  expect(other.status).toBe(409);
  expect(other.json.detail).toContain('已有办件承办');
  const { rows } = await api.pool.query(
    `select summary from ledger_entries where case_id = $1 and kind = 'carries-out-decision'`,
    [paper],
  );
  expect(rows).toEqual([{ summary: expect.stringContaining('第一项议题') }]);
});

test('art-40 会后已经印发的，关联以后按其印发时间了结', async () => {
  const { document } = await decided();
  const paper = await createDraft(api);
  const at = await issue(paper, document, 3);
  const linked = await link(SECRETARY, document, paper);
  expect(linked.status).toBe(200);
  expect(new Date(linked.json.issuedAt)).toEqual(at);
});

test('art-6 art-40 会议决定以前已经印发的，不是依据这一决定印发，不能关联', async () => {
  const { document } = await decided();
  const paper = await createDraft(api);
  await issue(paper, document, -1);
  const refused = await link(people.drafter, document, paper);
  expect(refused.status).toBe(422);
  expect(refused.json.detail).toContain('会议以前');
  expect(await carriedOutBy(document)).toBeNull();
});

test('art-40 别的单位的办件不能关联：部门查不到，会务人员得知由谁起草', async () => {
  const { document } = await holdMeeting(api.pool, 'finance');
  const paper = await createDraft(api);
  expect((await link('palidan', document, paper)).status).toBe(404);
  const refused = await link(SECRETARY, document, paper);
  expect(refused.status).toBe(422);
  expect(refused.json.detail).toContain('财政局');
  expect(await carriedOutBy(document)).toBeNull();
});

test('art-40 一个办件只承办一项决定；同时关联两项，只成一项', async () => {
  const [first, second] = [await decided(), await decided()];
  const paper = await createDraft(api);
  const answers = await Promise.all(
    [first, second].map(({ document }) => link(people.drafter, document, paper)),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  const refused = answers.find(({ status }) => status === 409);
  expect(refused?.json.detail).toContain('已经承办');
});

test('art-40 没有的办件、不是公文的办件、没有印发就终止的办件，都不能关联', async () => {
  const { document, supervision } = await decided();
  expect((await link(people.drafter, document, randomUUID())).status).toBe(404);
  const task = await link(people.drafter, document, supervision);
  expect(task.status).toBe(422);
  expect(task.json.detail).toContain('不是公文');
  const paper = await createDraft(api);
  await issue(paper, document, 1);
  await api.pool.query(`update cases set status = 'ended', closed_as = 'discarded' where id = $1`, [paper]);
  expect((await link(people.drafter, document, paper)).status).toBe(422);
  expect((await link(people.stranger, document, paper)).status).toBe(404);
  expect(await carriedOutBy(document)).toBeNull();
});

test('art-40 在页面粘贴办件网址关联；关联不了的说明原因', async () => {
  const { document } = await decided();
  const paper = await createDraft(api);
  const clerk = await api.as(people.drafter);
  const submit = (caseId: string): Promise<Answer> =>
    clerk.request('POST', `/decided-documents/${document}/case`, { body: new URLSearchParams({ caseId }) });
  expect((await submit(`http://xingshu.test/cases/${randomUUID()}`)).status).toBe(404);
  expect((await submit('防灾减灾通知')).status).toBe(400);
  const done = await submit(`http://xingshu.test/cases/${paper}`);
  expect(done.headers.get('location')).toBe(`/decided-documents/${document}?done=case`);
  expect(await carriedOutBy(document)).toBe(paper);
});

async function carriedOutBy(document: string): Promise<string | null> {
  const { rows } = await api.pool.query<{ id: string | null }>(
    'select case_id as id from decided_documents where id = $1',
    [document],
  );
  return rows[0]?.id ?? null;
}
