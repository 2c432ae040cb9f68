import type { ApiUnderTest } from './support/apiUnderTest';
import { startApi } from './support/apiUnderTest';
import { openTask, people } from './support/stories';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api?.stop());

const YEAR = 2041;
const SECRETARY = 'qixiaoman';
const LEADER = 'abudureyimu';
const letter = {
  convener: 'congress-working-committee',
  title: '人大工委听取春耕生产情况汇报会议',
  bodyId: 'agriculture',
  startsAt: `${YEAR}-03-01T10:00:00+08:00`,
  place: '人大工委会议室',
  subject: '听取春耕生产情况的汇报。',
  letter: '喀人办函〔2041〕3号：请派人参加。',
};
const register = async (login: string, change: object = {}) =>
  (await api.as(login)).post('/api/v1/meeting-invitations', { ...letter, ...change });

test('art-43 由会务人员登记；部门不能登记，也看不到；分管领导看得到，不能取消', async () => {
  const made = await register(SECRETARY);
  expect(made.status).toBe(201);
  expect(made.json).toMatchObject({ state: 'invited', attendee: '', mayAct: true });
  const { caseId } = made.json;
  const path = `/api/v1/meeting-invitations/${caseId}`;
  expect((await register(people.drafter)).json).toMatchObject({ status: 403, rule: { article: 'art-43' } });
  expect((await register(people.commissioner)).status).toBe(403);

  const listed = async (login: string): Promise<string[]> => {
    const { json } = await (await api.as(login)).get(`/api/v1/meeting-invitations?year=${YEAR}`);
    return json.items.map((one: { caseId: string }) => one.caseId);
  };
  // Of the department that it is about as well: it is a matter of the leaders and the Office.
  for (const login of [people.stranger, people.drafter, people.head]) {
    expect((await (await api.as(login)).get(path)).status).toBe(404);
    expect(await listed(login)).not.toContain(caseId);
  }
  const colleague = await api.as('tuerhongjiang');
  expect((await colleague.get(path)).json).toMatchObject({ mayAct: true, readsCase: false });
  expect(await listed('tuerhongjiang')).toContain(caseId);

  expect((await (await api.as(LEADER)).get(path)).status).toBe(404);
  await openTask(api, caseId, { holder: LEADER });
  const leader = await api.as(LEADER);
  expect((await leader.get(path)).json.mayAct).toBe(false);
  expect((await leader.post(`${path}/calling-off`, { reason: '不去了' })).status).toBe(403);
  expect((await colleague.post(`${path}/calling-off`, { reason: ' ' })).status).toBe(400);
  expect((await colleague.post(`${path}/calling-off`, { reason: '会议改期' })).json.state).toBe('called-off');
  expect((await colleague.post(`${path}/calling-off`, { reason: '会议改期' })).status).toBe(409);
});

test('art-43 时间已过、没有人分管、不是名单里的机关召集的不能登记', async () => {
  expect((await register(SECRETARY, { startsAt: '2020-01-01T10:00:00+08:00' })).json).toMatchObject({
    status: 422,
    type: 'urn:xingshu:problem:in-the-past',
  });
  expect((await register(SECRETARY, { bodyId: 'administration' })).json).toMatchObject({
    status: 422,
    type: 'urn:xingshu:problem:nobody-attends',
  });
  expect((await register(SECRETARY, { bodyId: 'nowhere' })).status).toBe(422);
  expect((await register(SECRETARY, { convener: 'somebody' })).status).toBe(400);
  expect((await register(SECRETARY, { letter: ' ' })).status).toBe(400);
});

test('art-43 页面：填错的保留所填，登记后一件一页，可以取消；部门看不到登记的表', async () => {
  const clerk = await api.as(SECRETARY);
  const form = (change: Record<string, string>) =>
    new URLSearchParams({ ...letter, startsAt: `${YEAR}-05-01T10:00`, ...change });
  const refused = await clerk.post(
    '/meeting-invitations',
    form({ title: '汇报<会>', startsAt: '2020-01-01T10:00' }),
  );
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('汇报&lt;会&gt;');
  expect(refused.text).toContain('应在现在之后');
  const made = await clerk.post('/meeting-invitations', form({ title: '人大工委农业<执法>检查会' }));
  expect(made.status).toBe(303);
  const at = made.headers.get('location') ?? '';
  const shown = await clerk.get(at);
  expect(shown.text).toContain('待分管领导确定');
  expect(shown.text).toContain('农业&lt;执法&gt;检查会');
  expect(shown.text).toContain('第四十三条');
  expect((await clerk.get(`/meeting-invitations?year=${YEAR}`)).text).toContain('农业&lt;执法&gt;检查会');
  expect((await clerk.get('/meetings')).text).toContain('href="/meeting-invitations"');
  const path = at.split('?')[0];
  const blank = await clerk.post(`${path}/calling-off`, new URLSearchParams({ reason: '' }));
  expect(blank.status).toBe(400);
  const off = await clerk.post(`${path}/calling-off`, new URLSearchParams({ reason: '人大工委来电取消' }));
  expect(off.status).toBe(303);
  expect((await clerk.get(path ?? '')).text).toContain('人大工委来电取消');

  const department = await (await api.as(people.drafter)).get(`/meeting-invitations?year=${YEAR}`);
  expect(department.text).toContain('没有您可以查看的应邀会议');
  expect(department.text).not.toContain('登记应邀会议');
});
