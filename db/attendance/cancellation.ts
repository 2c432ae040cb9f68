import { messages } from '../../domain/generated/ids';
import { lockCase } from '../cases';
import { enqueue } from '../outbox';
import type { Queryable } from '../pool';
import { endListIfEmpty, refreshList } from './leaveLists';
import { cancelLeave, listLeaveOfMeeting } from './leaveRequests';
import type { LeaveRequest } from './leaveRequests';
import { insertNotices } from './notices';
import { listParticipants } from '../meetings/participants';

/** The request no longer waits; its process, and a list that has become empty, are told to end. */
export async function endLeave(
  sql: Queryable,
  request: LeaveRequest,
  cancelled: { by: string | null; reason: string; at: Date },
): Promise<boolean> {
  // Lists before their requests, as the decision on a list locks them.
  if (request.listCaseId) await lockCase(sql, request.listCaseId);
  await lockCase(sql, request.caseId);
  if (!(await cancelLeave(sql, request.caseId, cancelled))) return false;
  if (request.state !== 'asked') return true;
  await enqueue(sql, {
    kind: 'publish-message',
    caseId: request.caseId,
    payload: { name: messages.leaveCancelled, correlationKey: request.caseId, variables: {} },
    effectKey: `leave-cancelled:${request.caseId}`,
  });
  if (request.listCaseId) {
    if (!request.isReported) await refreshList(sql, request.listCaseId, `leave-cancelled:${request.caseId}`);
    await endListIfEmpty(sql, request.listCaseId);
  }
  return true;
}

/**
 * A meeting is cancelled: everybody who was told of it is told so, and no leave from it waits any longer. To be called in the
 * transaction that cancels it, once.
 *
 * @rule art-38 art-39
 */
export async function cancelAttendance(
  sql: Queryable,
  meeting: { caseId: string; title: string },
  reason: string,
  at: Date,
): Promise<void> {
  const told = await listTold(sql, meeting.caseId);
  const participants = await listParticipants(sql, meeting.caseId);
  await insertNotices(
    sql,
    participants
      .filter(({ id }) => told.has(id))
      .map(({ id, personId }) => ({
        meetingId: meeting.caseId,
        versionId: null,
        participantId: id,
        personId,
        kind: 'cancelled' as const,
        words: `“${meeting.title}”取消${reason ? `：${reason}` : ''}。`,
        callAt: null,
      })),
    'cancelled',
  );
  for (const request of await listLeaveOfMeeting(sql, meeting.caseId)) {
    if (request.state === 'asked' || request.state === 'granted') {
      await endLeave(sql, request, { by: null, reason: '会议取消', at });
    }
  }
}

async function listTold(sql: Queryable, meetingId: string): Promise<Set<string>> {
  const { rows } = await sql.query<{ id: string }>(
    'select distinct participant_id as id from meeting_notices where meeting_id = $1',
    [meetingId],
  );
  return new Set(rows.map(({ id }) => id));
}
