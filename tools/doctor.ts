import { readLocalEnvironment } from './localEnvironment';
import { createPool } from '../db/pool';
import { examine, restartUnclaimedCases } from '../engine/doctor';
import { readEngineEnvironment } from '../engine/environment';

/** `npm run doctor [-- --repair]`: compares database and engine; exit code 1 where something does not fit. */
async function main(): Promise<void> {
  const env = readLocalEnvironment();
  const pool = createPool(env['DATABASE_URL'] ?? '', 2);
  try {
    if (process.argv.includes('--repair')) {
      console.log(`重新送办 ${await restartUnclaimedCases(pool)} 件`);
    }
    const findings = await examine(pool, readEngineEnvironment(env));
    for (const { check, message } of findings) console.log(`✗ ${check}：${message}`);
    console.log(findings.length === 0 ? '数据库与引擎一致' : `发现 ${findings.length} 个问题`);
    process.exitCode = findings.length === 0 ? 0 : 1;
  } finally {
    await pool.end();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
