import { listYearFigures } from '../../db/afterMeeting/yearFigures';
import type { HeldMeeting } from './support/afterMeeting';
import { holdMeeting } from './support/afterMeeting';
import type { ApiUnderTest } from './support/apiUnderTest';
import { startApi } from './support/apiUnderTest';
import { people } from './support/stories';

let api: ApiUnderTest;
let held: HeldMeeting;
beforeAll(async () => {
  api = await startApi();
  held = await holdMeeting(api.pool);
}, 120_000);
afterAll(() => api.stop());
jest.setTimeout(120_000);

const SECRETARY = 'qixiaoman';
const FINANCE = 'palidan';
const form = (fields: Record<string, string>) => ({ body: new URLSearchParams(fields) });

/** The same meeting, still held and with nothing decided. */
async function reopened(): Promise<HeldMeeting> {
  const other = await holdMeeting(api.pool);
  await api.pool.query(`update meetings set state = 'opened', ended_at = null where case_id = $1`, [
    other.meetingId,
  ]);
  return other;
}

test('art-26 不公开的要有理由，不公开的不作报道；有误的保留所填', async () => {
  const { meetingId, itemId } = await reopened();
  const secretary = await api.as(SECRETARY);
  const path = `/meetings/${meetingId}/items/${itemId}/decision`;
  const fields = {
    outcome: 'agreed',
    words: '原则同意',
    disclosure: 'withheld',
    what0: '摸清底数',
    lead0: 'finance',
  };
  const refused = await secretary.request('POST', path, form(fields));
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('不予公开的，须写明理由');
  expect(refused.text).toContain('摸清底数');
  const reason = { ...fields, disclosureReason: '涉及工作秘密', pressWanted: 'yes' };
  expect((await secretary.request('POST', path, form(reason))).text).toContain('不作会议报道');
  const done = await secretary.request('POST', path, form({ ...reason, pressWanted: '' }));
  expect(done.status).toBe(303);
  const page = (await secretary.get(`/meetings/${meetingId}/decisions`)).text;
  expect(page).toContain('原则同意');
  expect(page).toContain('摸清底数');
  expect(page).toContain('登记散会');
});

test('art-38 决定由会务人员登记，领导和部门不登记', async () => {
  const { meetingId, itemId } = await reopened();
  const leader = await api.as(people.commissioner);
  const answer = await leader.request('PUT', `/api/v1/meetings/${meetingId}/items/${itemId}/decision`, {
    body: { outcome: 'agreed', words: '同意', disclosure: 'public' },
  });
  expect(answer.status).toBe(403);
});

test('art-34 散会以后只能更正，写明理由，原来的保留', async () => {
  const secretary = await api.as(SECRETARY);
  const { meetingId, itemId } = held;
  const path = `/meetings/${meetingId}/items/${itemId}/corrections`;
  const fields = { words: '原则同意', disclosure: 'public' };
  expect((await secretary.request('POST', path, form(fields))).status).toBe(400);
  expect((await secretary.request('POST', path, form({ ...fields, reason: '漏字' }))).status).toBe(303);
  const { items } = (await secretary.get(`/api/v1/meetings/${meetingId}/decisions`)).json;
  expect(items[0].decision).toMatchObject({ words: '原则同意', isCorrection: true, number: 2 });
  expect(items[0].decision.tasks).toHaveLength(1);
  expect(items[0].earlier.map((one: { words: string }) => one.words)).toEqual(['同意']);
});

test('art-56 一个单位只看到自己牵头、配合的督办事项和自己起草的文件', async () => {
  const finance = await api.as(FINANCE);
  expect((await finance.get(`/supervision/${held.supervision}`)).text).toContain('落实供暖保障');
  expect((await finance.get('/supervision')).text).toContain('落实供暖保障');
  expect((await finance.get(`/decided-documents/${held.document}`)).text).toContain('关于冬季供暖的通知');
  const other = await api.as(people.drafter);
  expect((await other.get(`/supervision/${held.supervision}`)).status).toBe(404);
  expect((await other.get(`/decided-documents/${held.document}`)).status).toBe(404);
  expect((await other.get('/supervision')).text).not.toContain('落实供暖保障');
  const record = await other.get(`/meetings/${held.meetingId}/record`);
  expect(record.status).toBe(404);
});

test('art-24 进展由牵头、配合单位负责人反馈', async () => {
  const finance = await api.as(FINANCE);
  const path = `/supervision/${held.supervision}/feedback`;
  expect((await finance.request('POST', path, form({ words: '' }))).status).toBe(400);
  expect((await finance.request('POST', path, form({ words: '资金已下达。' }))).status).toBe(303);
  expect((await finance.get(`/supervision/${held.supervision}`)).text).toContain('资金已下达。');
  const secretary = await api.as(SECRETARY);
  expect((await secretary.request('POST', path, form({ words: '代填' }))).status).toBe(403);
});

test('art-40 已经承办的不能再拟；拟的稿写明会议依据；没有超过期限的不登记理由', async () => {
  const finance = await api.as(FINANCE);
  const { headers } = await finance.request('POST', `/decided-documents/${held.document}/draft`, form({}));
  const draft = headers.get('location') ?? '';
  expect(draft).toMatch(/^\/drafts\//);
  expect((await finance.get(draft)).text).toContain('第一项议题（冬季供暖保障方案）');
  const again = await finance.request('POST', `/decided-documents/${held.document}/draft`, form({}));
  expect(again.text).toContain('此件已有办件承办');
  const early = await finance.request(
    'POST',
    `/decided-documents/${held.document}/overrun`,
    form({ reason: '忙' }),
  );
  expect(early.status).toBe(409);
  await api.pool.query(`update decided_documents set due_at = app_now() - interval '1 day' where id = $1`, [
    held.document,
  ]);
  const late = await finance.request(
    'POST',
    `/decided-documents/${held.document}/overrun`,
    form({ reason: '会商' }),
  );
  expect(late.status).toBe(303);
  const now = api.deps.clock.now();
  const [month] = await listYearFigures(api.pool, now.getFullYear(), api.deps.office.timeZone, now);
  expect(month).toMatchObject({ documentsLate: 1, documentsLateWithoutReason: 0 });
});

test('art-34 会议记录在页面上记，主持人最后发言', async () => {
  const secretary = await api.as(SECRETARY);
  const path = `/meetings/${held.meetingId}/record`;
  const line = (kind: string, speakerPersonId: string, words: string) =>
    secretary.request('POST', path, form({ itemId: held.itemId, kind, speakerPersonId, speaker: '', words }));
  expect((await line('statement', 'adili', '方案可行。')).status).toBe(303);
  const early = await line('statement', 'ailiyaer', '我先讲。');
  expect(early.status).toBe(409);
  expect(early.text).toContain('主持人最后发言');
  expect((await line('conclusion', 'ailiyaer', '同意。')).status).toBe(303);
  const director = api.deps.office.people.persons.find(({ posts }) =>
    posts.includes('general-office-director'),
  );
  const read = (await (await api.as(director?.login ?? '')).get(path)).text;
  expect(read).toContain('方案可行。');
  expect(read).toContain('查阅记录');
});

test('art-42 新闻稿不在手中的不能改', async () => {
  const leader = await api.as(people.commissioner);
  expect((await leader.get(`/press-releases/${held.press}`)).status).toBe(200);
  const answer = await leader.request(
    'POST',
    `/press-releases/${held.press}`,
    form({ title: '改题', body: '改文', revision: '1' }),
  );
  expect(answer.status).toBe(409);
});
