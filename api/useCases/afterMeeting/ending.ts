import type { Account } from '../../../db/accounts';
import { listDecisions, standing } from '../../../db/afterMeeting/decisions';
import { lockCase } from '../../../db/cases';
import { appendLedger } from '../../../db/ledger';
import { listItems } from '../../../db/meetings/items';
import type { MeetingItem } from '../../../db/meetings/items';
import { endMeeting as setEnded, lockMeeting } from '../../../db/meetings/meetings';
import { lockTopic, setTopicState } from '../../../db/meetings/topics';
import { enqueue } from '../../../db/outbox';
import type { Queryable } from '../../../db/pool';
import { withTransaction } from '../../../db/transaction';
import { messages } from '../../../domain/generated/ids';
import type { Dependencies } from '../../dependencies';
import { conflict, notFound } from '../../problems';
import { MEETING_DUTY, requireMeetingReader, requireSecretary } from '../meetings/access';
import { actorIn, standingOf } from './access';

/**
 * 散会: every item is decided, or the meeting can't end. From this moment the limit for documents counts; topics have their
 * result, those put off may be listed again.
 *
 * @rule art-38 art-40
 */
export async function endMeeting(deps: Dependencies, account: Account, meetingId: string): Promise<Date> {
  requireSecretary(await requireMeetingReader(deps, account, meetingId));
  return withTransaction(deps.pool, async (sql) => {
    const items = await listItems(sql, meetingId);
    // Cases first, in one order, as everywhere.
    for (const caseId of [meetingId, ...items.map(({ topicCaseId }) => topicCaseId)].sort())
      await lockCase(sql, caseId);
    const meeting = await lockMeeting(sql, meetingId);
    if (!meeting) throw notFound('会议');
    if (meeting.state === 'ended')
      throw conflict('meeting-ended', '已经散会', '会议已经登记散会，不必再登记。');
    if (meeting.state !== 'opened') {
      throw conflict('meeting-not-opened', '会议还没有开始', '登记了开会的会议才能登记散会。');
    }
    const decisions = standing(await listDecisions(sql, meetingId));
    const undecided = items.filter(({ id }) => !decisions.has(id));
    if (undecided.length > 0) {
      const titles = undecided.map(({ position, title }) => `第${position}项“${title}”`).join('、');
      throw conflict('undecided-items', '还有议题没有决定', `请先登记对${titles}的决定，再登记散会。`);
    }
    const now = deps.clock.now();
    await setEnded(sql, meetingId, now);
    for (const item of items) await settleTopic(deps, sql, item, decisions.get(item.id)?.outcome ?? '');
    await appendLedger(sql, {
      caseId: meetingId,
      kind: 'meeting-ended',
      personId: account.personId,
      actor: actorIn(await standingOf(deps, sql, account), account, ({ duties }) =>
        duties.includes(MEETING_DUTY),
      ),
      capacity: null,
      summary: `散会，${items.length} 项议题均有决定`,
      effectKey: 'meeting-ended',
      at: now,
    });
    await enqueue(sql, {
      kind: 'publish-message',
      caseId: meetingId,
      payload: { name: messages.meetingEnded, correlationKey: meetingId, variables: {} },
      effectKey: `meeting-ended:${meetingId}`,
    });
    return now;
  });
}

/** What was put off stays with the Office, to be listed again; the rest has had its meeting. */
async function settleTopic(
  { office }: Dependencies,
  sql: Queryable,
  item: MeetingItem,
  outcome: string,
): Promise<void> {
  const { topicCaseId, meetingId } = item;
  await lockTopic(sql, topicCaseId);
  if (office.meetings.outcomes.some(({ id, again }) => id === outcome && again)) {
    await setTopicState(sql, topicCaseId, 'postponed');
    return;
  }
  await setTopicState(sql, topicCaseId, 'decided');
  await enqueue(sql, {
    kind: 'publish-message',
    caseId: topicCaseId,
    payload: { name: messages.topicDecided, correlationKey: topicCaseId, variables: {} },
    effectKey: `topic-decided:${topicCaseId}:${meetingId}`,
  });
}
