import { coverageProblems } from './articles/generate';
import { lintModels, lintOtherOffices } from './models/lint';
import { runBin } from './run';

/** `npm run lint`: format, code, dependency rules, types, models, the pages of articles. Every check runs; one failing fails all. */
async function main(): Promise<void> {
  const folders = [
    'domain',
    'db',
    'engine',
    'rendering',
    'workers',
    'api',
    'local',
    'tools',
    'test',
    'deploy',
  ];
  const codes = [
    await runBin('prettier', ['--check', '--log-level', 'warn', '.']),
    await runBin('eslint', ['--max-warnings', '0', '.']),
    await runBin('depcruise', ['--config', '.dependency-cruiser.cjs', '--output-type', 'err', ...folders]),
    await runBin('tsc', ['--noEmit']),
  ];
  const problems = [...(await lintModels()), ...(await lintOtherOffices()), ...(await coverageProblems())];
  for (const problem of problems) console.error(problem);
  const failed = codes.filter((code) => code !== 0).length + (problems.length > 0 ? 1 : 0);
  console.log(failed === 0 ? '检查通过' : `${failed} 项检查未通过`);
  process.exitCode = failed === 0 ? 0 : 1;
}

void main();
