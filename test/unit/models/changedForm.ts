import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formsFolder } from '../../../tools/models/modelFiles';

/** A form after one change in its text. */
export function changedForm(id: string, from: string | RegExp, to: string): string {
  const form = readFileSync(join(formsFolder, `${id}.form`), 'utf8');
  const result = form.replace(from, to);
  if (result === form) throw new Error(`${id}.form 里没有 ${from}`);
  return result;
}
