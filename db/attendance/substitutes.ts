import { findLastNoticeOfPerson, insertNotices } from './notices';
import type { LeaveRequest } from './leaveRequests';
import type { Queryable } from '../pool';

/**
 * Tells whoever comes for somebody whose leave was granted, in the words of the notice that the other one got.
 *
 * @rule art-38 art-39
 */
export async function tellSubstitute(sql: Queryable, request: LeaveRequest): Promise<void> {
  if (!request.substitutePersonId) return;
  const notice = await findLastNoticeOfPerson(sql, request.meetingId, request.personId);
  await insertNotices(
    sql,
    [
      {
        meetingId: request.meetingId,
        versionId: notice?.versionId ?? null,
        participantId: request.participantId,
        personId: request.substitutePersonId,
        kind: 'convened',
        words: `请您代${request.who}参加会议。\n${notice?.words ?? ''}`.trim(),
        callAt: notice?.callAt ?? null,
      },
    ],
    `substitute:${request.caseId}`,
  );
}

/** The leave was given back: whoever would have come needn't. */
export async function releaseSubstitute(sql: Queryable, request: LeaveRequest): Promise<void> {
  if (!request.substitutePersonId || request.state !== 'granted') return;
  await insertNotices(
    sql,
    [
      {
        meetingId: request.meetingId,
        versionId: null,
        participantId: request.participantId,
        personId: request.substitutePersonId,
        kind: 'released',
        words: `${request.who}已销假，自己参加“${request.meetingTitle}”，您不必代会。`,
        callAt: null,
      },
    ],
    `substitute-released:${request.caseId}`,
  );
}

/** Who comes for whom, where leave with a substitute was granted. */
export interface Substitute {
  meetingId: string;
  /** Who comes. */
  personId: string;
  /** For whom. */
  participantId: string;
}

export function listSubstitutes(sql: Queryable, meetingId: string): Promise<Substitute[]> {
  return listSubstitutesOf(sql, [meetingId]);
}

/** The same of several meetings, in one query. */
export async function listSubstitutesOf(
  sql: Queryable,
  meetingIds: readonly string[],
): Promise<Substitute[]> {
  const { rows } = await sql.query(
    `select meeting_id as "meetingId", substitute_person_id as "personId", participant_id as "participantId"
       from leave_requests
      where meeting_id = any($1::uuid[]) and state = 'granted' and substitute_person_id is not null`,
    [meetingIds],
  );
  return rows as Substitute[];
}
