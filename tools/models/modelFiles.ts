import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { officeFolder } from '../../db/officeFolder';
import { officeModels } from '../../engine/officeModels';
import type { ModelFile, ModelFolder } from '../../engine/officeModels';

const root = join(__dirname, '..', '..');

export const processesFolder = join(root, 'processes');
export const formsFolder = join(root, 'forms');
export const officesFolder = join(root, 'offices');
/** Offices that try the design and are used by nobody. */
const testOffices = join(root, 'test', 'offices');

/** The folder of the office that the environment names. */
export const currentOffice = (name = process.env['XINGSHU_OFFICE']): string => officeFolder(root, name);

/** Whose words the project's own diagrams and tables use, and what is generated from them. */
export const defaultOffice = officeFolder(root);

/** The folders of all offices in the project. */
export function allOffices(): string[] {
  return [officesFolder, testOffices].flatMap((folder) =>
    readdirSync(folder).map((name) => join(folder, name)),
  );
}

/** Names of a folder's files with this extension (".bpmn", ".dmn", ".form"), sorted. */
export function modelFiles(folder: string, extension: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(extension))
    .sort();
}

/** The models of an office: its own, and the project's where it has none by that name. */
export function officeFiles(
  folder: ModelFolder,
  extension: string,
  office: string = currentOffice(),
): ModelFile[] {
  return officeModels(root, office, folder, extension);
}
