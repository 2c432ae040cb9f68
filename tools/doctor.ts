import { readLocalEnvironment } from './localEnvironment';
import { createPool } from '../db/pool';
import { askEngine, examine, examineFeedLag, restartUnclaimedCases } from '../engine/doctor';
import { readEngineEnvironment } from '../engine/environment';

/**
 * `npm run doctor [-- --repair]`: compares database and engine, and says what it compared; exit code 1 where
 * something does not fit.
 */
async function main(): Promise<void> {
  const env = readLocalEnvironment();
  const environment = readEngineEnvironment(env);
  const pool = createPool(env['DATABASE_URL'] ?? '', 2);
  try {
    if (process.argv.includes('--repair')) {
      console.log(`重新送办 ${await restartUnclaimedCases(pool)} 件`);
    }
    // First: what the feed has not brought yet, the checks after it can't see.
    const lag = await examineFeedLag(environment);
    const records = await examine(pool, environment);
    const asked = await askEngine(pool, environment);
    const findings = [...records, ...lag.findings, ...asked.findings];
    for (const { check, message } of findings) console.log(`✗ ${check}：${message}`);
    const clock = environment.managementUrl ? '已核对引擎时钟' : '未核对引擎时钟（没有管理地址）';
    console.log(['已核对数据库和引擎记录', clock, lag.summary, asked.summary].join('；'));
    console.log(findings.length === 0 ? '未发现问题' : `发现 ${findings.length} 个问题`);
    process.exitCode = findings.length === 0 ? 0 : 1;
  } finally {
    await pool.end();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
