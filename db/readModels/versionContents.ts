import type { DocumentContent } from '../../domain/document/content';
import type { Queryable } from '../pool';

export interface VersionContent {
  number: number;
  content: DocumentContent;
}

/** The texts of some versions of a case, by number, in order; those that don't exist are left out. */
export async function loadVersionContents(
  sql: Queryable,
  caseId: string,
  numbers: readonly number[],
): Promise<VersionContent[]> {
  const { rows } = await sql.query<VersionContent>(
    'select number, content from document_versions where case_id = $1 and number = any($2) order by number',
    [caseId, numbers],
  );
  return rows;
}
