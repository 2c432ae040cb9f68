import { readdirSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(__dirname, '..', '..');

/** Folders whose code may carry an article; tools and the local stack carry none. */
const CODE_FOLDERS = ['domain', 'db', 'engine', 'rendering', 'workers', 'api'];

/** Paths from the root of the repository, sorted. */
export const sourceFiles = (): string[] => CODE_FOLDERS.flatMap((folder) => filesBelow(folder, '.ts'));
export const testFiles = (): string[] => filesBelow('test', '.test.ts');

function filesBelow(folder: string, ending: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .sort();
}
