import type { Queryable } from './pool';

/** The Office's last picks within the lawful sets; null where it had none to make. */
export async function findPicks(
  sql: Queryable,
  caseId: string,
): Promise<{ reviewer: string | null; signatory: string | null }> {
  const latest = (name: string): string => `(
    select details ->> '${name}' from step_results
     where case_id = $1 and accepted and details ? '${name}'
     order by element_instance_key desc limit 1)`;
  const { rows } = await sql.query<{ reviewer: string | null; signatory: string | null }>(
    `select ${latest('reviewer')} as reviewer, ${latest('signatory')} as signatory`,
    [caseId],
  );
  return rows[0] ?? { reviewer: null, signatory: null };
}

/** SQL: the leader whom the signer named in `result` (a row of step_results), as he is called; null without one. */
export const NAMED_IN_RESULT = `(
  select posts.label || persons.display_name from posts, persons
   where posts.id = split_part(result.details ->> 'named', '/', 1)
     and persons.id = split_part(result.details ->> 'named', '/', 2))`;

/** Whom the signer last sent the document to, and who that signer was; null where he named nobody. */
export async function findNamed(sql: Queryable, caseId: string): Promise<{ key: string; by: string } | null> {
  const { rows } = await sql.query<{ key: string; by: string }>(
    `select details ->> 'named' as key, actor as by from step_results
      where case_id = $1 and accepted and details ? 'named'
      order by element_instance_key desc limit 1`,
    [caseId],
  );
  return rows[0] ?? null;
}
