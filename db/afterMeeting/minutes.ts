import type { Queryable } from '../pool';

/** 纪要 of a meeting: a paper like any other. */
export interface Minutes {
  caseId: string;
  title: string;
  status: string;
  documentNumber: string | null;
}

export async function findMinutes(sql: Queryable, meetingId: string): Promise<Minutes | null> {
  const { rows } = await sql.query(
    `select minutes.case_id as "caseId", cases.title, cases.status,
            (select series.mark || '〔' || given.year || '〕' || given.number || '号'
               from document_numbers as given join number_series as series on series.id = given.series_id
              where given.case_id = minutes.case_id and given.void_reason is null) as "documentNumber"
       from meeting_minutes as minutes join cases on cases.id = minutes.case_id where minutes.meeting_id = $1`,
    [meetingId],
  );
  return (rows[0] as Minutes | undefined) ?? null;
}

export async function insertMinutes(sql: Queryable, meetingId: string, caseId: string): Promise<void> {
  await sql.query('insert into meeting_minutes (meeting_id, case_id) values ($1, $2)', [meetingId, caseId]);
}
