import type { PoolClient } from 'pg';
import { updateDraft } from '../../db/drafts';
import { findLatestAgenda, insertAgenda } from '../../db/meetings/agendas';
import type { Agenda } from '../../db/meetings/agendas';
import { lockMeeting } from '../../db/meetings/meetings';
import { draftAgenda } from '../../db/meetings/snapshot';
import type { AgendaDraft } from '../../db/meetings/snapshot';
import { freezeVersion } from '../../db/versions';
import { momentInWords } from '../../domain/calendar/momentInWords';
import { elements } from '../../domain/generated/ids';
import { compareAgendas } from '../../domain/meetings/compareAgendas';
import type { Conclusion } from '../case/conclusion';
import type { WorkerDeps } from '../deps';
import { PermanentError } from '../runJob';
import { freezeItemSheets } from './packet/freezeItemSheets';

const { userTask_ArrangeAgenda: ARRANGE } = elements.meeting;

/**
 * An agenda that is submitted becomes a version of the meeting's paper, and a copy of its items that never changes: what
 * 专员 approves is this and nothing else. In the transaction of the step, before the act is recorded.
 *
 * @rule art-38
 */
export async function freezeAgenda(
  deps: WorkerDeps,
  sql: PoolClient,
  { step, result }: Pick<Conclusion, 'step' | 'result'>,
): Promise<void> {
  if (step.elementId !== ARRANGE || !result.accepted || !result.personId) return;
  const meeting = await lockMeeting(sql, step.caseId);
  if (!meeting) throw new PermanentError('未查到本次会议的登记，请运行 npm run doctor 核对');
  const draft = await draftAgenda(sql, deps.office, meeting);
  await updateDraft(sql, step.caseId, draft.content);
  const version = await freezeVersion(sql, {
    caseId: step.caseId,
    createdBy: result.personId,
    effectKey: `agenda:${step.elementInstanceKey}`,
    change: 'substantive',
  });
  const before = await findLatestAgenda(sql, step.caseId);
  result.versionId = version.id;
  // Submitted again as it was: the version, and its agenda, are there already.
  if (before?.versionId !== version.id) {
    await insertAgenda(sql, {
      versionId: version.id,
      meetingId: step.caseId,
      number: (before?.number ?? 0) + 1,
      head: draft.head,
      items: draft.items,
      submittedBy: result.personId,
      changeWords: changesSince(before, draft, deps.office.timeZone),
    });
  }
  const submission = step.elementInstanceKey;
  await freezeItemSheets(deps.office, sql, { versionId: version.id, items: draft.items, submission });
}

function changesSince(before: Agenda | null, draft: AgendaDraft, timeZone: string): string {
  if (!before) return '';
  const moment = (iso: string): string => momentInWords(new Date(iso), timeZone);
  const changes = compareAgendas(
    { ...before.head, items: before.items },
    { ...draft.head, items: draft.items },
    moment,
  );
  return changes.join('；');
}
