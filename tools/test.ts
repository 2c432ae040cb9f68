import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run, runBin } from './run';
import { startTestStack } from './testStack';

/** Offices that try the design. */
const OFFICES = 'test/offices';
/** Tests that take what they expect from test/stories/<office>.json. */
const FOR_EVERY_OFFICE =
  'process/(routes|choices|gates|overdue|regionalQuota|invitationAnywhere|meetingAnywhere|walkthrough)\\.test';

interface LaneResult {
  lane: string;
  seconds: number;
  passed: number;
  failed: number;
}

/**
 * `npm test`: four lanes, each against real services. Those which the environment names, else the local stack
 * on free ports with data of its own. `npm test -- unit` runs one lane; further words go to jest. The process lane ends
 * with the offices of test/offices, each on its own broker; `npm test -- offices` runs only those. The endurance lane kills
 * parts and moves the clock over months: on a broker of its own, so that others don't pay for it.
 */
async function main(): Promise<void> {
  const [chosen, ...parameters] = process.argv.slice(2);
  const scratch = mkdtempSync(join(tmpdir(), 'xingshu-test-'));
  const results: LaneResult[] = [];
  try {
    if (!chosen) results.push(await lintLane());
    if (!chosen || chosen === 'unit' || chosen === 'process') {
      const stack = await startTestStack('broker', join(scratch, 'broker'));
      try {
        if (chosen !== 'process')
          results.push(await jestLane('unit', scratch, stack.environment, parameters));
        if (chosen !== 'unit')
          results.push(await jestLane('process', scratch, stack.environment, parameters));
      } finally {
        await stack.stop();
      }
    }
    if (!chosen || chosen === 'offices' || (chosen === 'process' && parameters.length === 0))
      for (const office of readdirSync(OFFICES)) results.push(await officeLane(office, scratch, parameters));
    if (!chosen || chosen === 'endurance')
      results.push(await laneOnOwnStack('endurance', 'broker', scratch, parameters));
    if (!chosen || chosen === 'e2e') results.push(await laneOnOwnStack('e2e', 'full', scratch, parameters));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  report(results);
}

async function laneOnOwnStack(
  lane: string,
  profile: 'broker' | 'full',
  scratch: string,
  parameters: string[],
): Promise<LaneResult> {
  const stack = await startTestStack(profile, join(scratch, lane));
  try {
    return await jestLane(lane, scratch, stack.environment, parameters);
  } finally {
    await stack.stop();
  }
}

/** The tests that hold for every office, on a broker and a database of its own. */
async function officeLane(office: string, scratch: string, parameters: string[]): Promise<LaneResult> {
  const started = performance.now();
  const stack = await startTestStack('broker', join(scratch, office), `${OFFICES}/${office}`);
  try {
    const named = ['--testPathPatterns', FOR_EVERY_OFFICE, ...parameters];
    const result = await jestLane('process', scratch, stack.environment, named);
    return { ...result, lane: `process, ${office}`, seconds: secondsSince(started) };
  } finally {
    await stack.stop();
  }
}

async function lintLane(): Promise<LaneResult> {
  const started = performance.now();
  const code = await run(process.execPath, ['--import', 'tsx', 'tools/lint.ts']);
  return {
    lane: 'lint',
    seconds: secondsSince(started),
    passed: code === 0 ? 1 : 0,
    failed: code === 0 ? 0 : 1,
  };
}

async function jestLane(
  lane: string,
  scratch: string,
  environment: Record<string, string>,
  parameters: string[],
): Promise<LaneResult> {
  const started = performance.now();
  const output = join(scratch, `${lane}.json`);
  const parallel = lane === 'unit' ? [] : ['--runInBand'];
  const code = await runBin(
    'jest',
    ['--selectProjects', lane, '--json', '--outputFile', output, ...parallel, ...parameters],
    { ...process.env, ...environment },
  );
  const { numPassedTests, numFailedTests, numFailedTestSuites } = readReport(output);
  const broken = Math.max(numFailedTests, numFailedTestSuites, code === 0 ? 0 : 1);
  return { lane, seconds: secondsSince(started), passed: numPassedTests, failed: broken };
}

function readReport(file: string): {
  numPassedTests: number;
  numFailedTests: number;
  numFailedTestSuites: number;
} {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { numPassedTests: 0, numFailedTests: 1, numFailedTestSuites: 1 };
  }
}

function report(results: LaneResult[]): void {
  for (const { lane, seconds, passed, failed } of results) {
    console.log(`${lane}: ${seconds} s, ${passed} passed, ${failed} failed`);
  }
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failed, 0);
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
}

function secondsSince(started: number): number {
  return Math.round((performance.now() - started) / 100) / 10;
}

main().catch((error: unknown) => {
  console.error(error);
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
});
