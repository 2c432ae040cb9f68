import { setTimeout as pause } from 'node:timers/promises';
import { moveClockTo } from '../test/support/officeClock';
import { Round } from '../test/support/round';
import type { RunningSystem } from '../test/support/running';
import { until } from '../test/support/until';
import { engineAtRest } from './benchEngine';
import { atMost, SEEDING_AT_ONCE, seconds } from './benchLanes';
import { IdleCountersigning } from './benchIdle';
import type { WhereTimeGoes } from './benchWhereTimeGoes';
import { watchTime } from './benchWhereTimeGoes';

const LONG_MILLISECONDS = 3_600_000;
const LOOK_MILLISECONDS = 200;
/**
 * The reminders of the day before have been given by then, as at any office. Giving thousands of them takes minutes, in which
 * the clock goes on: the deadline must not pass meanwhile.
 */
const BEFORE_MILLISECONDS = 4 * 3_600_000;
/** How far beyond a deadline the clock is moved: the watch waits for the feed some seconds. */
const BEYOND_MILLISECONDS = 5_000;

/** Seconds from the moved clock until all requests have passed their deadline, and until all rounds are closed. */
export interface Expiry {
  seeded: number;
  passed: number;
  closed: number;
  where: WhereTimeGoes;
}

/** Our own: rounds opened through the API, until what silence means stands in PostgreSQL. */
export async function measureExpiry(
  system: RunningSystem,
  bodyIds: string[],
  rounds: number,
): Promise<Expiry> {
  const requests = rounds * bodyIds.length;
  const seeding = performance.now();
  const opened = await atMost(SEEDING_AT_ONCE, rounds, () => Round.open(system, { departments: bodyIds }));
  const ids = opened.map(({ id }) => id);
  const counted = (sql: string, wanted: number): Promise<void> => untilCount(system, ids, sql, wanted);
  await counted(
    `select count(*) from steps join inbox_tasks as task using (element_instance_key)
      where steps.countersign_round_id = any($1) and steps.state = 'open' and task.state = 'created'`,
    requests,
  );
  await untilToldAll(system);
  const seeded = seconds(seeding);
  const { rows } = await system.pool.query<{ last: Date }>(
    'select max(deadline_at) as last from countersign_requests where round_id = any($1)',
    [ids],
  );
  const due = rows[0]?.last.getTime() ?? NaN;
  await moveClockTo(system, new Date(due - BEFORE_MILLISECONDS));
  await counted(
    'select count(*) from steps where countersign_round_id = any($1) and not is_watched',
    requests,
  );
  await untilToldAll(system);
  await engineAtRest();
  const watched = watchTime(system.pool);
  const started = performance.now();
  await moveClockTo(system, new Date(due + BEYOND_MILLISECONDS));
  const ended = async (sql: string, wanted: number): Promise<number> => {
    await counted(sql, wanted);
    return seconds(started);
  };
  const [passed, closed] = await Promise.all([
    ended(
      `select count(*) from countersign_deemed join countersign_requests as request on request.id = request_id
        where request.round_id = any($1)`,
      requests,
    ),
    ended(`select count(*) from countersign_rounds where id = any($1) and state = 'closed'`, rounds),
  ]);
  return { seeded, passed, closed, where: await watched.end() };
}

/** The same diagrams with workers that do nothing. */
export async function measureIdle(
  system: RunningSystem,
  departments: number,
  rounds: number,
): Promise<Expiry> {
  const requests = rounds * departments;
  const { rows } = await system.pool.query<{ due: Date }>(`select app_now() + interval '1 day' as due`);
  const due = rows[0]?.due ?? new Date(Number.NaN);
  const idle = new IdleCountersigning(system.engine, departments, due.toISOString());
  await idle.start();
  try {
    const seeding = performance.now();
    await atMost(SEEDING_AT_ONCE, rounds, (index) => idle.open(`idle-${index}`));
    await idle.untilDone('case.openStep', requests, LONG_MILLISECONDS);
    await engineAtRest();
    const seeded = seconds(seeding);
    await moveClockTo(system, new Date(due.getTime() - BEFORE_MILLISECONDS));
    await engineAtRest();
    const watched = watchTime(system.pool);
    const started = performance.now();
    await moveClockTo(system, new Date(due.getTime() + BEYOND_MILLISECONDS));
    const ended = async (type: string, wanted: number): Promise<number> => {
      await idle.untilDone(type, wanted, LONG_MILLISECONDS);
      return seconds(started);
    };
    const [passed, closed] = await Promise.all([
      ended('countersign.checkDeadline', requests),
      ended('countersign.closeRound', rounds),
    ]);
    return { seeded, passed, closed, where: await watched.end() };
  } finally {
    await idle.close();
  }
}

async function untilCount(
  { pool }: RunningSystem,
  roundIds: string[],
  sql: string,
  wanted: number,
): Promise<void> {
  await until(
    sql,
    async () => {
      const { rows } = await pool.query<{ count: string }>(sql, [roundIds]);
      if (Number(rows[0]?.count) >= wanted) return true;
      await pause(LOOK_MILLISECONDS);
      return undefined;
    },
    LONG_MILLISECONDS,
  );
}

/** Watches of steps begin by messages of the outbox: they belong to the seeding. */
async function untilToldAll({ pool }: RunningSystem): Promise<void> {
  await until(
    '发件箱发完',
    async () => {
      const { rowCount } = await pool.query('select from outbox where settled_at is null limit 1');
      if (rowCount === 0) return true;
      await pause(LOOK_MILLISECONDS);
      return undefined;
    },
    LONG_MILLISECONDS,
  );
}
