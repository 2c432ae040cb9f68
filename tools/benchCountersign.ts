import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { RunningSystem } from '../test/support/running';
import type { Latency } from './benchAnswers';
import { measureAnswers } from './benchAnswers';
import type { Expiry } from './benchExpiry';
import { measureExpiry, measureIdle } from './benchExpiry';
import { startTestStack } from './testStack';

interface Size {
  rounds: number;
  departments: number;
  /** Answers measured one after the other. */
  answers: number;
  /** Answers given at the same moment. */
  concurrency: number;
}

interface Result {
  size: Size;
  idle: Expiry;
  ours: Expiry;
  /** The engine's own seconds ÷ ours. */
  ratio: { passed: number; closed: number };
  answers: { oneByOne: Latency; atOnce: Latency };
}

/**
 * `npm run bench:countersign`: how long until silence has its result when the deadlines of many open requests pass in one
 * moment, beside the same diagrams in the same engine with workers that do nothing, which is the engine's own limit; and how
 * long an answer takes to the round's next state. Everything on a stack of its own.
 */
async function main(): Promise<void> {
  const size = readSize();
  const folder = mkdtempSync(join(tmpdir(), 'xingshu-bench-'));
  // Says when the engine has taken a job's completion.
  process.env['XINGSHU_LOG_LEVEL'] = 'debug';
  console.log(
    `${cpus().length} 核 ${cpus()[0]?.model.trim()}；${size.rounds} 轮，每轮 ${size.departments} 家，经接口发起`,
  );
  const stack = await startTestStack('broker', folder, undefined, 'process');
  try {
    Object.assign(process.env, stack.environment);
    const system = await RunningSystem.connect();
    try {
      const bodyIds = await departmentsOf(system, size.departments);
      // The engine's limit first: what our rounds leave behind would work beside it.
      const idle = await measureIdle(system, size.departments, size.rounds);
      console.log(`引擎自身：${JSON.stringify(idle)}`);
      const ours = await measureExpiry(system, bodyIds, size.rounds);
      console.log(`本系统：${JSON.stringify(ours)}`);
      const answers = await measureAnswers(system, bodyIds[0] ?? '', size);
      const share = (one: 'passed' | 'closed'): number => Math.round((idle[one] / ours[one]) * 100) / 100;
      report({ size, idle, ours, ratio: { passed: share('passed'), closed: share('closed') }, answers });
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
    options: { rounds: number, departments: number, answers: number, concurrency: number },
  });
  const size = {
    rounds: Number(values.rounds ?? 1_000),
    departments: Number(values.departments ?? 10),
    answers: Number(values.answers ?? 50),
    concurrency: Number(values.concurrency ?? 50),
  };
  const wrong = Object.entries(size).find(([, value]) => !Number.isSafeInteger(value) || value < 1);
  if (wrong) throw new Error(`--${wrong[0]} 应为正整数`);
  return size;
}

/** Departments that may be deemed; the drafter's own is the lead department. */
async function departmentsOf(
  { pool, office, drafterLogin }: RunningSystem,
  count: number,
): Promise<string[]> {
  const drafter = office.people.persons.find(({ login }) => login === drafterLogin);
  const { rows } = await pool.query<{ id: string }>(
    `select id from bodies where kind = 'department'
        and id not in (select body_id from post_holdings join posts on posts.id = post_id where person_id = $1)
      order by position limit $2`,
    [drafter?.id, count],
  );
  if (rows.length < count) throw new Error(`演示机关只有 ${rows.length} 个部门可以征求`);
  return rows.map(({ id }) => id);
}

function report(result: Result): void {
  const { idle, ours, ratio, answers } = result;
  console.table({
    '送达（秒）': { 引擎自身: idle.seeded, 本系统: ours.seeded },
    '期满到都已认定（秒）': { 引擎自身: idle.passed, 本系统: ours.passed, 比值: ratio.passed },
    '期满到各轮办结（秒）': { 引擎自身: idle.closed, 本系统: ours.closed, 比值: ratio.closed },
  });
  console.table(ours.where.jobs);
  console.table({ 引擎自身的CPU秒数: idle.where.cpuSeconds, 本系统的CPU秒数: ours.where.cpuSeconds });
  console.log('发件箱', ours.where.told);
  const { databaseSeconds, commits, feedLag } = ours.where;
  console.log(
    `数据库执行合计 ${databaseSeconds} 秒，提交 ${commits} 次；引擎记录送达 p50 ${feedLag.p50} 毫秒，最长 ${feedLag.longest} 毫秒`,
  );
  console.table({ '答复到本轮办结，逐件（毫秒）': answers.oneByOne, '同时（毫秒）': answers.atOnce });
  console.log(JSON.stringify(result));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.stack : error);
  process.exitCode = 1;
});
