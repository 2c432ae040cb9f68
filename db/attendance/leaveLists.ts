import { randomUUID } from 'node:crypto';
import type { Block } from '../../domain/document/text';
import { messages, processes } from '../../domain/generated/ids';
import type { Option } from '../../domain/steps/details';
import { findCase, lockCase } from '../cases';
import { enqueue } from '../outbox';
import type { Queryable } from '../pool';
import { closeCase } from '../runningCases';
import { startCase } from '../startCase';
import { freezeVersion } from '../versions';
import { listLeaveOfList } from './leaveRequests';

/** The meeting's own case: who opened it answers for its lists as well. */
interface MeetingOwner {
  meetingId: string;
  title: string;
  pageUrl: (caseId: string) => string;
}

/**
 * The list on which a request for leave goes: the one that is being collected for the meeting, locked, or a new one.
 *
 * @returns the list's case
 * @rule art-39
 */
export async function collectingList(sql: Queryable, owner: MeetingOwner): Promise<string> {
  const { meetingId, title } = owner;
  const standing = await findCollecting(sql, meetingId);
  if (standing) {
    await lockCase(sql, standing);
    // Handed in while this one waited: the next list is another.
    if ((await findCollecting(sql, meetingId)) === standing) return standing;
  }
  const caseId = randomUUID();
  await startCase(sql, {
    caseId,
    processId: processes.leaveList,
    startMessage: messages.leaveListOpened,
    kindLabel: '请假名单',
    title: `${title}请假名单`,
    blocks: [{ type: 'paragraph', text: '正在汇总。' }],
    ...(await openedBy(sql, meetingId)),
    summary: '会议有人请假，开列名单',
    pageUrl: owner.pageUrl(caseId),
  });
  await sql.query('insert into leave_lists (case_id, meeting_id) values ($1, $2)', [caseId, meetingId]);
  return caseId;
}

async function findCollecting(sql: Queryable, meetingId: string): Promise<string | null> {
  const { rows } = await sql.query<{ id: string }>(
    `select case_id as id from leave_lists where meeting_id = $1 and state = 'collecting'`,
    [meetingId],
  );
  return rows[0]?.id ?? null;
}

/** The one who planned the meeting. */
async function openedBy(sql: Queryable, meetingId: string) {
  const meeting = await findCase(sql, meetingId);
  if (!meeting) throw new Error(`会议 ${meetingId} 没有登记`);
  const { rows } = await sql.query<{ personName: string; postLabel: string; bodyName: string }>(
    `select display_name as "personName", posts.label as "postLabel", bodies.name as "bodyName"
       from persons, posts join bodies on bodies.id = posts.body_id where persons.id = $1 and posts.id = $2`,
    [meeting.drafterPersonId, meeting.drafterPostId],
  );
  const { personName = '', postLabel = '', bodyName = '' } = rows[0] ?? {};
  return {
    openedBy: {
      personId: meeting.drafterPersonId,
      personName,
      postId: meeting.drafterPostId,
      postLabel,
      bodyId: meeting.draftingBodyId,
    },
    bodyName,
  };
}

/** The list's text follows those who stand on it: its next version, so that nobody decides on a list that he hasn't seen. */
export async function refreshList(sql: Queryable, listCaseId: string, effectKey: string): Promise<void> {
  const requests = await listLeaveOfList(sql, listCaseId);
  const blocks: Block[] = requests.map(({ who, reason, substitute }, index) => ({
    type: 'paragraph',
    text: `${index + 1}. ${who}：${reason}${substitute ? `；由${substitute}代会` : ''}`,
  }));
  const { rows } = await sql.query<{ drafter: string }>(
    `update drafts set content = jsonb_set(content, '{blocks}', $2), revision = revision + 1, updated_at = app_now()
      where case_id = $1 returning (select drafter_person_id from cases where id = $1) as drafter`,
    [listCaseId, JSON.stringify(blocks.length > 0 ? blocks : [{ type: 'paragraph', text: '名单已空。' }])],
  );
  await freezeVersion(sql, {
    caseId: listCaseId,
    createdBy: rows[0]?.drafter ?? '',
    effectKey,
    change: 'substantive',
  });
}

export async function setListState(
  sql: Queryable,
  listCaseId: string,
  state: 'handed-in' | 'decided' | 'void',
): Promise<void> {
  await sql.query(
    `update leave_lists set state = $2, state_since = app_now() where case_id = $1 and state not in ('decided', 'void')`,
    [listCaseId, state],
  );
}

/** A list on which nobody is left ends by itself. The caller holds the list's case. */
export async function endListIfEmpty(sql: Queryable, listCaseId: string): Promise<void> {
  if ((await listLeaveOfList(sql, listCaseId)).length > 0) return;
  await setListState(sql, listCaseId, 'void');
  await closeCase(sql, listCaseId, 'cancelled');
  await enqueue(sql, {
    kind: 'publish-message',
    caseId: listCaseId,
    payload: { name: messages.leaveListEmptied, correlationKey: listCaseId, variables: {} },
    effectKey: `leave-list-emptied:${listCaseId}`,
  });
}

/** Those on a list, as its form offers them: id of the request's case, and who it is. */
export async function listedForLeave(sql: Queryable, listCaseId: string): Promise<Option[]> {
  return (await listLeaveOfList(sql, listCaseId)).map(({ caseId, who }) => ({ value: caseId, label: who }));
}
