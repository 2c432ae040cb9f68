import { moveClock } from '../../db/clock';
import { alignEngineClock } from '../../engine/clock';
import { RunningSystem } from '../support/running';
import type { StepView } from '../support/running';
import { until } from '../support/until';
import { Way } from '../support/way';

const DAY = 24 * 60 * 60 * 1000;
const COMMISSIONER = { person: 'ailiyaer', post: 'commissioner' };
const EXECUTIVE = { person: 'zhenghuaishuo', post: 'executive-deputy-commissioner' };
const LEADER = { person: 'abudureyimu', post: 'deputy-commissioner-agriculture' };
const ADMIN = 'xitongguanli';

let system: RunningSystem;
beforeAll(async () => {
  system = await RunningSystem.connect();
});
afterAll(() => system.close());
jest.setTimeout(120_000);

async function toSigning(): Promise<Way> {
  const way = new Way(system, await system.submit());
  await way.through('ReviewByDraftingUnit', 'ReviewByOffice', 'ReviewByLeader');
  return way;
}

async function delegate(toPostId: string = EXECUTIVE.post): Promise<string> {
  const commissioner = await system.as(COMMISSIONER.person);
  const { rows } = await system.pool.query<{ until: Date }>(`select app_now() + interval '7 days' as until`);
  const { id } = await commissioner.post<{ id: string }>('/api/v1/delegations', {
    fromPostId: COMMISSIONER.post,
    toPersonId: EXECUTIVE.person,
    toPostId,
    sign: true,
    validUntil: rows[0]?.until.toISOString(),
    basis: '喀署办〔2026〕3号',
  });
  return id;
}

async function revoke(id: string): Promise<void> {
  const commissioner = await system.as(COMMISSIONER.person);
  await commissioner.post(`/api/v1/delegations/${id}/revocation`, { reason: '提前返回' });
}

const holderIds = ({ holders }: StepView): string[] => holders.map(({ personId }) => personId).sort();

/** Waits until the step is with these people. */
const heldBy = (way: Way, element: string, ...persons: string[]): Promise<StepView> =>
  until(`${element} 由 ${persons.join('、')} 办理`, async () => {
    const step = await way.open(element);
    return holderIds(step).join() === [...persons].sort().join() ? step : undefined;
  });

/** Whom the engine's task names, and who may claim it. */
const inEngine = (step: StepView, assignee: string | null): Promise<true> =>
  until(`引擎任务归 ${assignee ?? '候选人'}`, async () => {
    const { rows } = await system.pool.query<{ assignee: string | null; settled: boolean }>(
      `select assignee, not exists (select from outbox where kind = 'assign-task' and settled_at is null) as settled
         from inbox_tasks where user_task_key = $1`,
      [step.userTaskKey],
    );
    return rows[0]?.settled && rows[0].assignee === assignee ? true : undefined;
  });

const today = async (offsetDays = 0): Promise<string> => {
  const { rows } = await system.pool.query<{ day: string }>(
    `select to_char((app_now() at time zone time_zone)::date + $1::int, 'YYYY-MM-DD') as day from office`,
    [offsetDays],
  );
  return rows[0]?.day ?? '';
};

async function appoint(change: 'begin' | 'end', personId: string, postId: string): Promise<void> {
  const admin = await system.as(ADMIN);
  await admin.post('/api/v1/appointments', {
    change,
    personId,
    postId,
    day: await today(),
    basis: '喀署任〔2026〕1号',
  });
}

