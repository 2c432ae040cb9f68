import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { modelFiles, processesFolder } from '../../../tools/models/modelFiles';
import { saveRuleSet } from '../../../db/ruleSets';
import { createPool } from '../../../db/pool';
import { dmn } from '../../unit/decisions/tables';

const row = (tests: string[], route: [string, string, string, string, string, string, string]) => ({
  tests,
  results: route,
});

/** A table with one case of each kind of answer: a route, a set of two, a vacant post, a refusal. */
const signatoryRoute = dmn({
  inputs: ['facts.kind'],
  outputs: ['outcome', 'reviewers', 'signatories', 'act', 'article', 'reading', 'words'],
  rows: [
    row(
      ['"notice"'],
      [
        '"route"',
        '["portfolio-leader"]',
        '["commissioner"]',
        '"签发"',
        '"art-47"',
        '"reading-2"',
        '"分管领导审核后由专员签发"',
      ],
    ),
    row(
      ['"letter"'],
      [
        '"route"',
        '[]',
        '["commissioner","executive-deputy-commissioner"]',
        '"签发"',
        '"art-47"',
        '"reading-3"',
        '"专员或者常务副专员签发"',
      ],
    ),
    row(
      ['"report"'],
      ['"route"', '[]', '["general-office-director"]', '"签发"', '"art-47"', '""', '"办公室主任签发"'],
    ),
    row(
      ['not("notice","letter","report")'],
      ['"refuse"', '[]', '[]', '""', '"art-49"', '""', '"此类文稿不以此名义制发"'],
    ),
  ],
});

/** The office's own tables for all but the route. */
function officeTables(): Record<string, string> {
  const files = modelFiles(processesFolder, '.dmn');
  return Object.fromEntries(
    files.map((file) => [file.replace(/\.dmn$/, ''), readFileSync(join(processesFolder, file), 'utf8')]),
  );
}

/** Stores it as the current rule set, as a deployment does; answers its hash. */
export async function saveTestRuleSet(adminUrl: string): Promise<string> {
  const admin = createPool(adminUrl, 1);
  try {
    return await saveRuleSet(admin, {
      name: '测试规则',
      source: '测试',
      inForceFrom: '2019-02-18',
      decisions: { ...officeTables(), signatoryRoute },
    });
  } finally {
    await admin.end();
  }
}
