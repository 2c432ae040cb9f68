import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');

export const processesFolder = join(root, 'processes');
export const formsFolder = join(root, 'forms');
export const officesFolder = join(root, 'offices');

/** Names of a folder's files with this extension (".bpmn", ".dmn", ".form"), sorted. */
export function modelFiles(folder: string, extension: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(extension))
    .sort();
}
