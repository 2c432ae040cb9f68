import type { Queryable } from '../pool';

export type CountersignNoticeKind =
  | 'urged'
  | 'extension-asked'
  | 'extension-decided'
  | 'deadline-moved'
  | 'late-answer'
  | 'deemed'
  | 'overdue'
  | 'dropped'
  | 'phone-unsigned'
  | 'ended';

/** Something of a countersigning that somebody is told; Chinese, without opinions. */
export interface CountersignNotice {
  caseId: string;
  caseTitle: string;
  roundId: string;
  requestId: string | null;
  kind: CountersignNoticeKind;
  words: string;
  at: Date;
}

export type NewCountersignNotice = Omit<CountersignNotice, 'caseTitle' | 'caseId'> & { effectKey: string };

/** Those in a body who are told of its countersigning: in charge, or with an open step of the request. */
export async function tellBody(sql: Queryable, bodyId: string, notice: NewCountersignNotice): Promise<void> {
  await tellBodies(sql, [{ ...notice, bodyId }]);
}

export async function tellBodies(
  sql: Queryable,
  notices: (NewCountersignNotice & { bodyId: string })[],
): Promise<void> {
  await tell(
    sql,
    notices,
    `select holding.person_id from post_holdings as holding join posts on posts.id = holding.post_id
      where posts.body_id = notice."bodyId" and (posts.is_in_charge or posts.is_principal)
        and held_from <= today.day and (held_until is null or held_until > today.day)
      union
     select holder.person_id from step_holders as holder join steps using (element_instance_key)
      where steps.countersign_request_id = notice."requestId" and steps.state = 'open'`,
  );
}

/** Those of the lead department who are told: whoever opened the round, the drafter, and those in charge. */
export async function tellLead(sql: Queryable, ...notices: NewCountersignNotice[]): Promise<void> {
  await tell(
    sql,
    notices,
    `select round.opened_by as person_id from countersign_rounds as round where round.id = notice."roundId"
      union
     select cases.drafter_person_id from countersign_rounds as round join cases on cases.id = round.case_id
      where round.id = notice."roundId"
      union
     select holding.person_id from countersign_rounds as round
       join posts on posts.body_id = round.lead_body_id join post_holdings as holding on holding.post_id = posts.id
      where round.id = notice."roundId" and (posts.is_in_charge or posts.is_principal)
        and held_from <= today.day and (held_until is null or held_until > today.day)`,
  );
}

/** Each person once per effect. `whom` selects person ids for a row `notice` on the day `today.day`. */
async function tell(sql: Queryable, notices: NewCountersignNotice[], whom: string): Promise<void> {
  await sql.query(
    `insert into countersign_notices (round_id, request_id, kind, words, at, effect_key, person_id)
     select notice."roundId", notice."requestId", notice.kind, notice.words, notice.at, notice."effectKey", told.person_id
       from (select (app_now() at time zone time_zone)::date as day from office) as today,
            jsonb_to_recordset($1) as notice ("roundId" uuid, "requestId" uuid, "bodyId" text, kind text, words text,
                                              at timestamptz, "effectKey" text),
            lateral (${whom}) as told
     on conflict do nothing`,
    [JSON.stringify(notices)],
  );
}

/** What a person was told, the newest first. */
export async function listCountersignNotices(sql: Queryable, personId: string): Promise<CountersignNotice[]> {
  const { rows } = await sql.query(
    `select round.case_id as "caseId", cases.title as "caseTitle", notice.round_id as "roundId",
            notice.request_id as "requestId", notice.kind, notice.words, notice.at
       from countersign_notices as notice
       join countersign_rounds as round on round.id = notice.round_id
       join cases on cases.id = round.case_id
      where notice.person_id = $1
      order by notice.at desc, notice.id desc limit 200`,
    [personId],
  );
  return rows as CountersignNotice[];
}
