import type { Queryable } from '../pool';

/** Meetings of a kind in a month, by the day on which they were to start. */
export interface KindOfMonth {
  kind: string;
  /** Opened or ended. */
  meetings: number;
  cancelled: number;
  /** On the approved agendas of those held. */
  items: number;
}

/** @rule art-37 */
export async function listYear(
  sql: Queryable,
  year: number,
  timeZone: string,
): Promise<(KindOfMonth & { month: number })[]> {
  const { rows } = await sql.query(
    `select extract(month from starts_at at time zone $2)::integer as month, kind,
            (count(*) filter (where opened_at is not null))::integer as meetings,
            (count(*) filter (where state = 'cancelled'))::integer as cancelled,
            coalesce(sum(case when opened_at is not null then (
              select jsonb_array_length(agenda.items) from meeting_agendas as agenda
                join meeting_agenda_approvals using (version_id)
               where agenda.meeting_id = meetings.case_id order by agenda.number desc limit 1) end), 0)::integer as items
       from meetings
      where extract(year from starts_at at time zone $2) = $1
      group by 1, 2 order by 1, 2`,
    [year, timeZone],
  );
  return rows as (KindOfMonth & { month: number })[];
}
