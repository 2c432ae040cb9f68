import type { Queryable } from '../pool';

/** A case in progress that a reading of the articles touches: a route, step or refusal of it rests on the reading. */
export interface TouchedCase {
  readingId: string;
  caseId: string;
  title: string;
  draftingBodyName: string;
  /** The option that the case pinned; null where it pinned none of this reading. */
  optionId: string | null;
  isSigned: boolean;
}

/**
 * Which cases in progress rest on which reading, by what their ledgers cite (law 5).
 *
 * @returns every pair once, the oldest case first
 */
export async function listTouchedCases(sql: Queryable): Promise<TouchedCase[]> {
  const { rows } = await sql.query(
    `select entry.rule ->> 'reading' as "readingId", cases.id as "caseId", cases.title,
            bodies.name as "draftingBodyName", cases.readings ->> (entry.rule ->> 'reading') as "optionId",
            exists (select from signatures where signatures.case_id = cases.id and void_reason is null) as "isSigned"
       from cases
       join ledger_entries as entry on entry.case_id = cases.id
       join bodies on bodies.id = cases.drafting_body_id
      where cases.status = 'in-progress' and entry.rule ->> 'reading' <> ''
      group by entry.rule ->> 'reading', cases.id, bodies.name
      order by cases.submitted_at, cases.id`,
  );
  return rows as TouchedCase[];
}
