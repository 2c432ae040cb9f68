import { moveClock } from '../../db/clock';
import { alignEngineClock, readEngineTime } from '../../engine/clock';
import { killPart } from '../support/parts';
import type { PartName } from '../support/parts';
import { RunningSystem } from '../support/running';
import { until } from '../support/until';

const dataDirectory = process.env['XINGSHU_DATA_DIRECTORY'] ?? '';
const managementUrl = process.env['ZEEBE_MANAGEMENT_URL'] ?? '';
const openSearchUrl = process.env['OPENSEARCH_URL'] ?? '';
const tasklistUrl = process.env['TASKLIST_URL'] ?? '';
const DAY = 86_400_000;

let system: RunningSystem;
jest.setTimeout(400_000);
beforeAll(async () => {
  system = await RunningSystem.connect();
});
afterAll(() => system.close());

/** Whether Tasklist shows the task: what its users see, some time after the engine has it. */
async function tasklistShows(userTaskKey: string): Promise<true | undefined> {
  const { demoPassword } = system.office.people;
  const login = await fetch(
    `${tasklistUrl}/api/login?username=${system.drafterLogin}&password=${demoPassword}`,
    {
      method: 'POST',
    },
  );
  const cookie = login.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  const answer = await fetch(`${tasklistUrl}/v1/tasks/${userTaskKey}`, { headers: { cookie } });
  return answer.ok ? true : undefined;
}

test('任务恰在整秒生成：Tasklist 照常导入，不致停顿', async () => {
  const caseId = await system.submit();
  const { userTaskKey } = await system.openStep(caseId, 'userTask_ReviewByDraftingUnit');
  const restAddress = process.env['ZEEBE_REST_ADDRESS'] ?? '';
  const wholeSecond = Math.ceil((await readEngineTime(managementUrl)) / 1_000) * 1_000 + 1_000;
  await fetch(`${restAddress}/v2/clock`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ timestamp: wholeSecond }),
  });
  try {
    await system.engine.rest.completeUserTask({
      userTaskKey: userTaskKey ?? '',
      variables: { decision: 'agree' } as never,
    });
  } finally {
    await fetch(`${restAddress}/v2/clock/reset`, { method: 'POST' });
    await alignEngineClock(managementUrl, system.pool);
  }
  const { rows } = await until('办结的记录', async () => {
    const found = await system.pool.query(
      `select ended_at from inbox_tasks where user_task_key = $1 and ended_at is not null`,
      [userTaskKey],
    );
    return found.rowCount ? found : undefined;
  });
  expect(rows[0].ended_at.getTime()).toBe(wholeSecond);
  const next = await system.openStep(caseId, 'userTask_ReviewByOffice');
  await until(`Tasklist 显示 ${next.userTaskKey}`, () => tasklistShows(next.userTaskKey ?? ''), 60_000);
});

test.each<PartName>(['tasklist', 'operate', 'openSearch'])(
  '办理中强行终止 %s：办件照常办结，恢复后 Tasklist 仍看得到新任务',
  async (part) => {
    const caseId = await system.submit();
    await system.act(caseId, 'userTask_ReviewByDraftingUnit', 'agree');
    killPart(part, dataDirectory);
    await system.act(caseId, 'userTask_ReviewByOffice', 'agree');
    await system.act(caseId, 'userTask_ReviewByLeader', 'agree');
    const { userTaskKey } = await system.openStep(caseId, 'userTask_SignAndIssue', 90_000);
    await until(`Tasklist 显示 ${userTaskKey}`, () => tasklistShows(userTaskKey ?? ''), 120_000);
    await system.act(caseId, 'userTask_SignAndIssue', 'agree');
    await system.act(caseId, 'userTask_FinalCheck', 'agree');
    const view = await system.waitFor(caseId, (seen) => seen.status === 'issued', 60_000);
    expect(view.signatures).toHaveLength(1);
  },
);

test('时钟拨过二百天，每五天一件：索引不堆积，Tasklist 照常显示', async () => {
  for (let moved = 0; moved < 200; moved += 5) {
    await system.submit();
    await moveClock(system.pool, 5 * DAY);
    await alignEngineClock(managementUrl, system.pool);
  }
  const caseId = await system.submit();
  const { userTaskKey } = await system.openStep(caseId, 'userTask_ReviewByDraftingUnit', 90_000);
  await until(`Tasklist 显示 ${userTaskKey}`, () => tasklistShows(userTaskKey ?? ''), 120_000);
  const health = (await (await fetch(`${openSearchUrl}/_cluster/health`)).json()) as { status: string };
  expect(health.status).not.toBe('red');
});
