import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { elements } from '../domain/generated/ids';
import { RunningSystem } from '../test/support/running';
import { BODIES, crowd, PERSONS } from './crowd';
import { percentile } from './percentile';
import { startTestStack } from './testStack';

const DOCUMENTS = { demo: 100, crowd: 200 };
const AT_ONCE = 4;
const BEFORE = ['userTask_ReviewByDraftingUnit', 'userTask_ReviewByOffice', 'userTask_ReviewByLeader'];
const { userTask_SignAndIssue: SIGN } = elements.documentApproval;
const JOB = 'case.openStep';
const STEP_MILLISECONDS = 120_000;

/**
 * `npm run bench:worker`: what it takes to put a document before its signer, with engine, feed, workers and database of
 * its own: the job that finds him, from its activation until the engine has taken its completion, and the whole step,
 * from the element before it to the task. First for the demo office, then with 10,000 persons in 1,000 bodies more.
 */
async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'xingshu-bench-'));
  // Says when the engine has taken a job's completion.
  process.env['XINGSHU_LOG_LEVEL'] = 'debug';
  console.log(`${cpus().length} 核 ${cpus()[0]?.model.trim()}`);
  const stack = await startTestStack('broker', folder);
  try {
    Object.assign(process.env, stack.environment);
    const system = await RunningSystem.connect();
    try {
      await routeDocuments(system, AT_ONCE);
      await measure(system, '演示机关', DOCUMENTS.demo);
      await crowd(stack.environment['DATABASE_ADMIN_URL'] ?? '');
      await measure(system, `另加 ${BODIES} 个单位、${PERSONS} 人`, DOCUMENTS.crowd);
    } finally {
      await system.close();
    }
  } finally {
    await stack.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(system: RunningSystem, what: string, documents: number): Promise<void> {
  const started = performance.now();
  const caseIds = await routeDocuments(system, documents);
  const minutes = (performance.now() - started) / 60_000;
  const jobs = jobTimes(await instancesOf(system.pool, caseIds));
  const steps = await stepTimes(system.pool, caseIds);
  console.log(
    `${what}，${caseIds.length} 件送到签发，同时 ${AT_ONCE} 件，每分钟 ${Math.round(caseIds.length / minutes)} 件`,
  );
  console.log(`  ${JOB} 作业，从领取到引擎收讫：${summary(jobs)}`);
  console.log(`  从前一环节结束到签发任务建立：${summary(steps)}`);
}

/** Takes documents through every step before the signature, some at once. Answers their cases' ids. */
async function routeDocuments(system: RunningSystem, total: number): Promise<string[]> {
  const caseIds: string[] = [];
  let next = 0;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (next < total) {
        next += 1;
        const caseId = await system.submit();
        for (const element of BEFORE) await system.act(caseId, element, 'agree');
        await system.openStep(caseId, SIGN, STEP_MILLISECONDS);
        caseIds.push(caseId);
      }
    }),
  );
  return caseIds;
}

async function instancesOf(pool: Pool, caseIds: string[]): Promise<Set<string>> {
  const { rows } = await pool.query<{ key: string }>(
    'select process_instance_key as key from case_instances where case_id = any($1)',
    [caseIds],
  );
  return new Set(rows.map(({ key }) => key));
}

/** Milliseconds from a job's activation in the worker until the engine answered that it is complete, by the worker's log. */
function jobTimes(instances: Set<string>): number[] {
  const file = join(process.env['XINGSHU_DATA_DIRECTORY'] ?? '', 'logs', 'workers.log');
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.includes(`"completed":"${JOB}"`))
    .map(
      (line) => JSON.parse(line) as { processInstanceKey: string; elementId: string; milliseconds: number },
    )
    .filter((one) => one.elementId === SIGN && instances.has(one.processInstanceKey))
    .map(({ milliseconds }) => milliseconds);
}

/** Milliseconds from the end of the element before to the created task, by the engine's own records. */
async function stepTimes(pool: Pool, caseIds: string[]): Promise<number[]> {
  const { rows } = await pool.query<{ milliseconds: number }>(
    `select extract(epoch from task.created_at - before.at)::float * 1000 as milliseconds
       from steps
       join inbox_tasks as task using (element_instance_key)
       join lateral (select max(at) as at from element_events as event
                      where event.process_instance_key = steps.process_instance_key
                        and event.element_id <> steps.element_id and event.at <= task.created_at) as before on true
      where steps.case_id = any($1) and steps.element_id = $2`,
    [caseIds, SIGN],
  );
  return rows.map(({ milliseconds }) => milliseconds);
}

function summary(milliseconds: number[]): string {
  const at = (share: number): string => `${percentile(milliseconds, share).toFixed(0)} 毫秒`;
  return `p50 ${at(0.5)}，p99 ${at(0.99)}，最长 ${at(1)}（${milliseconds.length} 次）`;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.stack : error);
  process.exitCode = 1;
});
