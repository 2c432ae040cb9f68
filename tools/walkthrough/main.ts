import { join } from 'node:path';
import { officeFolder } from '../../db/officeFolder';
import { readOffice } from '../../db/officeSchema';
import { readLocalEnvironment } from '../localEnvironment';
import { walkDocuments } from './documents';
import { walkMeeting } from './meeting';
import { People } from './people';

const ROOT = join(__dirname, '..', '..');

/**
 * `npm run walkthrough`: one demo document by every route of the table, over HTTP, saying who, what and why.
 * `npm run walkthrough -- meeting`: a meeting, from its topics to what follows it.
 */
async function main(): Promise<void> {
  const [what = 'documents', ...more] = process.argv.slice(2);
  const env = readLocalEnvironment();
  const folder = officeFolder(ROOT, env['XINGSHU_OFFICE']);
  const people = new People(env['XINGSHU_PUBLIC_URL'] ?? 'http://127.0.0.1:3000', await readOffice(folder));
  if (what === 'documents' && more.length === 0) return walkDocuments(people, folder);
  if (what === 'meeting' && more.length === 0) return walkMeeting(people);
  throw new Error('用法：npm run walkthrough（公文），或者 npm run walkthrough -- meeting（会议）');
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
