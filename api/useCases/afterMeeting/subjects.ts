import type { Account } from '../../../db/accounts';
import type { Dependencies } from '../../dependencies';
import { viewInvitation } from '../invitations/read';
import { readDocument } from './documents';
import { readPress } from './press';
import { requireRecordReader } from './record';
import { readTask } from './supervision';

/** What follows from meetings, and others' meetings, each with readers of its own. */
export type Subject =
  'supervision' | 'decided-document' | 'press-release' | 'meeting-record' | 'meeting-invitation';

const READ: Record<Subject, (deps: Dependencies, account: Account, id: string) => Promise<unknown>> = {
  supervision: readTask,
  'decided-document': readDocument,
  'press-release': readPress,
  'meeting-invitation': viewInvitation,
  'meeting-record': (deps, account, id) => requireRecordReader(deps, deps.pool, account, id),
};

/** Throws 404 for whoever it is none of the business of, as for what isn't there. @rule art-56 */
export async function requireSubject(
  deps: Dependencies,
  account: Account,
  by: Subject,
  id: string,
): Promise<void> {
  await READ[by](deps, account, id);
}
