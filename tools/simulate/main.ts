import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { currentOffice } from '../models/modelFiles';
import { readRules } from '../prove/readRules';
import { compareCases } from './compareCases';
import { generateCases } from './generateCases';
import { readRecordedCases, writeRecordedCases } from './recordedCases';
import { simulationAsJson, simulationInWords } from './report';

const usage = `用法：npm run simulate -- --rules <改动的决策表所在文件夹> [--against <现行的决策表所在文件夹>]
        [--office <机关数据文件夹>] [--cases <留存的办件>] [--json]
      npm run simulate -- --generate   为机关另行生成一批演示办件`;

const GENERATED = 300;
const NOTE =
  '演示办件，由 tools/simulate/generateCases.ts 生成，非真实公文；供 npm run simulate 推算改表的影响。';

/**
 * `npm run simulate -- --rules <folder>`: judges the recorded cases once by the tables in force and once with the
 * changed ones in the folder, and lists every case whose route, limit or refusal would differ.
 */
async function main(): Promise<void> {
  const { values } = readOptions();
  const office = values.office === undefined ? currentOffice() : resolve(values.office);
  const file = values.cases === undefined ? join(office, 'recordedCases.json') : resolve(values.cases);
  const current = await readRules(values.against && resolve(values.against), office);
  if (values.generate) {
    writeRecordedCases(file, NOTE, generateCases(current, GENERATED));
    console.log(`已写入 ${GENERATED} 件：${file}`);
    return;
  }
  if (values.rules === undefined) throw new Error(usage);
  const changed = await readRules(resolve(values.rules), office);
  const cases = readRecordedCases(file);
  const differing = compareCases(cases, current, changed);
  console.log(
    values.json
      ? JSON.stringify(simulationAsJson(differing, cases.length, changed), null, 2)
      : simulationInWords(differing, cases.length, changed),
  );
}

function readOptions() {
  try {
    return parseArgs({
      options: {
        rules: { type: 'string' },
        against: { type: 'string' },
        office: { type: 'string' },
        cases: { type: 'string' },
        generate: { type: 'boolean' },
        json: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${usage}`, { cause: error });
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
