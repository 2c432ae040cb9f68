import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { processesFolder } from '../../tools/models/modelFiles';

/** Runs `work` with a folder that holds one table of processes/ after a change in its text. */
export async function withChanged<Result>(
  id: string,
  change: (xml: string) => string,
  work: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'rules-'));
  try {
    const xml = readFileSync(join(processesFolder, `${id}.dmn`), 'utf8');
    const changed = change(xml);
    if (changed === xml) throw new Error(`${id}.dmn 没有变`);
    writeFileSync(join(folder, `${id}.dmn`), changed);
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A row of a table, as Modeler wrote it. */
export function rowOf(xml: string, ruleId: string): string {
  const row = new RegExp(`<rule id="${ruleId}">.*?</rule>`, 's').exec(xml)?.[0];
  if (!row) throw new Error(`没有 ${ruleId}`);
  return row;
}
