import { decisionReference, meetingName } from '../../domain/meetings/reference';
import type { MeetingItem } from '../meetings/items';
import { listItems } from '../meetings/items';
import type { Meeting } from '../meetings/meetings';
import type { Office } from '../officeSchema';
import type { Queryable } from '../pool';
import type { Decision } from './decisions';
import { atTheEnd, listDecisions } from './decisions';

/** An item with what the meeting decided on it. */
export interface DecidedItem {
  item: MeetingItem;
  /** From 1, as the meeting took them. */
  position: number;
  reference: string;
  decision: Decision;
}

/** What came of a meeting, as it stood when the meeting ended; `read` says otherwise. */
export async function loadOutcome(
  sql: Queryable,
  office: Pick<Office, 'meetings' | 'bodies'>,
  meeting: Meeting,
  read: typeof atTheEnd = atTheEnd,
): Promise<{ name: string; decided: DecidedItem[] }> {
  const items = await listItems(sql, meeting.caseId);
  const decisions = read(await listDecisions(sql, meeting.caseId));
  const name = meetingName(meeting, office);
  const decided = items.flatMap((item, index) => {
    const decision = decisions.get(item.id);
    const position = index + 1;
    return decision ? [{ item, position, reference: decisionReference(name, position), decision }] : [];
  });
  return { name, decided };
}
