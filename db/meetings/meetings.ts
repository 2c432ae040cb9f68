import type { Queryable } from '../pool';

/** preparing: its agenda is being arranged; approved: it may be printed; see migration 0019. */
export type MeetingState = 'preparing' | 'approved' | 'opened' | 'ended' | 'cancelled';

/** What is planned of a meeting; who presides in words that say for whom (受专员…委托). */
export interface MeetingPlan {
  kind: string;
  /** By the day on which it starts, in the office's zone. */
  year: number;
  startsAt: Date;
  place: string;
  byVideo: boolean;
  presiderPersonId: string;
  presiderPostId: string;
  presiderDelegationId: string | null;
  presiderWords: string;
}

/** 会议 (arts 6, 35-38). */
export interface Meeting extends MeetingPlan {
  caseId: string;
  title: string;
  /** Of its kind and year; null until its agenda was approved for the first time. */
  number: number | null;
  state: MeetingState;
  stateReason: string;
  openedAt: Date | null;
  /** Why it was opened long before its time; '' where it wasn't. */
  earlyReason: string;
  endedAt: Date | null;
}

const SELECT = `
  select meeting.case_id as "caseId", cases.title, meeting.kind, meeting.year, meeting.number,
         meeting.starts_at as "startsAt", meeting.place, meeting.by_video as "byVideo",
         meeting.presider_person_id as "presiderPersonId", meeting.presider_post_id as "presiderPostId",
         meeting.presider_delegation_id as "presiderDelegationId", meeting.presider_words as "presiderWords",
         meeting.state, meeting.state_reason as "stateReason", meeting.opened_at as "openedAt",
         meeting.early_reason as "earlyReason", meeting.ended_at as "endedAt"
    from meetings as meeting join cases on cases.id = meeting.case_id`;

export async function findMeeting(sql: Queryable, caseId: string): Promise<Meeting | null> {
  const { rows } = await sql.query(`${SELECT} where meeting.case_id = $1`, [caseId]);
  return (rows[0] as Meeting | undefined) ?? null;
}

/** The meeting, locked for the transaction; lock its case first where both are locked. */
export async function lockMeeting(sql: Queryable, caseId: string): Promise<Meeting | null> {
  await sql.query('select from meetings where case_id = $1 for no key update', [caseId]);
  return findMeeting(sql, caseId);
}

/** Meetings that start within `from` (included) and `until` (not included), in order. */
export async function listMeetings(
  sql: Queryable,
  { from, until }: { from: Date; until: Date },
): Promise<Meeting[]> {
  const { rows } = await sql.query(
    `${SELECT} where meeting.starts_at >= $1 and meeting.starts_at < $2 order by meeting.starts_at, meeting.case_id`,
    [from, until],
  );
  return rows as Meeting[];
}

/** Meetings to which somebody is called and that haven't begun, in order. */
export async function listMeetingsAhead(sql: Queryable, personId: string): Promise<Meeting[]> {
  const { rows } = await sql.query(
    `${SELECT}
      where meeting.state in ('preparing', 'approved')
        and exists (select from meeting_participants as called
                     where called.meeting_id = meeting.case_id and called.person_id = $1 and called.removed_at is null)
      order by meeting.starts_at, meeting.case_id`,
    [personId],
  );
  return rows as Meeting[];
}

/** A new meeting, of a case that was opened in the same transaction. */
export async function insertMeeting(sql: Queryable, caseId: string, plan: MeetingPlan): Promise<void> {
  await sql.query(
    `insert into meetings (case_id, kind, year, starts_at, place, by_video, presider_person_id, presider_post_id,
                           presider_delegation_id, presider_words)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [caseId, plan.kind, ...valuesOf(plan)],
  );
}

/** Another time, place or presider; its kind stays. The caller holds the lock. */
export async function updateMeetingPlan(
  sql: Queryable,
  caseId: string,
  plan: Omit<MeetingPlan, 'kind'>,
): Promise<void> {
  await sql.query(
    `update meetings set year = $2, starts_at = $3, place = $4, by_video = $5, presider_person_id = $6,
            presider_post_id = $7, presider_delegation_id = $8, presider_words = $9
      where case_id = $1`,
    [caseId, ...valuesOf(plan)],
  );
}

const valuesOf = (plan: Omit<MeetingPlan, 'kind'>): unknown[] => [
  plan.year,
  plan.startsAt,
  plan.place,
  plan.byVideo,
  plan.presiderPersonId,
  plan.presiderPostId,
  plan.presiderDelegationId,
  plan.presiderWords,
];

/** Opened and ended have their moments: `openMeeting`, `endMeeting`. The caller holds the lock. */
export async function setMeetingState(
  sql: Queryable,
  caseId: string,
  state: 'preparing' | 'approved' | 'cancelled',
  reason = '',
): Promise<void> {
  await sql.query('update meetings set state = $2, state_reason = $3 where case_id = $1', [
    caseId,
    state,
    reason,
  ]);
}

/** `earlyReason`: why long before its time; '' where it isn't. */
export async function openMeeting(sql: Queryable, caseId: string, at: Date, earlyReason = ''): Promise<void> {
  await sql.query(
    `update meetings set state = 'opened', opened_at = $2, early_reason = $3 where case_id = $1 and state = 'approved'`,
    [caseId, at, earlyReason],
  );
}

/** 散会: deadlines count from `at`. */
export async function endMeeting(sql: Queryable, caseId: string, at: Date): Promise<void> {
  await sql.query(
    `update meetings set state = 'ended', ended_at = $2 where case_id = $1 and state = 'opened'`,
    [caseId, at],
  );
}

/**
 * Gives a meeting its number in its kind and year: gapless, because the counter's row is locked until the transaction
 * ends; once per meeting (law 4). The caller holds the lock.
 *
 * @rule art-35
 */
export async function assignMeetingNumber(
  sql: Queryable,
  meeting: Pick<Meeting, 'caseId' | 'kind' | 'year' | 'number'>,
): Promise<number> {
  if (meeting.number !== null) return meeting.number;
  const { rows } = await sql.query<{ last: number }>(
    `insert into meeting_number_counters (kind, year, last_number) values ($1, $2, 1)
     on conflict (kind, year) do update set last_number = meeting_number_counters.last_number + 1
     returning last_number as last`,
    [meeting.kind, meeting.year],
  );
  const number = rows[0]?.last;
  if (number === undefined) throw new Error(`会议 ${meeting.caseId} 未取得会次`);
  await sql.query('update meetings set number = $2 where case_id = $1 and number is null', [
    meeting.caseId,
    number,
  ]);
  return number;
}
