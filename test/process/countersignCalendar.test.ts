import { currentCalendar } from '../../db/calendar';
import type { RequestView } from '../../db/readModels/countersignView';
import { deadline } from '../../domain/calendar';
import type { WorkingCalendar } from '../../domain/calendar';
import { announce, takeUpAgain } from '../support/calendarNotice';
import { expectNoIncidents } from '../support/incidents';
import { moveClockTo } from '../support/officeClock';
import { killPart } from '../support/parts';
import { Round } from '../support/round';
import { RunningSystem } from '../support/running';
import { until } from '../support/until';

let system: RunningSystem;
let before: WorkingCalendar;
beforeAll(async () => {
  system = await RunningSystem.connect();
});
beforeEach(async () => {
  before = await currentCalendar(system.pool);
});
/** Other tests have their own notices of days off. */
afterEach(async () => {
  const { notices } = await currentCalendar(system.pool);
  if (notices.length > before.notices.length) await takeUpAgain(system, before.version);
});
afterAll(() => system.close());
jest.setTimeout(240_000);

const LIMIT_DAYS = 7;
const servedAt = (request: RequestView): Date => new Date(request.servedAt ?? NaN);
const dueBy = (request: RequestView, calendar: WorkingCalendar): Date =>
  deadline(servedAt(request), request.limitDays, calendar).at;

/** An ordinary working day within the limit of a request, from 0. */
function workingDay(request: RequestView, index: number): string {
  return deadline(servedAt(request), LIMIT_DAYS, before).counted[index]?.date ?? '';
}

/** A Saturday or Sunday within the limit that no notice names. */
function weekendDay(request: RequestView): string {
  const special = new Set(before.days.map(({ date }) => date));
  const free = deadline(servedAt(request), LIMIT_DAYS, before).skipped.find(({ date }) => !special.has(date));
  if (!free) throw new Error('no ordinary weekend within the limit');
  return free.date;
}

const isDueAt = (round: Round, bodyId: string, at: Date): Promise<RequestView> =>
  until(`${bodyId} 的期限改为 ${at.toISOString()}`, async () => {
    const request = await round.request(bodyId);
    return new Date(request.deadlineAt ?? NaN).getTime() === at.getTime() ? request : undefined;
  });

async function toldOf(round: Round, login: string, requestId: string): Promise<string[]> {
  const client = login === system.drafterLogin ? await round.lead() : await system.as(login);
  const { items } = await client.get<{ items: { kind: string; requestId: string; words: string }[] }>(
    '/api/v1/countersign-notices',
  );
  return items
    .filter((one) => one.kind === 'deadline-moved' && one.requestId === requestId)
    .map(({ words }) => words);
}

test('art-45 会签期限随节假日通知重算：增加放假日的顺延，待办改期，告知双方，到新的期限才认定；已答复的不动', async () => {
  const round = await Round.open(system, { departments: ['finance', 'water'] });
  await round.answer('water');
  const answered = await round.becomes('water', 'answered');
  const step = await round.toLeader('finance');
  const request = await round.request('finance');
  const due = dueBy(request, before);
  expect(new Date(request.deadlineAt ?? NaN)).toEqual(due);

  const after = await announce(system, { daysOff: [workingDay(request, 2)] });
  const later = dueBy(request, after);
  expect(later > due).toBe(true);
  const moved = await isDueAt(round, 'finance', later);
  expect(moved.calendarVersion).toBe(after.version);
  expect(await round.request('water')).toEqual(answered);
  expect((await round.openStep('AnswerRequest', 'finance')).dueAt).toEqual(later);
  await round.redated(step);
  const words = expect.stringMatching(
    /^财政局的答复期限由.+改为.+：工作日历录入放假通知（测试用，不是真的）$/,
  );
  expect(await toldOf(round, system.drafterLogin, request.id)).toEqual([words]);
  expect(await toldOf(round, step.logins[0] ?? '', request.id)).toEqual([words]);
  expect(await system.ledgerSummaries(round.caseId)).toContainEqual(words);

  await moveClockTo(system, new Date(due.getTime() + 10_000));
  const same = await round.openStep('AnswerRequest', 'finance');
  expect(same.elementInstanceKey).toBe(step.elementInstanceKey);
  await round.pass('finance');
  const { deemed, calendarVersion } = await round.becomes('finance', 'deemed');
  expect(calendarVersion).toBe(after.version);
  expect(new Date(deemed?.expiredAt ?? NaN)).toEqual(later);
  expect((await round.closed()).outcome).toBe('agreed');
  await expectNoIncidents(system);
});

