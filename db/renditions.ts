import { randomUUID } from 'node:crypto';
import type { Queryable } from './pool';

export interface Rendition {
  caseId: string;
  versionId: string;
  documentNumber: string;
  pages: number;
  /** Hex, of the PDF. */
  sha256: string;
  pdf: Uint8Array;
}

/** Keeps the issued page of a version, once. */
export async function insertRendition(sql: Queryable, rendition: Rendition): Promise<void> {
  await sql.query(
    `insert into renditions (id, case_id, version_id, kind, document_number, pages, sha256, pdf)
     values ($1, $2, $3, 'issued', $4, $5, $6, $7) on conflict do nothing`,
    [
      randomUUID(),
      rendition.caseId,
      rendition.versionId,
      rendition.documentNumber,
      rendition.pages,
      rendition.sha256,
      Buffer.from(rendition.pdf),
    ],
  );
}

/** The issued page of a version, or null. */
export async function findRendition(
  sql: Queryable,
  caseId: string,
  versionId: string,
): Promise<Rendition | null> {
  const { rows } = await sql.query(
    `select case_id as "caseId", version_id as "versionId", document_number as "documentNumber", pages, sha256, pdf
       from renditions where case_id = $1 and version_id = $2 and kind = 'issued'`,
    [caseId, versionId],
  );
  return (rows[0] as Rendition | undefined) ?? null;
}
