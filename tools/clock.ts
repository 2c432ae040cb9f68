import { readLocalEnvironment } from './localEnvironment';
import { moveClock } from '../db/clock';
import { createPool } from '../db/pool';
import { alignEngineClock } from '../engine/clock';

const UNITS: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000 };
const USAGE = '用法：npm run clock -- +8d（天 d、小时 h、分钟 m），只能向前拨';

/** `npm run clock -- +8d`: moves the office's clock and the engine's forward, for demos (law 11). */
async function main(): Promise<void> {
  const match = /^\+(\d+)([dhm])$/.exec(process.argv[2] ?? '');
  if (!match) throw new Error(USAGE);
  const env = readLocalEnvironment();
  const pool = createPool(env['DATABASE_URL'] ?? '', 1);
  try {
    await moveClock(pool, Number(match[1]) * (UNITS[match[2] ?? ''] ?? 0));
    const managementUrl = env['ZEEBE_MANAGEMENT_URL'];
    if (managementUrl) await alignEngineClock(managementUrl, pool);
    const { rows } = await pool.query<{ now: Date }>('select app_now() as now');
    console.log(`系统时钟：${rows[0]?.now.toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai' })}`);
  } finally {
    await pool.end();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
