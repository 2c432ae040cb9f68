import { expectNoIncidents } from '../support/incidents';
import { moveClockTo, officeTime } from '../support/officeClock';
import { killPart } from '../support/parts';
import { Round } from '../support/round';
import { RunningSystem } from '../support/running';
import { until } from '../support/until';

let system: RunningSystem;
beforeAll(async () => {
  system = await RunningSystem.connect();
});
afterAll(() => system.close());
jest.setTimeout(400_000);

const dataDirectory = process.env['XINGSHU_DATA_DIRECTORY'] ?? '';

test('art-45 答复和期满在同一秒：期满之前提交的算答复，不算逾期', async () => {
  const round = await Round.open(system, { departments: ['finance'] });
  const step = await round.toLeader('finance');
  const { deadlineAt } = await round.request('finance');
  const due = new Date(deadlineAt ?? NaN);
  // The intent is declared before the deadline; the engine hears of it, and of the timer, in the same moments.
  await moveClockTo(system, new Date(due.getTime() - 700));
  const answering = round.complete(step, 'disagree', '不同意，理由另附。').then(
    () => 'accepted',
    () => 'refused',
  );
  const accepted = await answering;
  if ((await officeTime(system)) < due) await moveClockTo(system, new Date(due.getTime() + 1_000));
  await moveClockTo(system, new Date((await officeTime(system)).getTime() + 5_000));
  const view = await round.waitFor('有结果', ({ requests }) => requests[0]?.closedAt !== null);
  const [request] = view.requests;
  const { rows } = await system.pool.query<{ inTime: boolean }>(
    `select declared_at < $2 as "inTime" from intents where element_instance_key = $1`,
    [step.elementInstanceKey, due],
  );
  const isInTime = accepted === 'accepted' && rows[0]?.inTime === true;
  expect(request?.state).toBe(isInTime ? 'answered' : 'deemed');
  expect(request?.answers).toHaveLength(isInTime ? 1 : 0);
  await expectNoIncidents(system);
});

test('art-45 办理中途换了主要负责人：件转给新任，期限不变', async () => {
  const round = await Round.open(system, { departments: ['transport'] });
  await round.act('ReceiveRequest', 'transport', 'receive-to-leader', '');
  await round.act('AnswerRequest', 'transport', 'pass-to-head', '');
  const step = await round.openStep('AnswerByHead', 'transport');
  const { rows } = await system.pool.query<{ id: string; next: string }>(
    `select (select id from persons where login = $1) as id,
            (select person_id from post_holdings where post_id = 'transport-deputy' limit 1) as next`,
    [step.logins[0]],
  );
  await system.pool.query(
    `update post_holdings set held_until = (app_now() at time zone 'Asia/Shanghai')::date
      where post_id = 'transport-head' and person_id = $1`,
    [rows[0]?.id],
  );
  await system.pool.query(
    `insert into post_holdings (post_id, person_id, held_from, basis)
     values ('transport-head', $1, (app_now() at time zone 'Asia/Shanghai')::date, '试验任职')`,
    [rows[0]?.next],
  );
  const moved = await until('转给新任', async () => {
    const now = await round.openStep('AnswerByHead', 'transport');
    return now.logins[0] === step.logins[0] ? undefined : now;
  });
  expect(moved.elementInstanceKey).toBe(step.elementInstanceKey);
  expect(moved.dueAt).toEqual(step.dueAt);
  await round.complete(moved, 'concur', '同意。');
  expect((await round.closed()).requests[0]?.answers[0]?.actor).toContain('交通运输局局长');
});

test('art-45 期满的当口引擎被强行终止：重启后照期满的时刻认定，一家不漏', async () => {
  const round = await Round.open(system, { departments: ['finance', 'water', 'education'] });
  await round.served('finance', 'water', 'education');
  const { deadlineAt } = await round.request('finance');
  const due = new Date(deadlineAt ?? NaN);
  await moveClockTo(system, new Date(due.getTime() - 1_000));
  killPart('engine', dataDirectory);
  const view = await round.waitFor('办结', ({ state }) => state === 'closed', 240_000);
  for (const request of view.requests) {
    expect(request.state).toBe('deemed');
    expect(new Date(request.deemed?.expiredAt ?? 0)).toEqual(due);
  }
});
