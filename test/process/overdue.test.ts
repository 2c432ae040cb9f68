import type { NoticeView } from '../../db/notices';
import { countWorkingDays } from '../../domain/calendar';
import { moveClockTo, officeTime } from '../support/officeClock';
import { RunningSystem } from '../support/running';
import type { StepView } from '../support/running';
import { readStories } from '../support/stories';
import { until } from '../support/until';
import { Way } from '../support/way';

const stories = readStories();
let system: RunningSystem;
beforeAll(async () => {
  system = await RunningSystem.connect();
});
afterAll(() => system.close());
jest.setTimeout(120_000);

const begin = async (): Promise<Way> => new Way(system, await system.submit());
/** Working days that are left for a step; a deadline at midnight belongs to the day that ends there. */
const workingDays = (from: Date, dueAt: string): number =>
  countWorkingDays(from, new Date(Date.parse(dueAt) - 1), system.office.calendar);
const second = (moment: string): Date => new Date(new Date(moment).getTime() + 1_000);

interface Told {
  kind: string;
  number: number;
  at: string;
  recipients: { personId: string; isHolder: boolean }[];
}

async function noticesOf(way: Way): Promise<Told[]> {
  const { rows } = await system.pool.query<Told>(
    `select notices.kind, notices.number, notices.at,
            jsonb_agg(jsonb_build_object('personId', person_id, 'isHolder', is_holder) order by person_id) as recipients
       from notices join notice_recipients on notice_id = notices.id
      where case_id = $1 group by notices.id order by notices.at, notices.id`,
    [way.caseId],
  );
  return rows;
}

const awaitNotices = (way: Way, count: number): Promise<Told[]> =>
  until(`第 ${count} 次提醒`, async () => {
    const told = await noticesOf(way);
    return told.length >= count ? told : undefined;
  });

/** Has the stranger complete the open step straight in the engine, which does not count. */
async function refused(way: Way, step: StepView): Promise<void> {
  const userTaskKey = step.userTaskKey ?? '';
  await system.engine.rest.assignUserTask({
    userTaskKey,
    assignee: system.drafterLogin,
    allowOverride: true,
  });
  await system.engine.rest.completeUserTask({ userTaskKey, variables: { decision: 'agree' } as never });
  await system.waitFor(way.caseId, ({ steps }) =>
    steps.some((one) => one.elementInstanceKey === step.elementInstanceKey && one.state === 'refused'),
  );
}

async function toSigning(): Promise<Way> {
  const way = await begin();
  await way.through('ReviewByDraftingUnit', 'ReviewByOffice', 'ReviewByLeader');
  return way;
}

test.each([stories.limits])('$article $name', async ({ workingDays: limits }) => {
  const way = await begin();
  const counted: Record<string, number> = {};
  for (const element of Object.keys(limits)) {
    const { openedAt, dueAt } = await way.act(element);
    counted[element] = workingDays(new Date(openedAt), dueAt);
  }
  expect(counted).toEqual(limits);
});

