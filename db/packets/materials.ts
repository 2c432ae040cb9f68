import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { Queryable } from '../pool';

/** A topic's file: as it was handed in, and as pages. */
export interface MaterialFile {
  attachmentId: string;
  fileName: string;
  /** Of the upload. */
  sha256: string;
  /** Of the pages. */
  pdfSha256: string;
}

export async function findMaterialFile(sql: Queryable, attachmentId: string): Promise<MaterialFile | null> {
  const { rows } = await sql.query(
    `select attachments.id as "attachmentId", attachments.file_name as "fileName", attachments.sha256,
            material.pdf_sha256 as "pdfSha256"
       from topic_materials as material join attachments on attachments.id = material.attachment_id
      where material.attachment_id = $1`,
    [attachmentId],
  );
  return (rows[0] as MaterialFile | undefined) ?? null;
}

const SLICES = {
  pdf: 'select substring(pdf from $2 for $3) as bytes from topic_materials where attachment_id = $1',
  original: 'select substring(bytes from $2 for $3) as bytes from attachments where id = $1',
} as const;

const SLICE_BYTES = 4 * 1024 * 1024;

/**
 * Copies a material to a file, slice by slice: a large one is never whole in memory.
 *
 * @param form as pages, or as it was handed in
 * @returns the SHA-256 of what was written
 */
export async function copyMaterial(
  sql: Queryable,
  attachmentId: string,
  form: keyof typeof SLICES,
  path: string,
): Promise<string> {
  const hash = createHash('sha256');
  const file = await open(path, 'w', 0o600);
  try {
    for (let from = 1; ; from += SLICE_BYTES) {
      const { rows } = await sql.query<{ bytes: Buffer }>(SLICES[form], [attachmentId, from, SLICE_BYTES]);
      const bytes = rows[0]?.bytes ?? Buffer.alloc(0);
      hash.update(bytes);
      await file.write(bytes);
      if (bytes.length < SLICE_BYTES) return hash.digest('hex');
    }
  } finally {
    await file.close();
  }
}
