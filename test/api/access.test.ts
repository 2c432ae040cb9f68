import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CountersignParameter } from '../../db/countersign/caseOf';
import { createApp, createRoutes } from '../../api/app';
import type { Subject } from '../../api/useCases/afterMeeting/subjects';
import type { AttendanceSubject } from '../../api/useCases/attendance/access';
import type { AnyRoute } from '../../api/defineRoute';
import { holdMeeting } from './support/afterMeeting';
import type { ApiUnderTest } from './support/apiUnderTest';
import { officeFolder, startApi } from './support/apiUnderTest';
import { toldOfMeeting } from './support/attended';
import type { Answer, Client } from './support/client';
import { createDraft, openTask, people, submitCase } from './support/stories';

/**
 * Holds every route to its declaration: each persona calls each route, and what comes back must be what the
 * route's `access` says. A refusal for another reason (400, 409, 415, 422 …) counts as allowed: access let him in.
 */
const personas = ['anonymous', 'stranger', 'drafter', 'holder', 'officeReader', 'admin'] as const;
type Persona = (typeof personas)[number];

let api: ApiUnderTest;
let subjects: Record<
  | 'case'
  | 'attachment'
  | 'task'
  | 'delegation'
  | 'travel'
  | 'meeting'
  | 'regional'
  | 'topic'
  | 'material'
  | 'item'
  | Subject
  | AttendanceSubject
  | CountersignParameter,
  string
>;

jest.setTimeout(60_000);
beforeAll(async () => {
  api = await startApi();
  const drafter = await api.as(people.drafter);
  const id = await createDraft(api);
  const form = new FormData();
  form.set('file', new Blob(['%PDF-1.7 测试']), '方案.pdf');
  const attachment = await drafter.request('POST', `/api/v1/drafts/${id}/attachments`, { body: form });
  await drafter.post(`/api/v1/drafts/${id}/submission`, {});
  const task = await openTask(api, id, { holder: people.commissioner });
  const leader = await api.as(people.commissioner);
  const until = new Date(api.deps.clock.now().getTime() + 86_400_000).toISOString();
  const delegation = await leader.post('/api/v1/delegations', {
    fromPostId: 'commissioner',
    toPersonId: 'zhenghuaishuo',
    toPostId: 'executive-deputy-commissioner',
    sign: true,
    validUntil: until,
    basis: '喀署办〔2026〕1号',
  });
  const travel = await leader.post('/api/v1/travel-reports', {
    postId: 'commissioner',
    destination: '乌鲁木齐市',
    reason: '开会',
    leavesAt: api.deps.clock.now().toISOString(),
    returnsAt: until,
  });
  const held = await holdMeeting(api.pool);
  const attended = await toldOfMeeting(api.pool, people.commissioner);
  subjects = {
    case: id,
    attachment: attachment.json.id,
    task: task.userTaskKey,
    delegation: delegation.json.id,
    travel: travel.json.id,
    meeting: await planMeeting(api),
    regional: await proposeRegional(api),
    ...(await proposeTopic(api)),
    item: held.itemId,
    ...attended,
    supervision: held.supervision,
    'decided-document': held.document,
    'press-release': held.press,
    'meeting-record': held.meetingId,
    'meeting-invitation': await registerInvitation(api),
    ...(await countersigning(api, id)),
  };
});
afterAll(() => api.stop());

/** A meeting that is being prepared, by the Office. */
async function planMeeting(under: ApiUnderTest): Promise<string> {
  const secretary = await under.as('qixiaoman');
  const planned = await secretary.post('/api/v1/meetings', {
    kind: 'standing',
    startsAt: new Date(under.deps.clock.now().getTime() + 7 * 86_400_000).toISOString(),
    place: '第一会议室',
  });
  return planned.json.caseId;
}

/** A region-wide meeting of the drafter's department that has come to the commissioner. */
async function proposeRegional(under: ApiUnderTest): Promise<string> {
  const drafter = await under.as(people.drafter);
  const proposed = await drafter.post('/api/v1/regional-meetings', {
    title: '全地区春耕生产会议',
    purpose: '部署春耕。',
    nameUsed: 'body',
    startsAt: new Date(under.deps.clock.now().getTime() + 7 * 86_400_000).toISOString(),
    days: 1,
    venue: 'seat',
    place: '会议中心',
    format: 'video',
    size: 100,
    budgetItem: '会议费',
    budgetYuan: 5000,
  });
  await openTask(under, proposed.json.caseId, { holder: people.commissioner });
  return proposed.json.caseId;
}