test('art-45 会签期限随节假日通知重算：增加调休上班日的提前，到新的期限即认定，不等原来的', async () => {
  const round = await Round.open(system, { departments: ['finance'] });
  const step = await round.toLeader('finance');
  const request = await round.request('finance');
  const after = await announce(system, { workdays: [weekendDay(request)] });
  const earlier = dueBy(request, after);
  expect(earlier < dueBy(request, before)).toBe(true);
  await isDueAt(round, 'finance', earlier);
  await round.redated(step);
  await moveClockTo(system, new Date(earlier.getTime() + 4_000));
  const { deemed } = await round.becomes('finance', 'deemed');
  expect(new Date(deemed?.expiredAt ?? NaN)).toEqual(earlier);
  await expectNoIncidents(system);
});

test('art-45 重算的期限已经过去的，仍按原期限：不因后到的通知成为逾期，凭据是当时的日历', async () => {
  const round = await Round.open(system, { departments: ['finance'] });
  await round.toLeader('finance');
  const request = await round.request('finance');
  const due = dueBy(request, before);
  const makeUp = weekendDay(request);
  await moveClockTo(system, new Date(due.getTime() - 3_600_000));
  const after = await announce(system, { workdays: [makeUp] });
  expect(dueBy(request, after).getTime()).toBeLessThan(due.getTime() - 3_600_000);
  await moveClockTo(system, new Date(due.getTime() + 4_000));
  const { deemed, calendarVersion } = await round.becomes('finance', 'deemed');
  expect(calendarVersion).toBe(before.version);
  expect(new Date(deemed?.expiredAt ?? NaN)).toEqual(due);
  expect(await toldOf(round, system.drafterLogin, request.id)).toEqual([]);
  await expectNoIncidents(system);
});

test('art-45 期满之后才来的放假通知不改变已过的期限：逾期的仍是逾期，业务程序停着时期满的照原期限认定', async () => {
  const consulted = await Round.open(system, { purpose: 'consult', departments: ['shufu'] });
  const round = await Round.open(system, { departments: ['finance'] });
  await Promise.all([consulted.served('shufu'), round.served('finance')]);
  const request = await round.request('finance');
  const county = await consulted.request('shufu');
  const due = dueBy(request, before);
  const last = new Date(Math.max(due.getTime(), dueBy(county, before).getTime()));
  killPart('workers', process.env['XINGSHU_DATA_DIRECTORY'] ?? '');
  await moveClockTo(system, new Date(last.getTime() + 5_000));
  await announce(system, { daysOff: [workingDay(request, LIMIT_DAYS - 1)] });

  const { deemed, calendarVersion } = await round.becomes('finance', 'deemed');
  expect(new Date(deemed?.expiredAt ?? NaN)).toEqual(due);
  expect(calendarVersion).toBe(before.version);
  const late = await consulted.waitFor('逾期', ({ requests }) => requests[0]?.overdueAt !== null);
  expect(late.requests[0]).toMatchObject({ state: 'open', deadlineAt: county.deadlineAt });
  expect(await toldOf(consulted, system.drafterLogin, county.id)).toEqual([]);
});

test('法则8 录入后随即撤回的通知：期限复原，引擎不空转，到期照常认定', async () => {
  const round = await Round.open(system, { departments: ['finance'] });
  await round.toLeader('finance');
  const request = await round.request('finance');
  const due = dueBy(request, before);
  await announce(system, { daysOff: [workingDay(request, 2)] });
  const again = await takeUpAgain(system, before.version);
  await until('按复原的日历', async () =>
    (await round.request('finance')).calendarVersion === again.version ? true : undefined,
  );
  expect(new Date((await round.request('finance')).deadlineAt ?? NaN)).toEqual(due);
  await until('核对完毕', async () => ((await isChecking(request.id)) ? undefined : true));
  await round.pass('finance');
  const { deemed } = await round.becomes('finance', 'deemed');
  expect(new Date(deemed?.expiredAt ?? NaN)).toEqual(due);
  await expectNoIncidents(system);
});

/** Whether word to a request's watch is under way, or its worker still looks. */
async function isChecking(requestId: string): Promise<boolean> {
  const { rowCount } = await system.pool.query(
    `select from outbox where settled_at is null and payload ->> 'correlationKey' = $1
      union all
     select from element_events as event
       join countersign_requests as request using (process_instance_key)
      where request.id::text = $1 and element_id = 'serviceTask_CheckDeadline'
      group by element_instance_key having count(*) = 1`,
    [requestId],
  );
  return rowCount !== 0;
}
