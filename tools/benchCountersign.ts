import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { alignEngineClock } from '../engine/clock';
import { moveClockTo } from '../test/support/officeClock';
import type { OpenStep } from '../test/support/round';
import { Round } from '../test/support/round';
import { RunningSystem } from '../test/support/running';
import { until } from '../test/support/until';
import { IdleCountersigning } from './benchIdle';
import { percentile } from './percentile';
import { startTestStack } from './testStack';

const LONG_MILLISECONDS = 3_600_000;
const LOOK_MILLISECONDS = 20;
/** How far beyond a deadline the clock is moved: the watch waits for the feed some seconds. */
const BEYOND_MILLISECONDS = 5_000;
const SEEDING_AT_ONCE = 8;

interface Size {
  rounds: number;
  departments: number;
  /** Answers whose time to the round's next state is measured one by one. */
  answers: number;
  /** So many at the same moment. */
  atOnce: number;
}

/**
 * `npm run bench:countersign`: how long an answer takes to the round's next state; and how long until silence has its result
 * when every deadline of many open requests passes in the same moment, beside the same diagrams in the same engine with
 * workers that do nothing: the engine's own limit. Everything on a stack of its own.
 */
async function main(): Promise<void> {
  const size = readSize();
  const folder = mkdtempSync(join(tmpdir(), 'xingshu-bench-'));
  // Says when the engine has taken a job's completion.
  process.env['XINGSHU_LOG_LEVEL'] = 'debug';
  console.log(
    `${cpus().length} 核 ${cpus()[0]?.model.trim()}；${size.rounds} 轮，每轮 ${size.departments} 家`,
  );
  const stack = await startTestStack('broker', folder);
  try {
    Object.assign(process.env, stack.environment);
    const system = await RunningSystem.connect();
    try {
      const bodyIds = await departmentsOf(system, size.departments);
      await measureAnswers(system, bodyIds[0] ?? '', size);
      const ours = await measureExpiry(system, bodyIds, size);
      const idle = await measureIdle(system, size);
      console.log(`比值（引擎自身 ÷ 本系统）：${(idle / ours).toFixed(2)}`);
    } finally {
      await system.close();
    }
  } finally {
    await stack.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function readSize(): Size {
  const number = { type: 'string' } as const;
  const { values } = parseArgs({
    options: { rounds: number, departments: number, answers: number, 'at-once': number },
  });
  return {
    rounds: Number(values.rounds ?? 1_000),
    departments: Number(values.departments ?? 10),
    answers: Number(values.answers ?? 50),
    atOnce: Number(values['at-once'] ?? 50),
  };
}

/** Departments that may be deemed, other than the lead one. */
async function departmentsOf({ pool, office }: RunningSystem, count: number): Promise<string[]> {
  const lead = office.people.posts.find(({ id }) => office.people.persons[0]?.posts.includes(id))?.body;
  const { rows } = await pool.query<{ id: string }>(
    `select id from bodies where kind = 'department' and id <> 'agriculture' and id is distinct from $1
      order by position limit $2`,
    [lead, count],
  );
  if (rows.length < count) throw new Error(`演示机关只有 ${rows.length} 个部门可以征求`);
  return rows.map(({ id }) => id);
}

/** From POST of an answer until its round is closed in PostgreSQL. */
async function measureAnswers(system: RunningSystem, bodyId: string, size: Size): Promise<void> {
  const one = await readyToAnswer(system, bodyId, size.answers);
  const alone: number[] = [];
  for (const round of one) alone.push(...(await answerAll(system, [round])));
  console.log(`答复到本轮办结，逐件：${summary(alone)}`);
  const many = await readyToAnswer(system, bodyId, size.atOnce);
  console.log(`答复到本轮办结，同时 ${size.atOnce} 件：${summary(await answerAll(system, many))}`);
}

interface Answerable {
  round: Round;
  step: OpenStep;
  versionSha256: string;
}

async function readyToAnswer(system: RunningSystem, bodyId: string, count: number): Promise<Answerable[]> {
  return atMost(SEEDING_AT_ONCE, count, async () => {
    const round = await Round.open(system, { departments: [bodyId] });
    const step = await round.toLeader(bodyId);
    return { round, step, versionSha256: (await round.view()).versionSha256 };
  });
}

/** Answers all at the same moment; milliseconds until each round is closed, looked at by one query for all. */
async function answerAll(system: RunningSystem, answerable: Answerable[]): Promise<number[]> {
  const holder = await system.as(answerable[0]?.step.logins[0] ?? '');
  const started = performance.now();
  const posted = Promise.all(
    answerable.map(({ step, versionSha256 }) =>
      holder.post(`/api/v1/tasks/${step.userTaskKey}/completion`, {
        decision: 'concur',
        opinion: '同意。',
        versionSha256,
      }),
    ),
  );
  const taken = new Map<string, number>();
  while (taken.size < answerable.length) {
    const { rows } = await system.pool.query<{ id: string }>(
      `select id from countersign_rounds where id = any($1) and state = 'closed'`,
      [answerable.map(({ round }) => round.id)],
    );
    for (const { id } of rows) taken.set(id, taken.get(id) ?? performance.now() - started);
    await pause(LOOK_MILLISECONDS);
  }
  await posted;
  return [...taken.values()];
}

/** Seconds from the moved clock until every request is deemed and every round closed in PostgreSQL. */
async function measureExpiry(system: RunningSystem, bodyIds: string[], size: Size): Promise<number> {
  const requests = size.rounds * bodyIds.length;
  const seeding = performance.now();
  const rounds = await atMost(SEEDING_AT_ONCE, size.rounds, () =>
    Round.open(system, { departments: bodyIds }),
  );
  const ids = rounds.map(({ id }) => id);
  await untilCount(
    system,
    '签收任务都已建立',
    requests,
    [ids],
    `
    select count(*) from steps join inbox_tasks as task using (element_instance_key)
     where steps.countersign_round_id = any($1) and steps.state = 'open' and task.state = 'created'`,
  );
  console.log(`经接口发起并送达 ${requests} 家：${seconds(seeding)} 秒`);
  const { rows } = await system.pool.query<{ last: Date }>(
    'select max(deadline_at) as last from countersign_requests where round_id = any($1)',
    [ids],
  );
  const last = rows[0]?.last ?? new Date();
  const before = logLines();
  const started = performance.now();
  await moveClockTo(system, new Date(last.getTime() + BEYOND_MILLISECONDS));
  const deemed = untilCount(
    system,
    '都已认定',
    requests,
    [ids],
    `
    select count(*) from countersign_requests where round_id = any($1) and state = 'deemed'`,
  ).then(() => seconds(started));
  const closed = untilCount(
    system,
    '各轮都已办结',
    size.rounds,
    [ids],
    `
    select count(*) from countersign_rounds where id = any($1) and state = 'closed'`,
  ).then(() => seconds(started));
  console.log(
    `期满到 ${requests} 家都已认定：${await deemed} 秒；到 ${size.rounds} 轮都已办结：${await closed} 秒`,
  );
  reportJobs(logLines().slice(before.length));
  return Number(await closed);
}

async function untilCount(
  { pool }: RunningSystem,
  what: string,
  wanted: number,
  values: unknown[],
  sql: string,
): Promise<void> {
  await until(
    what,
    async () => {
      const { rows } = await pool.query<{ count: string }>(sql, values);
      await pause(LOOK_MILLISECONDS * 10);
      return Number(rows[0]?.count) >= wanted ? true : undefined;
    },
    LONG_MILLISECONDS,
  );
}

/** The same with the copies: until every round's last job was asked for. */
async function measureIdle(system: RunningSystem, size: Size): Promise<number> {
  const { rows } = await system.pool.query<{ due: Date }>(`select app_now() + interval '30 days' as due`);
  const due = rows[0]?.due ?? new Date();
  const idle = new IdleCountersigning(system.engine, size.departments, due.toISOString());
  await idle.start();
  try {
    const requests = size.rounds * size.departments;
    await atMost(SEEDING_AT_ONCE, size.rounds, (index) => idle.open(`idle-${index}`));
    await until(
      '送达',
      async () => ((idle.done['case.openStep'] ?? 0) >= requests ? true : undefined),
      LONG_MILLISECONDS,
    );
    await settled(idle);
    const started = performance.now();
    await moveClockTo(system, new Date(due.getTime() + BEYOND_MILLISECONDS));
    await alignEngineClock(process.env['ZEEBE_MANAGEMENT_URL'] ?? '', system.pool);
    const closed = (): boolean => (idle.done['countersign.closeRound'] ?? 0) >= size.rounds;
    await until('空转办结', async () => (closed() ? true : undefined), LONG_MILLISECONDS);
    console.log(`同样的图，作业什么也不做：${seconds(started)} 秒`);
    return Number(seconds(started));
  } finally {
    await idle.close();
  }
}

/** Until the engine has worked off what the last listeners' completion started. */
async function settled(idle: IdleCountersigning): Promise<void> {
  let before = '';
  while (before !== JSON.stringify(idle.done)) {
    before = JSON.stringify(idle.done);
    await pause(2_000);
  }
}

async function atMost<T>(lanes: number, count: number, make: (index: number) => Promise<T>): Promise<T[]> {
  const made: T[] = [];
  let next = 0;
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      while (next < count) {
        const index = next;
        next += 1;
        made[index] = await make(index);
      }
    }),
  );
  return made;
}

function logLines(): string[] {
  const file = join(process.env['XINGSHU_DATA_DIRECTORY'] ?? '', 'logs', 'workers.log');
  return readFileSync(file, 'utf8').split('\n');
}

/** Where the workers' time went, by job type: activated until the engine took the completion. */
function reportJobs(lines: string[]): void {
  const times = new Map<string, number[]>();
  for (const line of lines.filter((one) => one.includes('"completed":'))) {
    const { completed, milliseconds } = JSON.parse(line) as { completed: string; milliseconds: number };
    times.set(completed, [...(times.get(completed) ?? []), milliseconds]);
  }
  for (const [type, milliseconds] of [...times].sort(([, left], [, right]) => right.length - left.length)) {
    console.log(`  ${type}：${milliseconds.length} 次，${summary(milliseconds)}`);
  }
}

const seconds = (since: number): string => ((performance.now() - since) / 1_000).toFixed(1);

function summary(milliseconds: number[]): string {
  const at = (share: number): string => `${percentile(milliseconds, share).toFixed(0)} 毫秒`;
  return `p50 ${at(0.5)}，p99 ${at(0.99)}，最长 ${at(1)}（${milliseconds.length} 次）`;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.stack : error);
  process.exitCode = 1;
});
