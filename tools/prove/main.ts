import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { prove } from './prove';
import { asPlain, proofAsJson, proofInWords } from './report';

const usage =
  '用法：npm run prove -- [--rules <改动的决策表所在文件夹>] [--office <机关数据文件夹>] [--json]';

/**
 * `npm run prove`: shows that the tables give every case exactly one lawful result which somebody can carry out.
 * Exit code 1 where they don't; what is wrong is printed with its smallest example.
 */
async function main(): Promise<void> {
  const { values } = readOptions();
  const proof = await prove({
    ...(values.rules === undefined ? {} : { rules: resolve(values.rules) }),
    ...(values.office === undefined ? {} : { office: resolve(values.office) }),
  });
  console.log(values.json ? JSON.stringify(proofAsJson(proof), asPlain, 2) : proofInWords(proof));
  process.exitCode = proof.findings.length === 0 ? 0 : 1;
}

function readOptions() {
  try {
    return parseArgs({
      options: { rules: { type: 'string' }, office: { type: 'string' }, json: { type: 'boolean' } },
    });
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${usage}`, { cause: error });
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
