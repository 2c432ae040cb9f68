import { currentCalendar } from '../../db/calendar';
import { countWorkingDays, deadline, dayIn, morningBefore } from '../../domain/calendar';
import { announce } from '../support/calendarNotice';
import { moveClockTo } from '../support/officeClock';
import { RunningSystem } from '../support/running';
import { until } from '../support/until';
import { Way } from '../support/way';

let system: RunningSystem;
beforeAll(async () => {
  system = await RunningSystem.connect();
});
afterAll(() => system.close());
jest.setTimeout(180_000);

interface Told {
  kind: string;
  at: Date;
  dueAt: Date;
  wasDueAt: Date | null;
}

async function noticesOf(caseId: string): Promise<Told[]> {
  const { rows } = await system.pool.query<Told>(
    `select kind, at, due_at as "dueAt", was_due_at as "wasDueAt" from notices where case_id = $1 order by at, id`,
    [caseId],
  );
  return rows;
}

test('art-58 法则8 录入放假通知：在办环节的期限顺延并记明缘由，提醒按新的期限来，任务的期限随之改变', async () => {
  const way = new Way(system, await system.submit());
  const step = await way.open('ReviewByDraftingUnit');
  const [openedAt, dueAt] = [new Date(step.openedAt), new Date(step.dueAt)];
  const before = await currentCalendar(system.pool);
  const workingDays = countWorkingDays(openedAt, new Date(dueAt.getTime() - 1), before);
  const firstDay = deadline(openedAt, 1, before).counted[0]?.date ?? '';
  expect(dayIn(openedAt, before.timeZone).year).toBe(Number(firstDay.slice(0, 4)));

  const after = await announce(system, { daysOff: [firstDay] });
  const expected = deadline(openedAt, workingDays, after).at;
  expect(expected > dueAt).toBe(true);
  await until('期限顺延', async () => {
    const open = await way.open('ReviewByDraftingUnit');
    return open.dueAt === expected.toISOString() ? open : undefined;
  });
  expect(await way.summaries()).toContainEqual(
    expect.stringMatching(/^审核期限由.+改为.+：工作日历录入放假通知（测试用，不是真的）$/),
  );
  expect(await noticesOf(way.caseId)).toEqual([
    expect.objectContaining({ kind: 'moved', dueAt: expected, wasDueAt: dueAt }),
  ]);
  await until('引擎的任务改期', async () => {
    const { rowCount } = await system.pool.query(
      `select from outbox where case_id = $1 and kind = 'redate-task' and outcome = 'redated'`,
      [way.caseId],
    );
    return rowCount === 1 ? true : undefined;
  });

  const reminded = morningBefore(expected, 1, after);
  await moveClockTo(system, new Date(reminded.getTime() + 1_000));
  const told = await until('按新期限的提醒', async () => {
    const all = await noticesOf(way.caseId);
    return all.some(({ kind }) => kind === 'reminder') ? all : undefined;
  });
  expect(told.filter(({ kind }) => kind !== 'moved')).toEqual([
    expect.objectContaining({ kind: 'reminder', at: reminded, dueAt: expected }),
  ]);

  await way.through('ReviewByDraftingUnit', 'ReviewByOffice', 'ReviewByLeader', 'SignAndIssue', 'FinalCheck');
  await way.issued();
});
