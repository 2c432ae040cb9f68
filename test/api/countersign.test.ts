import type { Job } from '../../engine/jobStreams';
import { deliverRequest } from '../../workers/countersign/deliverRequest';
import type { WorkerDeps } from '../../workers/deps';
import type { ApiUnderTest } from './support/apiUnderTest';
import { startApi } from './support/apiUnderTest';
import type { Answer } from './support/client';
import { people, submitCase } from './support/stories';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApi();
}, 120_000);
afterAll(() => api.stop());
jest.setTimeout(60_000);

async function open(departments: string[], change: Record<string, unknown> = {}): Promise<Answer> {
  const caseId = await submitCase(api);
  return (await api.as(people.drafter)).post(`/api/v1/cases/${caseId}/countersigns`, {
    purpose: 'countersign',
    departments: departments.map((bodyId) => ({ bodyId })),
    ...change,
  });
}

let lastInstance = 0;

/** What the engine's job of 送达 does at a moment; answers the deadline. */
async function serve(requestId: string, at: string, instance = String((lastInstance += 1))) {
  const deps = { pool: api.pool, clock: { now: () => new Date(at) }, office: api.deps.office };
  const handler = deliverRequest.createHandler(deps as unknown as WorkerDeps);
  return handler({ requestId }, { processInstanceKey: instance } as Job);
}

it.each([
  ['国庆和调休上班日', '2025-09-26T10:00:00+08:00', '2025-10-13', false],
  ['古尔邦节', '2025-05-30T10:00:00+08:00', '2025-06-16', false],
  ['年底和元旦', '2025-12-29T10:00:00+08:00', '2026-01-08', true],
])('art-45 期限跨%s的，按已公布的日历算，记下日历的版本', async (_what, servedAt, lastDay, isProvisional) => {
  const answer = await open(['finance']);
  const [request] = answer.json.requests;
  const { deadlineAt } = await serve(request.id, servedAt);
  const inZone = new Intl.DateTimeFormat('en-CA', { timeZone: api.deps.office.timeZone });
  expect(inZone.format(new Date(String(deadlineAt)))).toBe(lastDay);
  const view = await (await api.as(people.drafter)).get(`/api/v1/countersigns/${answer.json.id}`);
  expect(view.json.requests[0]).toMatchObject({
    state: 'open',
    // Of 2026 the region's own days off are not announced yet.
    deadlineProvisional: isProvisional,
    calendarVersion: api.deps.office.calendar.version,
  });
});

it('送达的作业来两次，期限不变；另一个实例来的自行结束（法则 1）', async () => {
  const [request] = (await open(['finance'])).json.requests;
  const first = await serve(request.id, '2025-09-26T10:00:00+08:00', '9001');
  expect(await serve(request.id, '2025-09-29T10:00:00+08:00', '9001')).toEqual(first);
  expect(await serve(request.id, '2025-09-29T10:00:00+08:00', '9002')).toEqual({ isToBeAsked: false });
});

it('没有选单位、单位重复、不认得的单位，都不能发起', async () => {
  expect((await open([])).status).toBe(409);
  expect((await open(['finance', 'finance'])).status).toBe(409);
  expect((await open(['nowhere'])).status).toBe(409);
});

it('art-45 期限短于下限而没有理由的，拒绝并引条文', async () => {
  const answer = await open(['finance'], { limitDays: 2 });
  expect(answer.status).toBe(422);
  expect(answer.json.rule).toMatchObject({ article: 'art-45' });
});

it('一件同时只有一轮会签', async () => {
  const { json } = await open(['finance']);
  const again = await (
    await api.as(people.drafter)
  ).post(`/api/v1/cases/${json.caseId}/countersigns`, {
    purpose: 'consult',
    departments: [{ bodyId: 'water' }],
  });
  expect(again.status).toBe(409);
});

it('art-45 电话答复由主办部门登记，补签之前不作逾期论；期限移到补签期满', async () => {
  const { json } = await open(['finance'], { limitDays: 1, limitReason: '汛情紧急' });
  const [request] = json.requests;
  const now = api.deps.clock.now();
  await serve(request.id, now.toISOString());
  const drafter = await api.as(people.drafter);
  const phone = { answer: 'agree', spokenWith: '财政局局长', answeredAt: now.toISOString() };
  const recorded = await drafter.post(`/api/v1/countersign-requests/${request.id}/phone-answer`, phone);
  expect(recorded.status).toBe(204);
  const view = await drafter.get(`/api/v1/countersigns/${json.id}`);
  expect(view.json.requests[0]).toMatchObject({ state: 'open', phone: { spokenWith: '财政局局长' } });
  expect(view.json.requests[0].deadlineAt).toBe(view.json.requests[0].phone.signDueAt);
});

it('别的部门的人不能替主办部门催办、取消，主办部门不能替会签单位提出延期', async () => {
  const { json } = await open(['finance']);
  const [request] = json.requests;
  await serve(request.id, api.deps.clock.now().toISOString());
  const reviewer = await api.as(people.reviewer);
  const drafter = await api.as(people.drafter);
  expect((await reviewer.post(`/api/v1/countersigns/${json.id}/urgings`, {})).status).toBe(403);
  const wish = { wantedUntil: '2027-12-30', reason: '核实' };
  const asked = await drafter.post(`/api/v1/countersign-requests/${request.id}/extensions`, wish);
  expect(asked.status).toBe(403);
});
