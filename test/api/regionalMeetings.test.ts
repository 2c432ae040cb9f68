import { openTask, people } from './support/stories';
import type { ApiUnderTest } from './support/apiUnderTest';
import { startApi } from './support/apiUnderTest';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api?.stop());

const YEAR = 2040;
const plan = {
  title: '全地区春耕生产会议',
  purpose: '部署春耕生产。',
  nameUsed: 'body',
  startsAt: `${YEAR}-03-01T10:00:00+08:00`,
  days: 0.5,
  venue: 'seat',
  place: '地区会议中心',
  format: 'video',
  size: 200,
  budgetItem: '会议费',
  budgetYuan: 3000,
};
const propose = async (login: string, change: object = {}) =>
  (await api.as(login)).post('/api/v1/regional-meetings', { ...plan, ...change });

test('art-41 申请、填报、登记、取消由本部门办理：别人看不到，看得到的也不能代办', async () => {
  const { json: made, status } = await propose(people.drafter);
  expect(status).toBe(201);
  const { caseId } = made;
  expect(made).toMatchObject({ year: YEAR, placeInYear: 1, state: 'proposed', mayAct: true });
  const path = `/api/v1/regional-meetings/${caseId}`;

  const stranger = await api.as(people.stranger);
  expect((await stranger.get(path)).status).toBe(404);
  expect((await stranger.post(`${path}/calling-off`, { reason: '不开了' })).status).toBe(404);
  const listed = async (login: string): Promise<string[]> => {
    const { json } = await (await api.as(login)).get(`/api/v1/regional-meetings?year=${YEAR}`);
    return json.items.map((one: { caseId: string }) => one.caseId);
  };
  expect(await listed(people.stranger)).not.toContain(caseId);
  expect(await listed(people.head)).toContain(caseId);
  expect(await listed(people.otherReviewer)).toContain(caseId);

  await openTask(api, caseId, { holder: people.commissioner });
  const commissioner = await api.as(people.commissioner);
  expect((await commissioner.get(path)).json.mayAct).toBe(false);
  expect((await commissioner.post(`${path}/calling-off`, { reason: '不开了' })).status).toBe(403);

  const head = await api.as(people.head);
  const early = { heldOn: `${YEAR}-03-01`, days: 1, size: 10, costYuan: 1 };
  expect((await head.post(`${path}/holding`, early)).status).toBe(409);
  expect((await head.post(`${path}/calling-off`, { reason: ' ' })).status).toBe(400);
  expect((await head.post(`${path}/calling-off`, { reason: '改以文件部署' })).json.state).toBe('called-off');
  expect((await head.post(`${path}/calling-off`, { reason: '改以文件部署' })).status).toBe(409);
});

test('art-41 不在部门任职的、时间已过的不能申请；没有分管领导同意不能填报请示', async () => {
  expect((await propose(people.reviewer)).status).toBe(403);
  expect((await propose('wangwanqing')).status).toBe(403);
  expect((await propose(people.drafter, { startsAt: '2020-01-01T10:00:00+08:00' })).json).toMatchObject({
    status: 422,
    type: 'urn:xingshu:problem:in-the-past',
  });
  expect((await propose(people.drafter, { format: 'hologram' })).status).toBe(400);
  const { json } = await propose('duanruoxi');
  const water = await api.as('duanruoxi');
  const answer = await water.post(`/api/v1/regional-meetings/${json.caseId}/request`, {
    requestCaseId: json.caseId,
  });
  expect(answer.json).toMatchObject({ status: 422, rule: { article: 'art-41' } });
});

test('art-41 页面：按年列出，填表有误的保留所填，一件一页', async () => {
  const clerk = await api.as('yilihamujiang');
  const form = (change: Record<string, string>) =>
    new URLSearchParams({
      ...Object.fromEntries(Object.entries(plan).map(([name, value]) => [name, String(value)])),
      startsAt: `${YEAR}-05-01T10:00`,
      ...change,
    });
  expect((await clerk.get('/regional-meetings/new')).text).toContain('预算项目');
  const refused = await clerk.post('/regional-meetings', form({ budgetItem: '', title: '春运<会议>' }));
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('春运&lt;会议&gt;');
  expect(refused.text).toContain('会议经费');
  const made = await clerk.post('/regional-meetings', form({ title: '全地区春运会议' }));
  expect(made.status).toBe(303);
  const at = made.headers.get('location') ?? '';
  const shown = await clerk.get(at);
  expect(shown.text).toContain('待分管领导同意');
  expect(shown.text).toContain('第1次');
  expect((await clerk.get(`/regional-meetings?year=${YEAR}`)).text).toContain('全地区春运会议');
  const off = await clerk.post(
    `${at.split('?')[0]}/calling-off`,
    new URLSearchParams({ reason: '合并召开' }),
  );
  expect(off.status).toBe(303);
  expect((await clerk.get(at)).text).toContain('已取消');
});