test('art-5 委托期间受委托人签发：件到其手里，签发记两人姓名和所据文件，照常往下办', async () => {
  const way = await toSigning();
  await heldBy(way, 'SignAndIssue', COMMISSIONER.person);
  const id = await delegate();
  const step = await heldBy(way, 'SignAndIssue', COMMISSIONER.person, EXECUTIVE.person);
  await inEngine(step, null);
  expect(step.reason).toContain('委托常务副专员郑怀朔签发（喀署办〔2026〕3号');

  const delegateClient = await system.as(EXECUTIVE.person);
  const view = await system.view(way.caseId);
  await delegateClient.post(`/api/v1/tasks/${step.userTaskKey}/completion`, {
    decision: 'agree',
    opinion: '同意。',
    versionSha256: view.currentVersion.sha256,
  });
  await way.open('FinalCheck');
  const signed = await system.view(way.caseId);
  expect(signed.signatures).toEqual([
    expect.objectContaining({
      personName: '郑怀朔',
      postLabel: '常务副专员',
      onBehalfOf: '专员艾力亚尔·玉苏普',
      delegationBasis: '喀署办〔2026〕3号',
      voidReason: null,
    }),
  ]);
  expect(signed.opinions.at(-1)).toMatchObject({
    actor: '常务副专员郑怀朔（受专员艾力亚尔·玉苏普委托）',
    accepted: true,
  });
  await revoke(id);
  // What was signed while it held stays signed.
  await way.through('FinalCheck');
  await system.waitFor(way.caseId, ({ status }) => status === 'issued');
});

test('art-5 撤销之后在任务列表里签发：不予采认，写明条文和应由谁签发，重新开签', async () => {
  const way = await toSigning();
  const id = await delegate();
  const step = await heldBy(way, 'SignAndIssue', COMMISSIONER.person, EXECUTIVE.person);
  await revoke(id);
  const userTaskKey = step.userTaskKey ?? '';
  await heldBy(way, 'SignAndIssue', COMMISSIONER.person);
  await inEngine(step, COMMISSIONER.person);
  await system.engine.rest.assignUserTask({
    userTaskKey,
    assignee: EXECUTIVE.person,
    allowOverride: true,
  });
  await system.engine.rest.completeUserTask({ userTaskKey, variables: { decision: 'agree' } as never });

  const view = await system.waitFor(way.caseId, ({ steps }) =>
    steps.some(({ elementInstanceKey, state }) => {
      return elementInstanceKey === step.elementInstanceKey && state === 'refused';
    }),
  );
  const refusal = view.opinions.at(-1)?.refusal ?? '';
  expect(refusal).toContain('郑怀朔无权签发。依第四十七条，此件应由专员艾力亚尔·玉苏普签发');
  expect(refusal).toMatch(/委托常务副专员郑怀朔签发已于\d+月\d+日\d\d:\d\d撤销/);
  expect(view.signatures).toEqual([]);
  await way.act('SignAndIssue');
  await way.open('FinalCheck');
});

test('art-5 art-47 一人受委托于两个职务：表单列出，不选不予采认，选哪个记哪个，只记一次', async () => {
  await appoint('begin', EXECUTIVE.person, LEADER.post);
  const way = await toSigning();
  const first = await delegate();
  const second = await delegate(LEADER.post);
  const { person } = EXECUTIVE;
  const step = await heldBy(way, 'SignAndIssue', COMMISSIONER.person, person, person);
  await inEngine(step, null);

  const sign = async (variables: Record<string, string>): Promise<void> => {
    const { userTaskKey } = await way.open('SignAndIssue');
    await system.engine.rest.assignUserTask({
      userTaskKey: userTaskKey ?? '',
      assignee: EXECUTIVE.person,
      allowOverride: true,
    });
    await system.engine.rest.completeUserTask({
      userTaskKey: userTaskKey ?? '',
      variables: { decision: 'agree', ...variables } as never,
    });
  };
  await sign({});
  const refused = await system.waitFor(way.caseId, ({ opinions }) => opinions.at(-1)?.accepted === false);
  expect(refused.opinions.at(-1)?.refusal).toContain('未写明以哪个职务办理');
  expect(refused.signatures).toEqual([]);

  await sign({ capacity: `${LEADER.post}/${EXECUTIVE.person}` });
  await way.open('FinalCheck');
  const { signatures } = await system.view(way.caseId);
  expect(signatures).toEqual([
    expect.objectContaining({ postLabel: '副专员', onBehalfOf: '专员艾力亚尔·玉苏普' }),
  ]);
  await revoke(first);
  await revoke(second);
  await system.pool.query('delete from post_holdings where person_id = $1 and post_id = $2', [
    EXECUTIVE.person,
    LEADER.post,
  ]);
});

