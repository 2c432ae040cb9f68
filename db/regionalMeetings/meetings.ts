import type { GateFinding } from '../../domain/routing/gates';
import type { Queryable } from '../pool';

export type RegionalState =
  'proposed' | 'agreed' | 'requested' | 'checked' | 'approved' | 'declined' | 'called-off' | 'held';

/** 区域性会议, as its department describes it. */
export interface RegionalPlan {
  title: string;
  purpose: string;
  nameUsed: string;
  startsAt: Date;
  days: number;
  venue: string;
  place: string;
  format: string;
  formatReason: string;
  size: number;
  budgetItem: string;
  budgetYuan: number;
  invitesHeads: boolean;
  headsReason: string;
  leaders: string;
  exceptionReason: string;
}

export interface RegionalMeeting extends RegionalPlan {
  caseId: string;
  bodyId: string;
  bodyName: string;
  year: number;
  placeInYear: number;
  findings: GateFinding[];
  state: RegionalState;
  stateReason: string;
  stateSince: Date;
  agreedAt: Date | null;
  requestCaseId: string | null;
  requestTitle: string | null;
  requestNumber: string | null;
}

const VIEW = `
  select meeting.case_id as "caseId", cases.title, meeting.body_id as "bodyId", bodies.name as "bodyName", year,
         place_in_year as "placeInYear", purpose, name_used as "nameUsed", starts_at as "startsAt",
         days::float8 as days, venue, place, format, format_reason as "formatReason", size, budget_item as "budgetItem",
         budget_yuan::float8 as "budgetYuan", invites_heads as "invitesHeads", heads_reason as "headsReason", leaders,
         exception_reason as "exceptionReason", findings, state, state_reason as "stateReason",
         state_since as "stateSince", agreed_at as "agreedAt", request_case_id as "requestCaseId",
         request.title as "requestTitle",
         (select series.mark || '〔' || numbers.year || '〕' || numbers.number || '号'
            from document_numbers as numbers join number_series as series on series.id = numbers.series_id
           where numbers.case_id = request_case_id and numbers.void_reason is null) as "requestNumber"
    from regional_meetings as meeting
    join cases on cases.id = meeting.case_id
    join bodies on bodies.id = meeting.body_id
    left join cases as request on request.id = request_case_id`;

export async function findRegionalMeeting(sql: Queryable, caseId: string): Promise<RegionalMeeting | null> {
  const { rows } = await sql.query(`${VIEW} where meeting.case_id = $1`, [caseId]);
  return (rows[0] as RegionalMeeting | undefined) ?? null;
}

/** All of a year, by body and in order of time. */
export async function listRegionalMeetings(
  sql: Queryable,
  { year, bodyId = null }: { year: number; bodyId?: string | null },
): Promise<RegionalMeeting[]> {
  const { rows } = await sql.query(
    `${VIEW} where year = $1 and ($2::text is null or meeting.body_id = $2)
      order by bodies.name, starts_at, meeting.case_id`,
    [year, bodyId],
  );
  return rows as RegionalMeeting[];
}

/** Cases of those that may wait for their department by now: agreed to, or approved and begun. @rule art-41 */
export async function listWaiting(sql: Queryable, now: Date): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `select case_id as id from regional_meetings
      where state = 'agreed' or (state = 'approved' and starts_at <= $1) order by case_id`,
    [now],
  );
  return rows.map(({ id }) => id);
}

/** The caller holds a body's year: whoever asks for a place in it next waits until the transaction ends. @rule art-41 */
export async function lockYear(sql: Queryable, bodyId: string, year: number): Promise<void> {
  await sql.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`regional:${bodyId}:${year}`]);
}

/** Places in a body's year that are taken: by all that were neither declined nor called off. @rule art-41 */
export async function takenPlaces(sql: Queryable, bodyId: string, year: number): Promise<number[]> {
  const { rows } = await sql.query<{ place: number }>(
    `select place_in_year as place from regional_meetings
      where body_id = $1 and year = $2 and state not in ('declined', 'called-off')`,
    [bodyId, year],
  );
  return rows.map(({ place }) => place);
}

export async function insertRegionalMeeting(
  sql: Queryable,
  caseId: string,
  plan: RegionalPlan,
  place: { bodyId: string; year: number; placeInYear: number; findings: readonly GateFinding[] },
): Promise<void> {
  await sql.query(
    `insert into regional_meetings (case_id, body_id, year, place_in_year, purpose, name_used, starts_at, days, venue,
       place, format, format_reason, size, budget_item, budget_yuan, invites_heads, heads_reason, leaders,
       exception_reason, findings)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)`,
    [
      caseId,
      place.bodyId,
      place.year,
      place.placeInYear,
      plan.purpose,
      plan.nameUsed,
      plan.startsAt,
      plan.days,
      plan.venue,
      plan.place,
      plan.format,
      plan.formatReason,
      plan.size,
      plan.budgetItem,
      plan.budgetYuan,
      plan.invitesHeads,
      plan.headsReason,
      plan.leaders,
      plan.exceptionReason,
      JSON.stringify(place.findings),
    ],
  );
}

/**
 * Takes a meeting from one state to the next; a meeting that is in another by now stays where it is.
 *
 * @returns whether it was in one of the states from which it goes on
 */
export async function moveRegionalMeeting(
  sql: Queryable,
  caseId: string,
  from: readonly RegionalState[],
  to: RegionalState,
  { reason = '', agreedAt = null }: { reason?: string; agreedAt?: Date | null } = {},
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `update regional_meetings
        set state = $3, state_reason = $4, state_since = app_now(), agreed_at = coalesce($5, agreed_at),
            request_case_id = case when $3 = 'agreed' then null else request_case_id end
      where case_id = $1 and state = any($2)`,
    [caseId, from, to, reason, agreedAt],
  );
  return rowCount === 1;
}
