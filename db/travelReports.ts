import { randomUUID } from 'node:crypto';
import type { Queryable } from './pool';

/** 外出报备, as people read it. */
export interface TravelReport {
  id: string;
  personId: string;
  postId: string;
  /** 副专员林静姝. */
  who: string;
  destination: string;
  reason: string;
  leavesAt: Date;
  /** By plan. */
  returnsAt: Date;
  returnedAt: Date | null;
  cancelledAt: Date | null;
  reportedAt: Date;
  /** To whom he delegated meanwhile: 常务副专员郑怀朔. */
  delegate: string | null;
  /** Who was told: 专员艾力亚尔·玉苏普. */
  told: string[];
}

const VIEW = `
  select report.id, report.person_id as "personId", report.post_id as "postId", posts.label || persons.display_name as who, destination, reason,
         leaves_at as "leavesAt", returns_at as "returnsAt", returned_at as "returnedAt",
         cancelled_at as "cancelledAt", reported_at as "reportedAt",
         (select to_post.label || receiver.display_name from delegations
            join persons as receiver on receiver.id = to_person_id join posts as to_post on to_post.id = to_post_id
           where delegations.id = report.delegation_id) as delegate,
         array(select told.display_name from travel_notices join persons as told on told.id = person_id
                where travel_report_id = report.id order by told.id) as told
    from travel_reports as report
    join persons on persons.id = report.person_id join posts on posts.id = report.post_id`;

/** Who is away or about to leave; with `ended` also who is back, the latest first. */
export async function listTravelReports(sql: Queryable, { ended = false } = {}): Promise<TravelReport[]> {
  const { rows } = await sql.query(
    `${VIEW} where $1 or (returned_at is null and cancelled_at is null)
      order by leaves_at desc, report.id limit 200`,
    [ended],
  );
  return rows as TravelReport[];
}

export async function findTravelReport(sql: Queryable, id: string): Promise<TravelReport | null> {
  const { rows } = await sql.query(`${VIEW} where report.id = $1`, [id]);
  return (rows[0] as TravelReport | undefined) ?? null;
}

/** What a person was told of the travel of others who are not back yet. */
export async function listTravelNotices(sql: Queryable, personId: string): Promise<TravelReport[]> {
  const { rows } = await sql.query(
    `${VIEW} where returned_at is null and cancelled_at is null
       and exists (select from travel_notices where travel_report_id = report.id and person_id = $1)
      order by leaves_at, report.id`,
    [personId],
  );
  return rows as TravelReport[];
}

/** @returns its id */
export async function insertTravelReport(
  sql: Queryable,
  input: {
    personId: string;
    postId: string;
    destination: string;
    reason: string;
    leavesAt: Date;
    returnsAt: Date;
    delegationId: string | null;
    reportedBy: string;
  },
): Promise<string> {
  const id = randomUUID();
  await sql.query(
    `insert into travel_reports (id, person_id, post_id, destination, reason, leaves_at, returns_at, delegation_id,
       reported_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      id,
      input.personId,
      input.postId,
      input.destination,
      input.reason,
      input.leavesAt,
      input.returnsAt,
      input.delegationId,
      input.reportedBy,
    ],
  );
  return id;
}

/** Tells people of a travel, each once. Answers how many hadn't been told. */
export async function tellOfTravel(sql: Queryable, id: string, personIds: string[]): Promise<number> {
  const { rowCount } = await sql.query(
    `insert into travel_notices (travel_report_id, person_id) select $1::uuid, unnest($2::text[]) on conflict do nothing`,
    [id, personIds],
  );
  return rowCount ?? 0;
}

/**
 * He is back, or did not leave after all: before the day of leaving a report is cancelled, after it ended.
 *
 * @returns whether it stood until then
 */
export async function endTravel(sql: Queryable, id: string, recordedBy: string): Promise<boolean> {
  const { rowCount } = await sql.query(
    `update travel_reports
        set returned_at = case when leaves_at <= now then now end,
            return_recorded_by = case when leaves_at <= now then $2 end,
            cancelled_at = case when leaves_at > now then now end
       from (select app_now() as now) as moment
      where id = $1 and returned_at is null and cancelled_at is null`,
    [id, recordedBy],
  );
  return rowCount === 1;
}