/** An invitation that has come to the commissioner. */
async function registerInvitation(under: ApiUnderTest): Promise<string> {
  const secretary = await under.as('qixiaoman');
  const registered = await secretary.post('/api/v1/meeting-invitations', {
    convener: 'congress-working-committee',
    title: '地区人大工委听取审计工作报告会议',
    bodyId: 'audit',
    startsAt: new Date(under.deps.clock.now().getTime() + 7 * 86_400_000).toISOString(),
    place: '地区人大工委会议室',
    subject: '听取审计工作报告。',
    letter: '喀人办函〔2026〕9号，请派人参加。',
  });
  await openTask(under, registered.json.caseId, { holder: people.commissioner });
  return registered.json.caseId;
}

/** A topic of the drafter's department that the commissioner has listed. */
async function proposeTopic(under: ApiUnderTest): Promise<{ topic: string; material: string }> {
  const drafter = await under.as(people.drafter);
  const { id } = (
    await drafter.post('/api/v1/topics', {
      title: '关于春耕生产的汇报',
      category: 'other',
      meetingKind: 'standing',
      purpose: '部署春耕。',
      proposal: '同意方案。',
      minutes: 10,
    })
  ).json;
  const form = new FormData();
  form.set('kind', 'draft');
  form.set('title', '方案');
  form.set('file', new Blob(['一、总体要求']), '方案.txt');
  const added = await drafter.request('POST', `/api/v1/topics/${id}/materials`, { body: form });
  await drafter.post(`/api/v1/topics/${id}/submission`, {});
  await under.pool.query("update meeting_topics set state = 'in' where case_id = $1", [id]);
  return { topic: id, material: added.json.attachmentId };
}

/** A round with one request, and a comment on it. */
async function countersigning(
  under: ApiUnderTest,
  caseId: string,
): Promise<Record<CountersignParameter, string>> {
  const drafter = await under.as(people.drafter);
  const opened = await drafter.post(`/api/v1/cases/${caseId}/countersigns`, {
    purpose: 'countersign',
    departments: [{ bodyId: 'finance' }],
  });
  const { id: round, requests } = opened.json;
  const request = requests[0].id;
  const { rows } = await under.pool.query<{ id: string }>(
    `with answer as (
       insert into countersign_answers (id, request_id, kind, answer, opinion, person_id, post_id, actor, grade, version_id,
         version_sha256, answered_at)
       select gen_random_uuid(), $1, 'late', 'comment', '意见', person_id, post_id, '某某', 'trusted', version_id,
              version_sha256, app_now()
         from countersign_rounds, post_holdings where countersign_rounds.id = $2 limit 1 returning id)
     insert into countersign_comments (id, round_id, request_id, answer_id, number, text)
     select gen_random_uuid(), $2, $1, answer.id, 1, '意见' from answer returning id`,
    [request, round],
  );
  return { countersign: round, 'countersign-request': request, 'countersign-comment': rows[0]?.id ?? '' };
}

/** Routes are listed before anything is awaited: what schemas take from the office's files is read at once. */
const dataOf = (name: string): unknown =>
  JSON.parse(readFileSync(join(officeFolder, `${name}.json`), 'utf8'));

const routes: AnyRoute[] = createRoutes({
  systemName: '',
  series: [{ id: 'x' }],
  vocabulary: {
    kinds: [{ id: 'x' }],
    issuingNames: [{ id: 'x' }],
    directions: [{ id: 'x' }],
    importances: [{ id: 'x' }],
    urgencies: [{ id: 'x' }],
    natures: [{ id: 'x' }],
    matters: [{ id: 'x' }],
    remits: [{ id: 'x' }],
    decisions: [],
  },
  bodies: dataOf('bodies'),
  meetings: dataOf('meetings'),
} as never);

const clientOf = async (persona: Persona): Promise<Client> =>
  persona === 'anonymous'
    ? api.anonymous()
    : api.as(
        {
          stranger: people.stranger,
          drafter: people.drafter,
          holder: people.commissioner,
          officeReader: people.otherReviewer,
          admin: people.admin,
        }[persona],
      );

/** What the declaration promises a persona. */
function expected({ access }: AnyRoute, persona: Persona): 'allowed' | 'unauthenticated' | 'hidden' {
  if (access.role === 'public') return 'allowed';
  if (persona === 'anonymous') return 'unauthenticated';
  if (access.role === 'admin' && persona !== 'admin') return 'hidden';
  if (access.relation === 'none') return 'allowed';
  if (['meeting', 'subject', 'attendance'].includes(access.relation))
    return persona === 'holder' ? 'allowed' : 'hidden';
  const insiders: Persona[] =
    access.relation === 'reader' || access.relation === 'topic'
      ? ['drafter', 'holder', 'officeReader']
      : ['drafter'];
  return insiders.includes(persona) ? 'allowed' : 'hidden';
}

