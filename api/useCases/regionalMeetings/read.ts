import type { Account } from '../../../db/accounts';
import { findHolding } from '../../../db/regionalMeetings/holdings';
import type { RegionalMeeting } from '../../../db/regionalMeetings/meetings';
import { findRegionalMeeting, listRegionalMeetings } from '../../../db/regionalMeetings/meetings';
import { listRequestPapers } from '../../../db/regionalMeetings/requests';
import { findRunningCase } from '../../../db/runningCases';
import type { Dependencies } from '../../dependencies';
import { labelOf } from '../../office';
import type { Labelled } from '../../office';
import { notFound } from '../../problems';
import type { RegionalMeetingView } from '../../schemas/regionalMeetings';
import { findLeadActor } from '../countersign/actors';
import { readableCases } from '../../relations';

/** Of a year's meetings those which the reader may read as cases (art 56). */
export async function listReadable(
  deps: Dependencies,
  account: Account,
  wanted: { year: number; bodyId: string | null },
): Promise<RegionalMeeting[]> {
  const all = await listRegionalMeetings(deps.pool, wanted);
  const readable = await readableCases(
    deps,
    account,
    all.map(({ caseId }) => caseId),
  );
  return all.filter(({ caseId }) => readable.has(caseId));
}

/** One meeting with all that is recorded of it. @rule art-41 */
export async function viewRegionalMeeting(
  deps: Dependencies,
  account: Account,
  caseId: string,
): Promise<RegionalMeetingView> {
  const { pool, office } = deps;
  const meeting = await findRegionalMeeting(pool, caseId);
  const running = await findRunningCase(pool, caseId);
  if (!meeting || !running) throw notFound('会议');
  const { regionalNames, regionalVenues, regionalFormats, regionalRequestKinds } = office.meetings;
  const word = (entries: readonly Labelled[], id: string): Labelled => ({ id, label: labelOf(entries, id) });
  const mayAct = (await findLeadActor(deps, pool, account, running, meeting.bodyId)) !== null;
  const kinds = regionalRequestKinds.map(({ id }) => id);
  const { requestCaseId, requestTitle, requestNumber } = meeting;
  return {
    ...meeting,
    nameUsed: word(regionalNames, meeting.nameUsed),
    venue: word(regionalVenues, meeting.venue),
    format: word(regionalFormats, meeting.format),
    request:
      requestCaseId === null
        ? null
        : { caseId: requestCaseId, title: requestTitle ?? '', number: requestNumber },
    requestCandidates:
      mayAct && meeting.state === 'agreed' ? await listRequestPapers(pool, meeting, kinds) : [],
    holding: await findHolding(pool, caseId),
    mayAct,
  };
}
