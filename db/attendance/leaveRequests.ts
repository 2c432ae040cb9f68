import type { RuleReference } from '../../domain/routing/facts';
import type { Queryable } from '../pool';

/** How a word reached the Office: by the system itself, by telephone, by text message. */
export type Channel = 'system' | 'telephone' | 'text-message';

export interface NewLeaveRequest {
  caseId: string;
  meetingId: string;
  participantId: string;
  personId: string;
  postId: string;
  reason: string;
  channel: Channel;
  /** Who rang or wrote; '' where he asked in the system himself. */
  toldBy: string;
  enteredBy: string;
  enteredAs: string;
  decidedBy: 'each' | 'list';
  listCaseId: string | null;
  rule: RuleReference;
  substitutePersonId: string | null;
  substitutePostId: string | null;
}

/** 会议请假 (art 39). */
export interface LeaveRequest extends NewLeaveRequest {
  meetingTitle: string;
  meetingStartsAt: Date;
  /** 农业农村局局长阿迪力·喀斯木. */
  who: string;
  /** 农业农村局副局长陆青禾, or null. */
  substitute: string | null;
  substituteName: string | null;
  askedAt: Date;
  state: 'asked' | 'granted' | 'refused' | 'cancelled';
  /** Whether its list was handed in: 已报专员. */
  isReported: boolean;
  decidedAt: Date | null;
  decisionActor: string | null;
  decisionWords: string | null;
  cancelledAt: Date | null;
  cancelReason: string | null;
}

const SELECT = `
  select request.case_id as "caseId", request.meeting_id as "meetingId", request.participant_id as "participantId",
         request.person_id as "personId", request.post_id as "postId", request.reason, request.channel,
         request.told_by as "toldBy", request.entered_by as "enteredBy", request.entered_as as "enteredAs",
         request.decided_by as "decidedBy", request.list_case_id as "listCaseId", request.rule,
         request.substitute_person_id as "substitutePersonId", request.substitute_post_id as "substitutePostId",
         request.asked_at as "askedAt", request.state, request.decided_at as "decidedAt",
         request.decision_actor as "decisionActor", request.decision_words as "decisionWords",
         request.cancelled_at as "cancelledAt", request.cancel_reason as "cancelReason",
         meeting_case.title as "meetingTitle", meeting.starts_at as "meetingStartsAt",
         posts.label || persons.display_name as who,
         coalesce(list.state <> 'collecting', false) as "isReported",
         (select display_name from persons where id = request.substitute_person_id) as "substituteName",
         (select post.label || person.display_name from persons as person, posts as post
           where person.id = request.substitute_person_id and post.id = request.substitute_post_id) as substitute
    from leave_requests as request
    join meetings as meeting on meeting.case_id = request.meeting_id
    join cases as meeting_case on meeting_case.id = request.meeting_id
    join persons on persons.id = request.person_id
    join posts on posts.id = request.post_id
    left join leave_lists as list on list.case_id = request.list_case_id`;

export async function findLeave(sql: Queryable, caseId: string): Promise<LeaveRequest | null> {
  const { rows } = await sql.query(`${SELECT} where request.case_id = $1`, [caseId]);
  return (rows[0] as LeaveRequest | undefined) ?? null;
}

/** Everything that was asked for a meeting, in the order of asking. */
export async function listLeaveOfMeeting(sql: Queryable, meetingId: string): Promise<LeaveRequest[]> {
  const { rows } = await sql.query(
    `${SELECT} where request.meeting_id = $1 order by request.asked_at, request.case_id`,
    [meetingId],
  );
  return rows as LeaveRequest[];
}

/** What somebody asked for, or was asked for him, the latest first. */
export async function listLeaveOfPerson(sql: Queryable, personId: string): Promise<LeaveRequest[]> {
  const { rows } = await sql.query(
    `${SELECT} where request.person_id = $1 order by request.asked_at desc, request.case_id limit 100`,
    [personId],
  );
  return rows as LeaveRequest[];
}

/** What stands on a list, in the order of asking; those cancelled since are left out. */
export async function listLeaveOfList(sql: Queryable, listCaseId: string): Promise<LeaveRequest[]> {
  const { rows } = await sql.query(
    `${SELECT} where request.list_case_id = $1 and request.state <> 'cancelled' order by request.asked_at, request.case_id`,
    [listCaseId],
  );
  return rows as LeaveRequest[];
}

/** The leave that stands for somebody at a meeting, asked for or granted. */
export async function findStandingLeave(
  sql: Queryable,
  meetingId: string,
  personId: string,
): Promise<LeaveRequest | null> {
  const { rows } = await sql.query(
    `${SELECT} where request.meeting_id = $1 and request.person_id = $2 and request.state in ('asked', 'granted')`,
    [meetingId, personId],
  );
  return (rows[0] as LeaveRequest | undefined) ?? null;
}

/** The database refuses it from the opening of the meeting on. */
export async function insertLeave(sql: Queryable, leave: NewLeaveRequest): Promise<void> {
  await sql.query(
    `insert into leave_requests (case_id, meeting_id, participant_id, person_id, post_id, reason, channel, told_by, entered_by,
       entered_as, decided_by, list_case_id, rule, substitute_person_id, substitute_post_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
    [
      leave.caseId,
      leave.meetingId,
      leave.participantId,
      leave.personId,
      leave.postId,
      leave.reason,
      leave.channel,
      leave.toldBy,
      leave.enteredBy,
      leave.enteredAs,
      leave.decidedBy,
      leave.listCaseId,
      JSON.stringify(leave.rule),
      leave.substitutePersonId,
      leave.substitutePostId,
    ],
  );
}

/** What was decided, once. @returns whether it still waited for that */
export async function decideLeave(
  sql: Queryable,
  caseId: string,
  decision: {
    state: 'granted' | 'refused';
    actor: string;
    words: string;
    at: Date;
    elementInstanceKey: string;
  },
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `update leave_requests set state = $2, decision_actor = $3, decision_words = $4, decided_at = $5, decided_in = $6
      where case_id = $1 and state = 'asked'`,
    [caseId, decision.state, decision.actor, decision.words, decision.at, decision.elementInstanceKey],
  );
  return rowCount === 1;
}

/** 销假; `by` null: the meeting itself was cancelled. @returns whether it stood until then */
export async function cancelLeave(
  sql: Queryable,
  caseId: string,
  { by, reason, at }: { by: string | null; reason: string; at: Date },
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `update leave_requests set state = 'cancelled', cancelled_at = $2, cancelled_by = $3, cancel_reason = $4
      where case_id = $1 and state in ('asked', 'granted')`,
    [caseId, at, by, reason],
  );
  return rowCount === 1;
}
