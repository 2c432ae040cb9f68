import { readOfficeTime } from '../db/clock';
import type { Queryable } from '../db/pool';
import { readEngineTime } from './clock';
import type { Finding } from './doctor/checks';
import { checks } from './doctor/checks';
import type { EngineEnvironment } from './environment';

export { askEngine } from './doctor/askEngine';
export type { Finding } from './doctor/checks';
export { examineFeedLag } from './doctor/feedLag';
export { restartUnclaimedCases } from './doctor/restartCases';

const LONGEST_CLOCK_DIFFERENCE_MILLISECONDS = 5_000;

/**
 * Compares the database with itself, with what the engine's feed told it, and the two clocks (law 9). It asks the
 * engine of no case: `askEngine` does. Changes nothing.
 */
export async function examine(sql: Queryable, environment: EngineEnvironment): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const check of checks) {
    const { rows } = await sql.query<{ message: string }>(check.sql);
    findings.push(...rows.map(({ message }) => ({ check: check.name, message })));
  }
  return [...findings, ...(await examineClock(sql, environment))];
}

async function examineClock(sql: Queryable, { managementUrl }: EngineEnvironment): Promise<Finding[]> {
  if (!managementUrl) return [];
  const check = '引擎时钟';
  try {
    const difference = Math.abs((await readOfficeTime(sql)) - (await readEngineTime(managementUrl)));
    if (difference <= LONGEST_CLOCK_DIFFERENCE_MILLISECONDS) return [];
    return [
      {
        check,
        message: `引擎与系统时钟相差 ${Math.round(difference / 1_000)} 秒，请执行 npm run clock -- +0d`,
      },
    ];
  } catch {
    return [{ check, message: `引擎没有回应（${managementUrl}）` }];
  }
}
