import type { Queryable } from '../pool';
import type { RegionalMeeting } from './meetings';

/** A paper that may be the 请示 of a meeting. */
export interface RequestPaper {
  caseId: string;
  title: string;
  number: string | null;
  submittedAt: Date;
}

/** The body's papers of these kinds that are issued and belong to no other meeting, the latest first. */
const PAPERS = `
  select cases.id as "caseId", cases.title, submitted_at as "submittedAt",
         (select series.mark || '〔' || numbers.year || '〕' || numbers.number || '号'
            from document_numbers as numbers join number_series as series on series.id = numbers.series_id
           where numbers.case_id = cases.id and numbers.void_reason is null) as number
    from cases
   where cases.drafting_body_id = $1 and cases.status = 'issued' and cases.facts ->> 'kind' = any($2)
     and not exists (select from regional_meetings as other
                      where other.request_case_id = cases.id and other.state not in ('declined', 'called-off'))`;

/** Those among which a department picks: handed in after the leader agreed. @rule art-41 */
export async function listRequestPapers(
  sql: Queryable,
  { bodyId, agreedAt }: Pick<RegionalMeeting, 'bodyId' | 'agreedAt'>,
  kinds: readonly string[],
): Promise<RequestPaper[]> {
  const { rows } = await sql.query(`${PAPERS} and submitted_at >= $3 order by submitted_at desc limit 50`, [
    bodyId,
    kinds,
    agreedAt,
  ]);
  return rows as RequestPaper[];
}

/** One of them, whenever it was handed in; null where it is none of the body's. */
export async function findRequestPaper(
  sql: Queryable,
  bodyId: string,
  kinds: readonly string[],
  caseId: string,
): Promise<RequestPaper | null> {
  const { rows } = await sql.query(`${PAPERS} and cases.id = $3`, [bodyId, kinds, caseId]);
  return (rows[0] as RequestPaper | undefined) ?? null;
}

/** @returns whether the meeting was waiting for its 请示 */
export async function attachRequest(sql: Queryable, caseId: string, requestCaseId: string): Promise<boolean> {
  const { rowCount } = await sql.query(
    `update regional_meetings
        set state = 'requested', state_reason = '', state_since = app_now(), request_case_id = $2
      where case_id = $1 and state = 'agreed'`,
    [caseId, requestCaseId],
  );
  return rowCount === 1;
}
