import { listAttachments } from '../../db/attachments';
import { loadCaseView } from '../../db/readModels/caseView';
import type { CaseView } from '../../db/readModels/caseView';
import type { Case } from '../../db/cases';
import type { AttachmentDetails } from '../../db/attachments';
import type { Dependencies } from '../dependencies';
import { notFound } from '../problems';

export type CaseDetails = Omit<CaseView, 'case' | 'drafterName' | 'drafterPostLabel' | 'draftingBodyName'> &
  Omit<Case, 'processId' | 'drafterPersonId' | 'drafterPostId' | 'draftingBodyId'> & {
    drafterPersonId: string;
    drafter: { personName: string; postLabel: string; bodyName: string };
    attachments: AttachmentDetails[];
  };

/** All of a case that its readers are shown. */
export async function viewCase(deps: Dependencies, caseId: string): Promise<CaseDetails> {
  const view = await loadCaseView(deps.pool, caseId);
  if (!view) throw notFound('办件');
  const { case: found, drafterName, drafterPostLabel, draftingBodyName, ...rest } = view;
  return {
    ...found,
    ...rest,
    drafter: { personName: drafterName, postLabel: drafterPostLabel, bodyName: draftingBodyName },
    attachments: await listAttachments(deps.pool, caseId),
  };
}