function observed({ path }: AnyRoute, answer: Answer): 'allowed' | 'unauthenticated' | 'hidden' {
  const isLoginPage =
    answer.status === 303 && (answer.headers.get('location') ?? '').startsWith('/login?next=');
  if (answer.status === 401 && path !== '/login' && !answer.text.includes('wrong-credentials'))
    return 'unauthenticated';
  if (isLoginPage) return 'unauthenticated';
  if (answer.status === 404) return 'hidden';
  return 'allowed';
}

const pathOf = (route: AnyRoute): string =>
  pathOfSubject(route)
    .replace(':year', '2026')
    .replace(':itemId', subjects.item)
    .replace(':bodyId', 'finance');

const pathOfSubject = ({ path, access }: AnyRoute): string =>
  access.relation === 'topic'
    ? path.replace(':id', subjects.topic).replace(':attachmentId', subjects.material)
    : access.relation === 'meeting'
      ? path.replace(':id', subjects.meeting)
      : access.relation === 'none'
        ? path.replace(':id', path.includes('travel') ? subjects.travel : subjects.delegation)
        : path.includes('regional-meetings')
          ? path.replace(':id', subjects.regional)
          : path.replace(':id', subjects[access.by]).replace(':userTaskKey', subjects.task);

/** Ends the session it is called with, so it gets one of its own. */
const endsSession = ({ path }: AnyRoute): boolean =>
  path === '/logout' || path === '/api/v1/sessions/current';

describe('every route keeps to its declaration', () => {
  const table = routes.flatMap((route) =>
    personas.map((persona) => [route.method, route.path, persona, route] as const),
  );

  it.each(table)('%s %s for %s', async (method, _path, persona, route) => {
    if (endsSession(route) && persona !== 'anonymous' && persona !== 'stranger') return;
    const client =
      endsSession(route) && persona === 'stranger' ? await freshStranger() : await clientOf(persona);
    // An attachment is only taken out by its drafter: later personas must still find it.
    if (method === 'delete' && route.access.relation === 'editor' && persona === 'drafter') return;
    const answer = await client.request(method.toUpperCase(), pathOf(route), bodyOf(route));
    expect(answer.status).not.toBe(500);
    expect(observed(route, answer)).toBe(expected(route, persona));
    if (answer.status >= 400 && route.path.startsWith('/api/')) {
      expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    }
  });
});

/** Nothing that could change the case: an empty body is refused only after access was granted. */
function bodyOf(route: AnyRoute): { body?: unknown; headers?: Record<string, string> } {
  if (!route.body) return {};
  if (route.bodyKind === 'multipart') return { body: new FormData() };
  return route.bodyKind === 'form' ? { body: new URLSearchParams() } : { body: { unknown: true } };
}

async function freshStranger(): Promise<Client> {
  const client = api.anonymous();
  await client.post('/api/v1/sessions', {
    login: people.stranger,
    password: api.deps.office.people.demoPassword,
  });
  return client;
}

it('knows no route besides the declared ones', async () => {
  const { router } = createApp(api.deps) as unknown as {
    router: { stack: { route?: { path: string; methods: Record<string, boolean> } }[] };
  };
  const registered = router.stack.flatMap(({ route }) =>
    route ? Object.keys(route.methods).map((method) => `${method} ${route.path}`) : [],
  );
  expect(registered.sort()).toEqual(routes.map(({ method, path }) => `${method} ${path}`).sort());
});

it('shows a draft to nobody but its drafter, not even to those in charge of his department', async () => {
  const id = await createDraft(api);
  for (const login of [people.head, people.reviewer, people.admin, people.stranger]) {
    expect((await (await api.as(login)).get(`/api/v1/cases/${id}`)).status).toBe(404);
  }
});

it('shows a submitted case to those in charge of the drafting department', async () => {
  const id = await submitCase(api);
  expect((await (await api.as(people.head)).get(`/api/v1/cases/${id}`)).status).toBe(200);
});

it('answers a stranger exactly as if the case did not exist', async () => {
  const stranger = await api.as(people.stranger);
  const hidden = await stranger.get(`/api/v1/cases/${subjects.case}`);
  const missing = await stranger.get('/api/v1/cases/00000000-0000-4000-8000-000000000000');
  expect(hidden.text).toBe(missing.text);
});
