import { cpus, totalmem } from 'node:os';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readLocalEnvironment } from './localEnvironment';
import { ApiClient } from './apiClient';
import { RunningSystem } from '../test/support/running';

const CASES = 12;
const STEPS = ['ReviewByDraftingUnit', 'ReviewByOffice', 'ReviewByLeader', 'SignAndIssue', 'FinalCheck'];

/**
 * `npm run bench` against a running `npm start`: how long a person waits from completing a task to the next one,
 * in our API and in Tasklist; how many documents go through at once; what each part weighs.
 */
async function main(): Promise<void> {
  const env = readLocalEnvironment();
  Object.assign(process.env, env);
  console.log(`${cpus().length} 核 ${cpus()[0]?.model.trim()}，${Math.round(totalmem() / 2 ** 30)} GiB`);
  reportMemory(env['XINGSHU_DATA_DIRECTORY']);
  const system = await RunningSystem.connect();
  try {
    await system.submit();
    const { api, tasklist } = await measureSteps(system, env['TASKLIST_URL']);
    console.log(`办结一步到下一步出现在 GET /api/v1/tasks：${summary(api)}`);
    if (tasklist.length > 0) console.log(`办结一步到下一步出现在 Tasklist：${summary(tasklist)}`);
    for (const atOnce of [1, 20]) await measureThroughput(system, atOnce);
  } finally {
    await system.close();
  }
}

async function measureSteps(system: RunningSystem, tasklistUrl: string | undefined) {
  const api: number[] = [];
  const tasklist: number[] = [];
  const cookie = tasklistUrl ? await tasklistCookie(system, tasklistUrl) : '';
  for (let count = 0; count < CASES; count += 1) {
    const caseId = await system.submit();
    let started = performance.now();
    for (const [index, name] of STEPS.entries()) {
      const step = await system.openStep(caseId, `userTask_${name}`);
      const holder = await system.as(system.loginOf(step.holders[0]?.personId ?? ''));
      await spin(async () => (await myTasks(holder)).includes(step.userTaskKey ?? ''));
      if (index > 0) api.push(performance.now() - started);
      if (index > 0 && tasklistUrl && count < CASES / 2) {
        await spin(
          async () =>
            (await fetch(`${tasklistUrl}/v1/tasks/${step.userTaskKey}`, { headers: { cookie } })).ok,
        );
        tasklist.push(performance.now() - started);
      }
      const { currentVersion } = await system.view(caseId);
      const answers = await system.answers(step);
      started = performance.now();
      await holder.post(`/api/v1/tasks/${step.userTaskKey}/completion`, {
        decision: 'agree',
        opinion: '同意。',
        ...answers,
        versionSha256: currentVersion.sha256,
      });
    }
  }
  return { api, tasklist };
}

async function myTasks(client: ApiClient): Promise<string[]> {
  const { items } = await client.get<{ items: { userTaskKey: string }[] }>('/api/v1/tasks');
  return items.map(({ userTaskKey }) => userTaskKey);
}

async function measureThroughput(system: RunningSystem, atOnce: number): Promise<void> {
  const total = atOnce === 1 ? 5 : atOnce * 2;
  let next = 0;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (next < total) {
        next += 1;
        const caseId = await system.submit();
        for (const name of STEPS) await system.act(caseId, `userTask_${name}`, 'agree');
        await system.waitFor(caseId, (view) => view.status === 'issued', 120_000);
      }
    }),
  );
  const minutes = (performance.now() - started) / 60_000;
  console.log(`同时 ${atOnce} 件：每分钟 ${Math.round(total / minutes)} 件（五个环节，拟稿到印发）`);
}

async function tasklistCookie(system: RunningSystem, tasklistUrl: string): Promise<string> {
  const { demoPassword } = system.office.people;
  const answer = await fetch(
    `${tasklistUrl}/api/login?username=${system.drafterLogin}&password=${demoPassword}`,
    {
      method: 'POST',
    },
  );
  return answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
}

/** Resident memory of the launcher's children. */
function reportMemory(dataDirectory: string | undefined): void {
  if (!dataDirectory) return;
  const launcher = Number.parseInt(readFileSync(join(dataDirectory, 'launcher.pid'), 'utf8'), 10);
  const lines = execFileSync('ps', ['-A', '-ww', '-o', 'ppid=,rss=,args='], { encoding: 'utf8' }).split('\n');
  for (const line of lines) {
    const [, parent, kilobytes, command = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    if (Number(parent) !== launcher || Number(kilobytes) < 5_000) continue;
    const name =
      /(Standalone\w+|OpenSearchNode|\w+\/main\.ts|postgres)/.exec(command)?.[1] ?? command.slice(0, 40);
    console.log(`内存 ${Math.round(Number(kilobytes) / 1024)} MB　${name}`);
  }
}

async function spin(check: () => Promise<boolean>): Promise<void> {
  while (!(await check()));
}

function summary(milliseconds: number[]): string {
  const sorted = [...milliseconds].sort((left, right) => left - right);
  const at = (share: number) =>
    Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
  return `p50 ${at(0.5)} 毫秒，p90 ${at(0.9)} 毫秒，最长 ${at(1)} 毫秒（${sorted.length} 次）`;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
