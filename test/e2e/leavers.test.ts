import { RunningSystem } from '../support/running';
import { until } from '../support/until';

const tasklistUrl = process.env['TASKLIST_URL'] ?? '';
const LEAVER = { person: 'aikebaier', post: 'finance-clerk' };
const ADMIN = 'xitongguanli';
/** As soon as it happens: far below a minute, when it would be seen without being told. */
const AT_ONCE_MILLISECONDS = 15_000;

let system: RunningSystem;
jest.setTimeout(120_000);
beforeAll(async () => {
  system = await RunningSystem.connect();
});
afterAll(() => system.close());

/** Tasklist's answer to a login, and the session where it gave one. */
async function logIn(login: string): Promise<{ status: number; cookie: string }> {
  const { demoPassword } = system.office.people;
  const answer = await fetch(`${tasklistUrl}/api/login?username=${login}&password=${demoPassword}`, {
    method: 'POST',
  });
  const cookies = answer.headers.getSetCookie().map((one) => one.split(';')[0]);
  return { status: answer.status, cookie: cookies.join('; ') };
}

async function searchTasks(cookie: string): Promise<number> {
  const answer = await fetch(`${tasklistUrl}/v1/tasks/search`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: '{}',
  });
  return answer.status;
}

async function appoint(change: 'begin' | 'end'): Promise<void> {
  const admin = await system.as(ADMIN);
  const { rows } = await system.pool.query<{ day: string }>(
    `select to_char((app_now() at time zone time_zone)::date, 'YYYY-MM-DD') as day from office`,
  );
  await admin.post('/api/v1/appointments', {
    change,
    personId: LEAVER.person,
    postId: LEAVER.post,
    day: rows[0]?.day,
    basis: '喀署任〔2026〕2号',
  });
}

const answers = (what: string, ask: () => Promise<number>, status: number): Promise<true> =>
  until(what, async () => ((await ask()) === status ? true : undefined), AT_ONCE_MILLISECONDS);

test('art-7 离任的人当即登录不了 Tasklist，开着的会话也当即终止，别人的不受影响；复任后又能登录', async () => {
  const before = await logIn(LEAVER.person);
  expect(before.status).toBe(204);
  expect(await searchTasks(before.cookie)).toBe(200);
  const colleague = await logIn(system.drafterLogin);

  await appoint('end');
  await answers('登录不了', async () => (await logIn(LEAVER.person)).status, 401);
  await answers('会话终止', () => searchTasks(before.cookie), 401);
  expect(await searchTasks(colleague.cookie)).toBe(200);

  await appoint('begin');
  await answers('又能登录', async () => (await logIn(LEAVER.person)).status, 204);
});
