import { createHash, randomUUID } from 'node:crypto';
import type { VersionChange } from '../domain/document/changes';
import type { DocumentContent } from '../domain/document/content';
import type { Queryable } from './pool';

export interface DocumentVersion {
  id: string;
  caseId: string;
  number: number;
  content: DocumentContent;
  sha256: string;
  /** How it differs from the version before. */
  change: VersionChange;
}

const COLUMNS = `id, case_id as "caseId", number, content, sha256, change`;

/** JSON with sorted keys: the same content gives the same hash whatever order its fields were written in. */
function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`);
  return `{${fields.join(',')}}`;
}

/** SHA-256 (hex) of a version's content: what an opinion and a signature are bound to. */
export function hashContent(content: DocumentContent): string {
  return createHash('sha256').update(canonicalJson(content), 'utf8').digest('hex');
}

/**
 * Freezes the draft of a case as its next version. Once per `effectKey`; a draft that did not change since the
 * last version gives that version again, so that what was reviewed keeps its hash.
 */
export async function freezeVersion(
  sql: Queryable,
  input: { caseId: string; createdBy: string; effectKey: string; change: VersionChange },
): Promise<DocumentVersion> {
  const draft = await sql.query<{ content: DocumentContent }>(
    'select content from drafts where case_id = $1 for no key update',
    [input.caseId],
  );
  const content = draft.rows[0]?.content;
  if (!content) throw new Error(`办件 ${input.caseId} 没有文稿`);

  const made = await sql.query(`select ${COLUMNS} from document_versions where effect_key = $1`, [
    input.effectKey,
  ]);
  if (made.rows[0]) return made.rows[0] as DocumentVersion;

  const latest = await findLatestVersion(sql, input.caseId);
  const sha256 = hashContent(content);
  if (latest?.sha256 === sha256) return latest;

  const { rows } = await sql.query(
    `insert into document_versions (id, case_id, number, content, sha256, created_by, effect_key, change)
     values ($1, $2, $3, $4, $5, $6, $7, $8) returning ${COLUMNS}`,
    [
      randomUUID(),
      input.caseId,
      (latest?.number ?? 0) + 1,
      JSON.stringify(content),
      sha256,
      input.createdBy,
      input.effectKey,
      input.change,
    ],
  );
  return rows[0] as DocumentVersion;
}

/** The version now on the table, or null before the first submission. */
export async function findLatestVersion(sql: Queryable, caseId: string): Promise<DocumentVersion | null> {
  const { rows } = await sql.query(
    `select ${COLUMNS} from document_versions where case_id = $1 order by number desc limit 1`,
    [caseId],
  );
  return (rows[0] as DocumentVersion | undefined) ?? null;
}
