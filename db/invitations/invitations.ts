import type { Queryable } from '../pool';

export type InvitationState =
  'invited' | 'entrusted' | 'confirmed' | 'attended' | 'not-attended' | 'called-off';

/** 应邀会议, as the Office registers it. */
export interface NewInvitation {
  title: string;
  /** Who convenes it: one of the office's `conveners` (meetings.json). */
  convener: string;
  /** The body that it concerns: whoever has that in his portfolio is asked. */
  bodyId: string;
  startsAt: Date;
  place: string;
  subject: string;
  /** The letter of invitation in words. */
  letter: string;
}

export interface Invitation extends NewInvitation {
  caseId: string;
  bodyName: string;
  state: InvitationState;
  stateReason: string;
  stateSince: Date;
  attendeePersonId: string | null;
  /** 副专员阿卜杜热依木; "" where nobody is settled yet. */
  attendee: string;
  isEntrusted: boolean;
  registeredBy: string;
  /** Who has the step that is open now, and by when; null where none is. */
  waitsFor: string | null;
  waitsUntil: Date | null;
  acts: InvitationAct[];
}

/** What was done in its steps, those that counted. */
export interface InvitationAct {
  act: string;
  decision: string;
  actor: string;
  opinion: string;
  actedAt: string;
}

const VIEW = `
  select invitation.case_id as "caseId", cases.title, convener, invitation.body_id as "bodyId", bodies.name as "bodyName",
         starts_at as "startsAt", place, subject, letter, state, state_reason as "stateReason",
         state_since as "stateSince", attendee_person_id as "attendeePersonId", attendee_as as attendee,
         is_entrusted as "isEntrusted", cases.drafter_person_id as "registeredBy", open.due_at as "waitsUntil",
         (select string_agg(posts.label || persons.display_name, '、' order by posts.id, persons.id)
            from step_holders as holder join persons on persons.id = holder.person_id
            join posts on posts.id = holder.post_id
           where holder.element_instance_key = open.element_instance_key) as "waitsFor",
         (select coalesce(jsonb_agg(jsonb_build_object('act', steps.act, 'decision', result.decision, 'actor', result.actor,
                   'opinion', result.opinion, 'actedAt', result.acted_at) order by result.acted_at), '[]')
            from step_results as result join steps using (element_instance_key)
           where result.case_id = invitation.case_id and result.accepted) as acts
    from meeting_invitations as invitation
    join cases on cases.id = invitation.case_id
    join bodies on bodies.id = invitation.body_id
    left join lateral (select element_instance_key, due_at from steps
                        where steps.case_id = invitation.case_id and steps.state = 'open'
                        order by element_instance_key desc limit 1) as open on true`;

export async function findInvitation(sql: Queryable, caseId: string): Promise<Invitation | null> {
  const { rows } = await sql.query(`${VIEW} where invitation.case_id = $1`, [caseId]);
  return (rows[0] as Invitation | undefined) ?? null;
}

/** All of a year of the office's zone, the latest first. */
export async function listInvitations(sql: Queryable, year: number): Promise<Invitation[]> {
  const { rows } = await sql.query(
    `${VIEW} where extract(year from starts_at at time zone (select time_zone from office)) = $1
      order by starts_at desc, invitation.case_id`,
    [year],
  );
  return rows as Invitation[];
}

export async function insertInvitation(
  sql: Queryable,
  caseId: string,
  { convener, bodyId, startsAt, place, subject, letter }: NewInvitation,
): Promise<void> {
  await sql.query(
    `insert into meeting_invitations (case_id, convener, body_id, starts_at, place, subject, letter)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [caseId, convener, bodyId, startsAt, place, subject, letter],
  );
}

/** Who took the meeting upon himself, in which step. */
export interface Attendee {
  personId: string;
  postId: string;
  /** 副专员阿卜杜热依木. */
  as: string;
  elementInstanceKey: string;
  isEntrusted: boolean;
}

/**
 * Takes an invitation from one state to the next; one that is in another by now stays where it is.
 *
 * @param attendee who attends from here on; where not given it stays as it was
 * @returns whether it was in one of the states from which it goes on
 */
export async function moveInvitation(
  sql: Queryable,
  caseId: string,
  from: readonly InvitationState[],
  to: InvitationState,
  { reason = '', attendee = null }: { reason?: string; attendee?: Attendee | null } = {},
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `update meeting_invitations
        set state = $3, state_reason = $4, state_since = app_now(),
            attendee_person_id = coalesce($5, attendee_person_id), attendee_post_id = coalesce($6, attendee_post_id),
            attendee_as = coalesce($7, attendee_as), attendee_in = coalesce($8, attendee_in),
            is_entrusted = coalesce($9, is_entrusted)
      where case_id = $1 and state = any($2)`,
    [
      caseId,
      from,
      to,
      reason,
      attendee?.personId ?? null,
      attendee?.postId ?? null,
      attendee?.as ?? null,
      attendee?.elementInstanceKey ?? null,
      attendee?.isEntrusted ?? null,
    ],
  );
  return rowCount === 1;
}

/**
 * Whoever was to attend can't: nobody is settled any more. Only before the meeting.
 *
 * @returns whether somebody was settled and the meeting hadn't begun
 */
export async function unsettleAttendee(sql: Queryable, caseId: string, reason: string): Promise<boolean> {
  const { rowCount } = await sql.query(
    `update meeting_invitations
        set state = 'invited', state_reason = $2, state_since = app_now(), attendee_person_id = null,
            attendee_post_id = null, attendee_as = '', attendee_in = null, is_entrusted = false
      where case_id = $1 and state = 'confirmed' and starts_at > app_now()`,
    [caseId, reason],
  );
  return rowCount === 1;
}
