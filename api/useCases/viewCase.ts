import type { Account } from '../../db/accounts';
import { listNotCarried } from '../../db/afterMeeting/minutesFault';
import { listAttachments } from '../../db/attachments';
import type { AttachmentDetails } from '../../db/attachments';
import type { Case } from '../../db/cases';
import { findDraft, isEditable } from '../../db/drafts';
import { listCaseNotices } from '../../db/notices';
import type { NoticeView } from '../../db/notices';
import { loadCaseView } from '../../db/readModels/caseView';
import type { CaseView } from '../../db/readModels/caseView';
import { loadStepQuestions } from '../../db/stepQuestions';
import { findWithdrawable } from '../../db/withdrawals';
import type { CorrectedDecision } from '../../domain/meetings/correctedMinutes';
import type { StepQuestions } from '../../domain/steps/details';
import type { Dependencies } from '../dependencies';
import { revisingDecisions } from '../office';
import { notFound } from '../problems';

export type CaseDetails = Omit<CaseView, 'case' | 'drafterName' | 'drafterPostLabel' | 'draftingBodyName'> &
  Omit<Case, 'drafterPersonId' | 'drafterPostId' | 'draftingBodyId'> & {
    drafterPersonId: string;
    drafter: { personName: string; postLabel: string; bodyName: string };
    attachments: AttachmentDetails[];
    notices: NoticeView[];
    /** What the viewer's own open steps ask, by element instance. */
    questions: Map<string, StepQuestions>;
    /** Of minutes: corrections of decisions that they don't carry. */
    notCarried: CorrectedDecision[];
    /** Whether the viewer may change the text now, and may take it back. */
    editable: boolean;
    canWithdraw: boolean;
  };

/** All of a case that its readers are shown, as `account` sees it. */
export async function viewCase(deps: Dependencies, caseId: string, account: Account): Promise<CaseDetails> {
  const view = await loadCaseView(deps.pool, caseId);
  if (!view) throw notFound('办件');
  const { case: found, drafterName, drafterPostLabel, draftingBodyName, ...rest } = view;
  const draft = await findDraft(deps.pool, caseId, revisingDecisions(deps.office));
  return {
    ...found,
    ...rest,
    drafter: { personName: drafterName, postLabel: drafterPostLabel, bodyName: draftingBodyName },
    attachments: await listAttachments(deps.pool, caseId),
    notices: await listCaseNotices(deps.pool, caseId),
    questions: await ownQuestions(deps, view, account),
    notCarried: await listNotCarried(deps.pool, caseId, rest.currentVersion?.content.blocks ?? []),
    editable: draft !== null && isEditable(draft, account.personId),
    canWithdraw:
      found.drafterPersonId === account.personId &&
      (await findWithdrawable(deps.pool, caseId, false)) !== null,
  };
}

async function ownQuestions(
  deps: Dependencies,
  { case: { id: caseId }, steps }: CaseView,
  { personId }: Account,
): Promise<Map<string, StepQuestions>> {
  const own = steps.filter(
    ({ taskIsOpen, holders }) => taskIsOpen && holders.some((holder) => holder.personId === personId),
  );
  const asked = own.map(async ({ elementInstanceKey, elementId }): Promise<[string, StepQuestions]> => [
    elementInstanceKey,
    await loadStepQuestions(
      deps.pool,
      deps.office,
      { caseId, elementId, elementInstanceKey },
      deps.clock.now(),
    ),
  ]);
  return new Map(await Promise.all(asked));
}
