import { execFileSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Pool } from 'pg';
import { readPositions } from './benchEngine';
import { percentile } from './percentile';

const LOOK_MILLISECONDS = 250;
/** Of Linux on all that it runs on here. */
const TICKS_PER_SECOND = 100;

export interface JobTimes {
  type: string;
  /** Runs in the workers; more than there are jobs where the engine gave some again. */
  runs: number;
  /** Activated until the engine took the completion, in ms. */
  p50: number;
  p99: number;
}

/** What a stretch of time went into, beside its seconds. */
export interface WhereTimeGoes {
  jobs: JobTimes[];
  /** Seconds of CPU by part of the stack, whatever else the machine was doing; the measuring client isn't among them. */
  cpuSeconds: Record<string, number>;
  /** Seconds that PostgreSQL spent in statements, all connections together; waits for locks are part of it. */
  databaseSeconds: number;
  commits: number;
  /** What the outbox was to tell the engine, by kind or message. */
  told: Record<string, number>;
  /** How long until a record of the engine stood in PostgreSQL, in ms. */
  feedLag: { p50: number; longest: number };
}

/** Measures from now until `end` is called. */
export function watchTime(pool: Pool): { end(): Promise<WhereTimeGoes> } {
  const logFile = join(process.env['XINGSHU_DATA_DIRECTORY'] ?? '', 'logs', 'workers.log');
  const logBegins = statSync(logFile).size;
  const cpuBefore = cpuSeconds();
  const databaseBefore = readDatabase(pool);
  const feed = watchFeed();
  return {
    end: async () => {
      const feedLag = await feed.end();
      const [before, after] = [await databaseBefore, await readDatabase(pool)];
      const cpuAfter = Object.entries(cpuSeconds());
      const { rows } = await pool.query<{ what: string; count: number }>(
        `select coalesce(payload ->> 'name', kind) as what, count(*)::integer as count
           from outbox where created_at >= $1 group by 1 order by 2 desc`,
        [before.at],
      );
      return {
        jobs: jobTimes(readFrom(logFile, logBegins)),
        cpuSeconds: Object.fromEntries(
          cpuAfter.map(([part, spent]) => [part, Math.round(spent - (cpuBefore[part] ?? 0))]),
        ),
        databaseSeconds: Math.round(after.seconds - before.seconds),
        commits: after.commits - before.commits,
        told: Object.fromEntries(rows.map(({ what, count }) => [what, count])),
        feedLag,
      };
    },
  };
}

async function readDatabase(pool: Pool): Promise<{ at: Date; seconds: number; commits: number }> {
  const { rows } = await pool.query<{ at: Date; seconds: number; commits: number }>(
    `select app_now() as at, active_time / 1000 as seconds, xact_commit::float as commits
       from pg_stat_database where datname = current_database()`,
  );
  return rows[0] ?? { at: new Date(Number.NaN), seconds: Number.NaN, commits: Number.NaN };
}

function readFrom(file: string, begin: number): string[] {
  const bytes = Buffer.alloc(statSync(file).size - begin);
  const opened = openSync(file, 'r');
  readSync(opened, bytes, 0, bytes.length, begin);
  closeSync(opened);
  return bytes.toString('utf8').split('\n');
}

/** By the workers' log at level debug. */
function jobTimes(lines: string[]): JobTimes[] {
  const times = new Map<string, number[]>();
  for (const line of lines.filter((one) => one.includes('"completed":') && one.endsWith('}'))) {
    const { completed, milliseconds } = JSON.parse(line) as { completed: string; milliseconds: number };
    const known = times.get(completed);
    if (known) known.push(milliseconds);
    else times.set(completed, [milliseconds]);
  }
  return [...times]
    .map(([type, all]) => ({
      type,
      runs: all.length,
      p50: Math.round(percentile(all, 0.5)),
      p99: Math.round(percentile(all, 0.99)),
    }))
    .sort((left, right) => right.runs - left.runs);
}

const PARTS = [
  ['引擎', /StandaloneCamunda/],
  ['作业', /workers\/main\.ts/],
  ['接口', /api\/main\.ts/],
  ['PostgreSQL', /^postgres|\/postgres /],
] as const;

/** Of everything below the launcher, ended children included; nothing where the machine has no /proc. */
function cpuSeconds(): Record<string, number> {
  const file = join(process.env['XINGSHU_DATA_DIRECTORY'] ?? '', 'launcher.pid');
  const own = new Set([readFileSync(file, 'utf8').trim().split(/\s/)[0]]);
  const listed = execFileSync('ps', ['-A', '-ww', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' });
  const spent: Record<string, number> = {};
  for (const line of listed.split('\n')) {
    const [, pid = '', parent = '', command = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    if (!own.has(parent)) continue;
    own.add(pid);
    const part = PARTS.find(([, pattern]) => pattern.test(command))?.[0];
    if (part) spent[part] = (spent[part] ?? 0) + cpuSecondsOf(pid);
  }
  return spent;
}

function cpuSecondsOf(pid: string): number {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return 0;
  // What follows the name in brackets begins with field 3; 14 to 17 are its own ticks and those of children that ended.
  const fields = readFileSync(file, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
  return ticks / TICKS_PER_SECOND;
}

/** Looks again and again how far the engine is, and when its exporters are as far. */
function watchFeed(): { end(): Promise<WhereTimeGoes['feedLag']> } {
  const waiting: { position: number; since: number }[] = [];
  const lags: number[] = [];
  let ended = false;
  const look = async (): Promise<void> => {
    const asked = performance.now();
    const { processed, exported } = await readPositions();
    while (waiting[0] && waiting[0].position <= exported)
      lags.push(performance.now() - (waiting.shift()?.since ?? 0));
    if (waiting.at(-1)?.position !== processed) waiting.push({ position: processed, since: asked });
  };
  const watching = (async () => {
    while (!ended) {
      // A busy engine may not answer in time: the next look counts.
      await look().catch(() => undefined);
      await pause(LOOK_MILLISECONDS);
    }
  })();
  return {
    end: async () => {
      ended = true;
      await watching;
      const open = waiting.map(({ since }) => performance.now() - since);
      const longest = Math.round(Math.max(0, ...lags, ...open));
      return { p50: Math.round(percentile(lags, 0.5)), longest };
    },
  };
}
