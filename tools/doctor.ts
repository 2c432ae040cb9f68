import { readLocalEnvironment } from './localEnvironment';
import { currentCalendar } from '../db/calendar';
import { readOfficeTime } from '../db/clock';
import { createPool } from '../db/pool';
import type { Queryable } from '../db/pool';
import { awaitedInWords, awaitedNotices } from '../domain/calendar';
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
    await remindOfNotices(pool);
    const clock = environment.managementUrl ? '已核对引擎时钟' : '未核对引擎时钟（没有管理地址）';
    console.log(['已核对数据库和引擎记录', clock, lag.summary, asked.summary].join('；'));
    console.log(findings.length === 0 ? '未发现问题' : `发现 ${findings.length} 个问题`);
    process.exitCode = findings.length === 0 ? 0 : 1;
  } finally {
    await pool.end();
  }
}

/** No fault: the notices come when they come. Until then deadlines are provisional, and somebody should look out. */
async function remindOfNotices(sql: Queryable): Promise<void> {
  const awaiting = awaitedNotices(await currentCalendar(sql), new Date(await readOfficeTime(sql)));
  if (awaiting.length === 0) return;
  console.log(
    `△ 工作日历：尚未录入${awaitedInWords(awaiting)}，涉及的期限均为暂定；公布后请在 /calendar 录入`,
  );
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
