import { pino } from 'pino';
import { Temporal } from 'temporal-polyfill';
import { createDatabaseClock, moveClock } from '../../db/clock';
import { listMonthAlerts } from '../../db/meetings/monthAlerts';
import { listTellings } from '../../db/meetings/tellings';
import { raiseMonthAlerts } from '../../workers/meeting/raiseMonthAlerts';
import type { MonthDeps } from '../../workers/meeting/raiseMonthAlerts';
import { watchMonths } from '../../workers/meeting/watchMonths';
import { startApi } from '../api/support/apiUnderTest';
import type { ApiUnderTest } from '../api/support/apiUnderTest';
import { createDraft } from '../api/support/stories';
import { ApprovedMeeting } from '../support/approvedMeeting';
import { until } from '../support/until';

const DIRECTOR = 'dilixiati';
const SECRETARY_GENERAL = 'heyichuan';

let api: ApiUnderTest;
let clock: Awaited<ReturnType<typeof createDatabaseClock>>;
let deps: MonthDeps;
beforeEach(async () => {
  api = await startApi();
  clock = await createDatabaseClock(api.pool);
  deps = { pool: api.pool, office: api.deps.office, log: pino({ level: 'silent' }) };
  await createDraft(api);
}, 120_000);
afterEach(async () => {
  await clock?.close();
  await api?.stop();
});

/** So many months on, at the beginning of the second day of the month in the office's zone. */
async function toMonth(months: number): Promise<string> {
  const { timeZone } = api.deps.office;
  const now = Temporal.Instant.fromEpochMilliseconds(clock.now().getTime()).toZonedDateTimeISO(timeZone);
  const then = now.add({ months }).with({ day: 2, hour: 0, minute: 0 });
  await moveClock(api.pool, then.epochMilliseconds - clock.now().getTime());
  await until('时钟', async () => (clock.now().getTime() >= then.epochMilliseconds ? true : undefined));
  return then.subtract({ months: 1 }).with({ day: 1 }).toPlainDate().toString();
}

const told = (personId: string) => listTellings(api.pool, personId, new Date(0));

test('art-37 当月没有召开常务会议的，过完该月告知办公室主任和秘书长，只一次；开过的不告知', async () => {
  await toMonth(1);
  // The month in which the office began isn't judged.
  expect(await raiseMonthAlerts(deps)).toBe(0);
  const month = await toMonth(1);
  expect(await raiseMonthAlerts(deps)).toBe(1);
  expect(await raiseMonthAlerts(deps)).toBe(0);
  expect(await listMonthAlerts(api.pool)).toMatchObject([{ kind: 'standing', month }]);
  for (const personId of [DIRECTOR, SECRETARY_GENERAL]) {
    expect(await told(personId)).toMatchObject([
      { kind: 'month-without', meetingId: null, words: expect.stringContaining('没有召开常务会议') },
    ]);
  }
  expect(await told('ailiyaer')).toEqual([]);

  const { id } = await ApprovedMeeting.plan(api.pool);
  await api.pool.query(`update meetings set state = 'opened', opened_at = app_now() where case_id = $1`, [
    id,
  ]);
  await toMonth(1);
  expect(await raiseMonthAlerts(deps)).toBe(0);
}, 120_000);

test('art-37 作业进程在时钟拨动后自己核对', async () => {
  await toMonth(1);
  const watch = watchMonths(deps);
  await toMonth(1);
  await until('告知', async () => ((await told(DIRECTOR)).length > 0 ? true : undefined));
  await watch.close();
  const page = await (await api.as(DIRECTOR)).get('/');
  expect(page.text).toContain('没有召开常务会议');
  const meetings = await (await api.as(SECRETARY_GENERAL)).get('/meetings');
  expect(meetings.text).toContain('没有召开常务会议');
}, 120_000);