test('art-5 委托到期自行终止：时钟走过，件回到本人', async () => {
  const way = await toSigning();
  await delegate();
  await heldBy(way, 'SignAndIssue', COMMISSIONER.person, EXECUTIVE.person);
  await moveClock(system.pool, 8 * DAY);
  await alignEngineClock(process.env['ZEEBE_MANAGEMENT_URL'] ?? '', system.pool);
  const step = await heldBy(way, 'SignAndIssue', COMMISSIONER.person);
  await inEngine(step, COMMISSIONER.person);
});

test('art-54 外出报备：告知有关领导，等到返回登记才办结；件不因外出转给别人', async () => {
  const way = await toSigning();
  const commissioner = await system.as(COMMISSIONER.person);
  const { rows } = await system.pool.query<{ now: Date }>('select app_now() as now');
  const moment = rows[0]?.now.getTime() ?? 0;
  const { id } = await commissioner.post<{ id: string }>('/api/v1/travel-reports', {
    postId: COMMISSIONER.post,
    destination: '乌鲁木齐市',
    reason: '参加自治区会议',
    leavesAt: new Date(moment).toISOString(),
    returnsAt: new Date(moment + 3 * DAY).toISOString(),
  });
  const told = await until('告知', async () => {
    const { items } = await commissioner.get<{ items: { id: string; told: string[] }[] }>(
      '/api/v1/travel-reports',
    );
    const names = items.find((one) => one.id === id)?.told ?? [];
    return names.length > 0 ? names : undefined;
  });
  expect(told).toEqual(expect.arrayContaining(['郑怀朔', '贺宜川']));

  const returning = new Way(system, await system.submit());
  await returning.through('ReviewByDraftingUnit', 'ReviewByOffice', 'ReviewByLeader');
  const step = await heldBy(returning, 'SignAndIssue', COMMISSIONER.person);
  expect(step.reason).toMatch(/专员艾力亚尔·玉苏普外出（预计.+返回），没有委托他人，仍由本人签发/);
  await way.act('SignAndIssue');

  await commissioner.post(`/api/v1/travel-reports/${id}/return`, {});
  await until('报备办结', async () => {
    const { rows: ended } = await system.pool.query(
      `select from engine_instances where process_id = 'travel-report' and state = 'completed'`,
    );
    return ended.length > 0 ? true : undefined;
  });
});

test('art-7 环节开着时换人：任务转给继任者，前任不再有待办，办理过程写明', async () => {
  const way = new Way(system, await system.submit());
  await way.through('ReviewByDraftingUnit', 'ReviewByOffice');
  const before = await heldBy(way, 'ReviewByLeader', LEADER.person);
  await inEngine(before, LEADER.person);
  await system.as(LEADER.person);
  await appoint('end', LEADER.person, LEADER.post);
  await until('告知无人可办', async () =>
    (await system.ledgerSummaries(way.caseId)).some((summary) => summary.includes('现无人可审核'))
      ? true
      : undefined,
  );
  expect(holderIds(await way.open('ReviewByLeader'))).toEqual([LEADER.person]);

  await appoint('begin', EXECUTIVE.person, LEADER.post);
  const after = await heldBy(way, 'ReviewByLeader', EXECUTIVE.person);
  await inEngine(after, EXECUTIVE.person);
  expect(await system.ledgerSummaries(way.caseId)).toContainEqual(
    expect.stringMatching(/^审核改由副专员郑怀朔办理（原由副专员阿不都热依木·吐尔逊办理）$/),
  );
  await way.act('ReviewByLeader');
  await way.open('SignAndIssue');

  // A holding can't end on the day it began: the other tests of the lane want the office as it was.
  await system.pool.query('delete from post_holdings where person_id = $1 and post_id = $2', [
    EXECUTIVE.person,
    LEADER.post,
  ]);
  await appoint('begin', LEADER.person, LEADER.post);
});
