import type { Account } from '../../../db/accounts';
import type { Decision } from '../../../db/afterMeeting/decisions';
import { listDecisions } from '../../../db/afterMeeting/decisions';
import type { DecidedDocument } from '../../../db/afterMeeting/decidedDocuments';
import { listDecidedDocuments } from '../../../db/afterMeeting/decidedDocuments';
import type { Minutes } from '../../../db/afterMeeting/minutes';
import { findMinutes } from '../../../db/afterMeeting/minutes';
import { listItems } from '../../../db/meetings/items';
import { isOverrun } from '../../../domain/meetings/decidedDeadline';
import { decisionReference, meetingName } from '../../../domain/meetings/reference';
import type { Dependencies } from '../../dependencies';
import type { Office } from '../../office';
import { labelOf } from '../../office';
import { readsItem, requireMeetingReader } from '../meetings/access';

export type DecisionView = ReturnType<typeof viewOf>;
export type DocumentView = DecidedDocument & { isOverrun: boolean };

export interface DecisionListView {
  meetingId: string;
  name: string;
  state: string;
  endedAt: Date | null;
  isSecretary: boolean;
  items: {
    itemId: string;
    position: number;
    title: string;
    bodyName: string;
    reference: string;
    decision: DecisionView | null;
    earlier: DecisionView[];
  }[];
  documents: DocumentView[];
  minutes: Minutes | null;
}

/** 会议决定 as far as somebody reads the meeting: of an item that isn't his he sees nothing. @rule art-56 */
export async function viewDecisions(
  deps: Dependencies,
  account: Account,
  meetingId: string,
): Promise<DecisionListView> {
  const reader = await requireMeetingReader(deps, account, meetingId);
  const { pool, office, clock } = deps;
  const decisions = await listDecisions(pool, meetingId);
  const name = meetingName(reader.meeting, office);
  const items = (await listItems(pool, meetingId)).map((item, index) => {
    const own = withWhatFollows(decisions.filter(({ itemId }) => itemId === item.id)).map((one) =>
      viewOf(office, one),
    );
    return {
      itemId: item.id,
      position: index + 1,
      title: item.title,
      bodyName: item.bodyName,
      reference: decisionReference(name, index + 1),
      decision: own.at(-1) ?? null,
      earlier: own.slice(0, -1),
    };
  });
  const documents = await listDecidedDocuments(pool, { meetingId });
  return {
    meetingId,
    name,
    state: reader.meeting.state,
    endedAt: reader.meeting.endedAt,
    isSecretary: reader.isSecretary,
    items: items.filter(({ itemId }) => readsItem(reader, itemId)),
    documents: documents
      .filter(({ itemId }) => readsItem(reader, itemId))
      .map((one) => documentView(one, clock.now())),
    minutes: reader.scope === 'all' ? await findMinutes(pool, meetingId) : null,
  };
}

/** A correction leaves standing what was set going by the decision before it. */
function withWhatFollows(decisions: readonly Decision[]): Decision[] {
  const last = decisions.filter(({ isCorrection }) => !isCorrection).at(-1);
  return decisions.map((one) =>
    one.isCorrection && last ? { ...one, tasks: last.tasks, documents: last.documents } : one,
  );
}

export const documentView = (document: DecidedDocument, now: Date): DocumentView => ({
  ...document,
  isOverrun: isOverrun(document, now),
});

function viewOf(office: Office, decision: Decision) {
  const bodyOf = (id: string): { id: string; name: string } => ({
    id,
    name: office.bodies.find((body) => body.id === id)?.shortName ?? id,
  });
  return {
    ...decision,
    outcomeLabel: labelOf(office.meetings.outcomes, decision.outcome),
    disclosureLabel: labelOf(office.meetings.disclosures, decision.disclosure),
    tasks: decision.tasks.map(({ id, what, leadBodyId, assistingBodyIds, dueOn }) => ({
      id,
      what,
      lead: bodyOf(leadBodyId),
      assisting: assistingBodyIds.map(bodyOf),
      dueOn,
    })),
    documents: decision.documents.map(({ id, title, bodyId }) => ({ id, title, body: bodyOf(bodyId) })),
  };
}
