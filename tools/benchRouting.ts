import { join } from 'node:path';
import { loadOffice } from '../db/loadOffice';
import { readOffice } from '../db/officeSchema';
import { createPool } from '../db/pool';
import { makeRuleSetCurrent, keepRuleSet } from '../db/ruleSets';
import { findRunningCase } from '../db/runningCases';
import { stepTerms } from '../db/stepTerms';
import { elements } from '../domain/generated/ids';
import { createTestDatabase } from '../test/support/database';
import { insertSubmittedCase, officeFolder } from '../test/support/cases';
import { readResources } from '../engine/deploy';
import { BODIES, crowd, PERSONS } from './crowd';
import { readLocalEnvironment } from './localEnvironment';
import { percentile } from './percentile';

const WARM = 10;
const SAMPLES = 200;

/**
 * `npm run bench:routing` against the PostgreSQL of a running system: how long it takes to find who may sign, with
 * 10,000 persons in 1,000 bodies. A database of its own, dropped at the end.
 */
async function main(): Promise<void> {
  Object.assign(process.env, readLocalEnvironment());
  const database = await createTestDatabase();
  try {
    await loadOffice(database.adminUrl, officeFolder);
    await deployTables(database.adminUrl);
    const caseId = await insertSubmittedCase(database.pool);
    await report(`演示机关`, database.pool, caseId);
    await crowd(database.adminUrl);
    await report(`${BODIES} 个单位、${PERSONS} 人`, database.pool, caseId);
  } finally {
    await database.drop();
  }
}

async function deployTables(adminUrl: string): Promise<void> {
  const admin = createPool(adminUrl, 1);
  const tables = (await readResources()).filter(({ name }) => name.endsWith('.dmn'));
  const decisions = Object.fromEntries(
    tables.map(({ name, content }) => [name.replace(/\.dmn$/, ''), content.toString()]),
  );
  try {
    const office = await readOffice(officeFolder);
    const hash = await keepRuleSet(admin, { ...office.ruleSet, decisions });
    await makeRuleSetCurrent(admin, hash);
    // Cases of tests pin a rule set called "test".
    await admin.query(
      `insert into rule_sets (hash, name, source, in_force_from) values ('test', '', '', '2019-02-18')`,
    );
    await admin.query(
      `insert into rule_set_decisions select 'test', decision_id, xml from rule_set_decisions`,
    );
  } finally {
    await admin.end();
  }
}

async function report(
  what: string,
  pool: Awaited<ReturnType<typeof createTestDatabase>>['pool'],
  caseId: string,
): Promise<void> {
  const office = await readOffice(join(officeFolder));
  const running = await findRunningCase(pool, caseId);
  if (!running) throw new Error('没有办件');
  const times: number[] = [];
  for (let count = 0; count < WARM + SAMPLES; count += 1) {
    const started = performance.now();
    await stepTerms(
      pool,
      office,
      running,
      elements.documentApproval.userTask_SignAndIssue,
      new Date(2026, 5, 1),
    );
    if (count >= WARM) times.push(performance.now() - started);
  }
  const at = (share: number): string => `${percentile(times, share).toFixed(1)} 毫秒`;
  console.log(`${what}：确定一次签发人 p50 ${at(0.5)}，p99 ${at(0.99)}（${SAMPLES} 次）`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.stack : error);
  process.exitCode = 1;
});
