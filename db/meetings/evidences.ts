import type { Queryable } from '../pool';

/** 程序依据 (art 20): which of the office's `evidences`, and where it is found. */
export interface Evidence {
  evidence: string;
  words: string;
}

export async function listEvidences(sql: Queryable, caseId: string): Promise<Evidence[]> {
  const { rows } = await sql.query<Evidence>(
    'select evidence, words from topic_evidences where case_id = $1 order by evidence',
    [caseId],
  );
  return rows;
}

/** The topic's evidences are these from now on; what was submitted before stands in its versions. */
export async function replaceEvidences(sql: Queryable, caseId: string, evidences: Evidence[]): Promise<void> {
  await sql.query('delete from topic_evidences where case_id = $1', [caseId]);
  for (const { evidence, words } of evidences) {
    await sql.query('insert into topic_evidences (case_id, evidence, words) values ($1, $2, $3)', [
      caseId,
      evidence,
      words,
    ]);
  }
}
