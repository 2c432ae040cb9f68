import type { Queryable } from '../pool';

/** 议题材料: a file of a topic as it was handed in, and as pages. */
export interface Material {
  attachmentId: string;
  caseId: string;
  /** One of the office's `materialKinds`. */
  kind: string;
  position: number;
  title: string;
  pages: number;
  fileName: string;
  mediaType: string;
  /** Bytes of the file, and its SHA-256. */
  size: number;
  sha256: string;
  pdfSha256: string;
  uploadedAt: Date;
}

const SELECT = `
  select material.attachment_id as "attachmentId", material.case_id as "caseId", material.kind, material.position,
         material.title, material.pages, material.pdf_sha256 as "pdfSha256", attachments.file_name as "fileName",
         attachments.media_type as "mediaType", attachments.size, attachments.sha256,
         attachments.uploaded_at as "uploadedAt"
    from topic_materials as material join attachments on attachments.id = material.attachment_id`;

/** The topic's present materials in order; a version names its own in its content's attachments. */
export async function listMaterials(sql: Queryable, caseId: string): Promise<Material[]> {
  const { rows } = await sql.query(
    `${SELECT} where material.case_id = $1 and attachments.withdrawn_at is null
      order by material.position, attachments.uploaded_at, attachments.id`,
    [caseId],
  );
  return rows as Material[];
}

/** These materials, in this order, also those that were taken out since. */
export async function findMaterials(sql: Queryable, attachmentIds: string[]): Promise<Material[]> {
  const { rows } = await sql.query(
    `${SELECT} where material.attachment_id = any($1) order by array_position($1, material.attachment_id)`,
    [attachmentIds],
  );
  return rows as Material[];
}

/** A material as pages. */
export async function findMaterialPdf(
  sql: Queryable,
  attachmentId: string,
): Promise<{ caseId: string; title: string; pdf: Buffer } | null> {
  const { rows } = await sql.query(
    'select case_id as "caseId", title, pdf from topic_materials where attachment_id = $1',
    [attachmentId],
  );
  return (rows[0] as { caseId: string; title: string; pdf: Buffer } | undefined) ?? null;
}

export async function insertMaterial(
  sql: Queryable,
  material: {
    attachmentId: string;
    caseId: string;
    kind: string;
    title: string;
    pages: number;
    pdf: Uint8Array;
    pdfSha256: string;
  },
): Promise<void> {
  await sql.query(
    `insert into topic_materials (attachment_id, case_id, kind, position, title, pages, pdf, pdf_sha256)
     values ($1, $2, $3, (select coalesce(max(position), 0) + 1 from topic_materials where case_id = $2), $4, $5, $6, $7)`,
    [
      material.attachmentId,
      material.caseId,
      material.kind,
      material.title,
      material.pages,
      Buffer.from(material.pdf),
      material.pdfSha256,
    ],
  );
}

export async function describeMaterial(
  sql: Queryable,
  attachmentId: string,
  { kind, title, position }: { kind: string; title: string; position: number },
): Promise<void> {
  await sql.query(
    'update topic_materials set kind = $2, title = $3, position = $4 where attachment_id = $1',
    [attachmentId, kind, title, position],
  );
}
