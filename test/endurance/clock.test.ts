import { moveClock } from '../../db/clock';
import { alignEngineClock, readEngineTime } from '../../engine/clock';
import { RunningSystem } from '../support/running';

let system: RunningSystem;
beforeAll(async () => {
  system = await RunningSystem.connect();
});
afterAll(() => system.close());
jest.setTimeout(300_000);

const DAY = 86_400_000;
/** Whatever other tests left open falls due on the way, and is told of first. */
const LONG = 150_000;
const managementUrl = process.env['ZEEBE_MANAGEMENT_URL'] ?? '';

async function moveDays(days: number): Promise<void> {
  await moveClock(system.pool, days * DAY);
  await alignEngineClock(managementUrl, system.pool);
}

test('时钟逐日拨过二百天：引擎与系统同日，办件照常办结，期限按新的日子计算', async () => {
  const caseId = await system.submit();
  const before = await system.openStep(caseId, 'userTask_ReviewByDraftingUnit');
  for (let day = 0; day < 200; day += 1) await moveDays(1);

  const { rows } = await system.pool.query<{ now: Date }>('select app_now() as now');
  const difference = Math.abs((rows[0]?.now.getTime() ?? 0) - (await readEngineTime(managementUrl)));
  expect(difference).toBeLessThan(2_000);

  await system.act(caseId, 'userTask_ReviewByDraftingUnit', 'agree');
  const after = await system.openStep(caseId, 'userTask_ReviewByOffice', LONG);
  expect(new Date(after.dueAt).getTime() - new Date(before.dueAt).getTime()).toBeGreaterThan(190 * DAY);
  for (const step of ['ReviewByOffice', 'ReviewByLeader', 'SignAndIssue', 'FinalCheck']) {
    await system.act(caseId, `userTask_${step}`, 'agree');
  }
  const view = await system.waitFor(caseId, (seen) => seen.status === 'issued');
  const year = new Intl.DateTimeFormat('en', { timeZone: system.office.timeZone, year: 'numeric' }).format(
    rows[0]?.now,
  );
  expect(view.documentNumber).toContain(`〔${year}〕`);
});

test('几处同时对准引擎时钟（引擎重启之后就是这样）：只拨一次，引擎不跑到系统前面', async () => {
  await moveClock(system.pool, 3 * DAY);
  await Promise.all([1, 2, 3].map(() => alignEngineClock(managementUrl, system.pool)));
  const { rows } = await system.pool.query<{ now: Date }>('select app_now() as now');
  const ahead = (await readEngineTime(managementUrl)) - (rows[0]?.now.getTime() ?? NaN);
  expect(Math.abs(ahead)).toBeLessThan(2_000);
});

test('时钟不得往回拨', async () => {
  await expect(moveClock(system.pool, -1)).rejects.toThrow('只能向前');
  await expect(system.pool.query('update clock_offset set offset_ms = offset_ms - 1')).rejects.toThrow(
    '只能向前',
  );
});
