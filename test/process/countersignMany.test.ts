import { moveClockTo } from '../support/officeClock';
import { killPart } from '../support/parts';
import { Round } from '../support/round';
import { RunningSystem } from '../support/running';

let system: RunningSystem;
beforeAll(async () => {
  system = await RunningSystem.connect();
  await system.pool.query(
    `insert into bodies (id, kind, name, short_name, position)
     select 'many-' || number, 'department', '试验单位' || number, '试验单位' || number, 1000 + number
       from generate_series(1, $1) as number`,
    [DEPARTMENTS],
  );
  await system.pool.query(
    `insert into posts (id, body_id, label, is_principal, is_in_charge)
     select 'many-head-' || number, 'many-' || number, '试验单位' || number || '主任', true, true
       from generate_series(1, $1) as number`,
    [DEPARTMENTS],
  );
  await system.pool.query(
    `insert into post_holdings (post_id, person_id, held_from, basis)
     select 'many-head-' || number, (select id from persons where login = 'luheng'), '2024-01-01', '试验任职'
       from generate_series(1, $1) as number`,
    [DEPARTMENTS],
  );
}, 60_000);
afterAll(async () => {
  // Whoever has these posts for the others that follow would have to say each time in which of them he acts.
  await system.pool.query(
    `update post_holdings set held_until = app_now()::date where post_id like 'many-head-%'`,
  );
  await system.close();
});
jest.setTimeout(900_000);

const DEPARTMENTS = 60;
const ROUNDS = 4;
const DEADLINES = 200;
const LONG_MILLISECONDS = 600_000;

const bodies = (count: number): string[] => Array.from({ length: count }, (_, index) => `many-${index + 1}`);

test('art-45 一轮 60 家：都送达，各有各的请求，不重不漏', async () => {
  const round = await Round.open(system, { departments: bodies(DEPARTMENTS) });
  const view = await round.waitFor(
    '全部送达',
    ({ requests }) => requests.every(({ state }) => state === 'open'),
    LONG_MILLISECONDS,
  );
  expect(new Set(view.requests.map(({ bodyId }) => bodyId)).size).toBe(DEPARTMENTS);
  await round.pass('many-1');
  const closed = await round.waitFor('办结', ({ state }) => state === 'closed', LONG_MILLISECONDS);
  expect(closed.requests.every(({ state }) => state === 'deemed')).toBe(true);
});

test('art-45 业务程序停着时 200 个期限届满：恢复后全部认定，时刻都是期限本身', async () => {
  const each = DEADLINES / ROUNDS;
  const rounds = await Promise.all(
    Array.from({ length: ROUNDS }, () => Round.open(system, { departments: bodies(each) })),
  );
  for (const round of rounds) {
    await round.waitFor(
      '全部送达',
      ({ requests }) => requests.every(({ state }) => state === 'open'),
      LONG_MILLISECONDS,
    );
  }
  const { deadlineAt } = await (rounds[0] as Round).request('many-1');
  killPart('workers', process.env['XINGSHU_DATA_DIRECTORY'] ?? '');
  // Nobody works while they fall due, and for hours after.
  await moveClockTo(system, new Date(new Date(deadlineAt ?? NaN).getTime() + 5 * 3_600_000));
  for (const round of rounds) {
    const view = await round.waitFor('办结', ({ state }) => state === 'closed', LONG_MILLISECONDS);
    for (const request of view.requests) {
      expect(request.state).toBe('deemed');
      expect(request.deemed?.expiredAt).toEqual(request.deadlineAt);
      expect(new Date(request.deemed?.noticedAt ?? 0).getTime()).toBeGreaterThan(
        new Date(request.deadlineAt ?? 0).getTime(),
      );
    }
  }
});