test('art-58 到期前提醒承办人；到期超时提醒上一级和办公室，时刻是期限本身；环节仍归原承办人', async () => {
  const way = await begin();
  await way.through('ReviewByDraftingUnit', 'ReviewByOffice');
  const step = await way.open('ReviewByLeader');
  await moveClockTo(system, second(step.dueAt));
  const told = await awaitNotices(way, 1);
  const overdue = told.find(({ kind }) => kind === 'overdue');
  expect(new Date(overdue?.at ?? 0)).toEqual(new Date(step.dueAt));
  const holder = step.holders[0]?.personId ?? '';
  const others =
    overdue?.recipients.filter(({ isHolder }) => !isHolder).map(({ personId }) => personId) ?? [];
  expect(overdue?.recipients).toContainEqual({ personId: holder, isHolder: true });
  const { rows: ranks } = await system.pool.query<{ rank_id: string }>(
    `select rank_id from post_holdings join posts on posts.id = post_id where person_id = any($1) order by rank_id`,
    [others],
  );
  expect(ranks.map(({ rank_id }) => rank_id)).toEqual(stories.overdue.told);

  // Authority does not move: the same step, the same holder.
  const after = await way.open('ReviewByLeader');
  expect(after.elementInstanceKey).toBe(step.elementInstanceKey);
  expect(after.holders).toEqual(step.holders);
  const boss = await system.as(system.loginOf(others[0] ?? ''));
  const listed = await boss.get<{ items: NoticeView[] }>('/api/v1/notices');
  expect(listed.items).toContainEqual(expect.objectContaining({ caseId: way.caseId, toHolder: false }));
  expect(await way.summaries()).toContainEqual(expect.stringContaining('超时提醒'));

  await way.through('ReviewByLeader', 'SignAndIssue', 'FinalCheck');
  await way.issued();
  expect((await boss.get<{ items: NoticeView[] }>('/api/v1/notices')).items).not.toContainEqual(
    expect.objectContaining({ caseId: way.caseId }),
  );
});

test('art-58 签发不予采认后重开：期限不重新起算，已发的提醒不再发，到期照常超时提醒', async () => {
  const way = await toSigning();
  const step = await way.open('SignAndIssue');
  await refused(way, step);
  const again = await way.open('SignAndIssue');
  expect(again.elementInstanceKey).not.toBe(step.elementInstanceKey);
  expect(again.dueAt).toBe(step.dueAt);

  await moveClockTo(system, second(step.dueAt));
  const told = await until('超时提醒', async () => {
    const all = await noticesOf(way);
    return all.some(({ kind }) => kind === 'overdue') ? all : undefined;
  });
  expect(told.filter(({ kind }) => kind === 'overdue')).toHaveLength(1);

  await refused(way, again);
  const third = await way.open('SignAndIssue');
  expect(third.dueAt).toBe(step.dueAt);
  await way.through('SignAndIssue', 'FinalCheck');
  await way.issued();
  expect((await noticesOf(way)).filter(({ kind }) => kind === 'overdue')).toHaveLength(1);
});

test('art-58 退回后再送签：期限不重新起算，只有剩下的工作日', async () => {
  const way = await toSigning();
  const first = await way.open('SignAndIssue');
  // The last day: whatever the limit is, less than a whole one is left.
  await moveClockTo(system, new Date(new Date(first.dueAt).getTime() - 3_600_000));
  await way.act('SignAndIssue', 'return', '请补充。');
  await way.act('ReviewByOffice', 'agree', '已说明。');
  const again = await way.open('SignAndIssue');
  const whole = workingDays(new Date(first.openedAt), first.dueAt);
  const left = workingDays(await officeTime(system), again.dueAt);
  expect(whole).toBeGreaterThan(1);
  expect(left).toBe(1);

  await moveClockTo(system, second(again.dueAt));
  await until('再送后的超时提醒', async () => {
    const told = await noticesOf(way);
    return told.some(
      ({ kind, at }) => kind === 'overdue' && new Date(at).getTime() === Date.parse(again.dueAt),
    )
      ? true
      : undefined;
  });
  await way.through('SignAndIssue', 'FinalCheck');
  await way.issued();
});

test('办结的环节不再提醒：提醒流程随环节结束', async () => {
  const way = await begin();
  const step = await way.open('ReviewByDraftingUnit');
  await way.through('ReviewByDraftingUnit');
  await until('提醒流程结束', async () => {
    const { rowCount } = await system.pool.query(
      `select from element_events where element_id = 'endEvent_StepEnded' and intent = 'ELEMENT_COMPLETED'`,
    );
    return rowCount ? true : undefined;
  });
  await moveClockTo(system, second(step.dueAt));
  const told = await noticesOf(way);
  expect(told.filter(({ at }) => new Date(at) >= new Date(step.dueAt))).toEqual([]);
});
