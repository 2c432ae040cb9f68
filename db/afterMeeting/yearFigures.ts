import type { Queryable } from '../pool';

/** What came of a month's meetings. Documents count by the month in which their meeting ended. */
export interface MonthFigures {
  /** 1 to 12, by the office's zone. */
  month: number;
  itemsDecided: number;
  documentsDecided: number;
  /** Issued by their deadline (art 40). */
  documentsInTime: number;
  /** Issued after it, or not issued and overdue. */
  documentsLate: number;
  /** Of the late ones, those without a recorded reason. */
  documentsLateWithoutReason: number;
  documentsPending: number;
  tasksOpened: number;
  tasksClosed: number;
}

/**
 * Figures of each month in which a meeting ended, for the picture of the year.
 *
 * @rule art-40
 */
export async function listYearFigures(
  sql: Queryable,
  year: number,
  timeZone: string,
  now: Date,
): Promise<MonthFigures[]> {
  const { rows } = await sql.query(
    `with held as (
       select extract(month from ended_at at time zone $2)::integer as month, array_agg(case_id) as ids
         from meetings where ended_at is not null and extract(year from ended_at at time zone $2) = $1
        group by 1),
     document as (
       select meeting_id, issued_at, overrun_reason, coalesce(issued_at, $3) >= due_at as is_late from decided_documents)
     select held.month, items."itemsDecided", documents.*, tasks.*
       from held,
       lateral (select count(distinct item_id)::integer as "itemsDecided"
                  from item_decisions where meeting_id = any(held.ids)) as items,
       lateral (select count(*)::integer as "documentsDecided",
                       (count(*) filter (where issued_at is not null and not is_late))::integer as "documentsInTime",
                       (count(*) filter (where is_late))::integer as "documentsLate",
                       (count(*) filter (where is_late and overrun_reason is null))::integer as "documentsLateWithoutReason",
                       (count(*) filter (where issued_at is null and not is_late))::integer as "documentsPending"
                  from document where meeting_id = any(held.ids)) as documents,
       lateral (select count(*)::integer as "tasksOpened",
                       (count(*) filter (where cases.closed_at is not null))::integer as "tasksClosed"
                  from supervised_tasks as task join cases on cases.id = task.case_id
                 where task.meeting_id = any(held.ids)) as tasks
      order by held.month`,
    [year, timeZone, now],
  );
  return rows as MonthFigures[];
}
