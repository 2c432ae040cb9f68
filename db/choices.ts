import type { Queryable } from './pool';

/** The Office's last picks within the lawful sets; null where it had none to make. */
export async function findPicks(
  sql: Queryable,
  caseId: string,
): Promise<{ reviewer: string | null; signatory: string | null }> {
  const latest = async (name: 'reviewer' | 'signatory'): Promise<string | null> => {
    const { rows } = await sql.query<{ picked: string }>(
      `select details ->> $2 as picked from step_results
        where case_id = $1 and accepted and details ? $2
        order by element_instance_key desc limit 1`,
      [caseId, name],
    );
    return rows[0]?.picked ?? null;
  };
  return { reviewer: await latest('reviewer'), signatory: await latest('signatory') };
}

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
