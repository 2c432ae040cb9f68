import { Pool } from 'pg';
import { readOfficeTime } from '../db/clock';
import { withTransaction } from '../db/transaction';
import type { Environment } from './environment';
import { readEngineEnvironment } from './environment';

/** Closer than this the two clocks count as equal: asking takes time too. */
const TOLERANCE_MILLISECONDS = 250;

/** The engine's own time in epoch milliseconds. */
export async function readEngineTime(managementUrl: string): Promise<number> {
  const answer = await ask(`${managementUrl}/actuator/clock`);
  const { epochMilli } = (await answer.json()) as { epochMilli: number };
  return epochMilli;
}

/**
 * Brings the engine's clock forward to the office's (law 11). The engine loses its offset at a restart, so this
 * runs before workers connect and after each restart; run twice it does nothing the second time, and two at once wait
 * for each other: whoever had read the time of before would add the distance once more.
 */
export async function alignEngineClock(managementUrl: string, pool: Pool): Promise<void> {
  await withTransaction(pool, async (sql) => {
    await sql.query(`select pg_advisory_xact_lock(hashtext('xingshu-engine-clock'))`);
    const engine = await readEngineTime(managementUrl);
    const behind = (await readOfficeTime(sql)) - engine;
    if (behind <= TOLERANCE_MILLISECONDS) return;
    await ask(`${managementUrl}/actuator/clock/add`, { offsetMilli: Math.round(behind) });
  });
}

/** The hook of the launcher: applies the office's clock to the engine. */
export async function syncEngineClock(env: Environment): Promise<void> {
  const { managementUrl } = readEngineEnvironment(env);
  if (!managementUrl) return;
  const pool = new Pool({ connectionString: env['DATABASE_URL'], max: 1 });
  try {
    await alignEngineClock(managementUrl, pool);
  } finally {
    await pool.end();
  }
}

async function ask(url: string, body?: unknown): Promise<Response> {
  const answer = await fetch(url, {
    signal: AbortSignal.timeout(5_000),
    ...(body === undefined
      ? {}
      : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`引擎时钟接口 ${url} 返回 ${answer.status}`);
  return answer;
}
