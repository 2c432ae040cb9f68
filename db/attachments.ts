import type { Queryable } from './pool';

export interface AttachmentDetails {
  id: string;
  caseId: string;
  fileName: string;
  mediaType: string;
  /** Bytes. */
  size: number;
  sha256: string;
  uploadedBy: string;
  uploadedAt: Date;
}

export type NewAttachment = Omit<AttachmentDetails, 'uploadedAt'> & { bytes: Buffer };

const COLUMNS = `id, case_id as "caseId", file_name as "fileName", media_type as "mediaType", size, sha256,
  uploaded_by as "uploadedBy", uploaded_at as "uploadedAt"`;

// A file stays readable where a frozen version names it, though the next version left it out.
const VISIBLE = `(withdrawn_at is null or exists (
  select from document_versions as version
   where version.case_id = attachments.case_id
     and version.content -> 'attachments' @> jsonb_build_array(jsonb_build_object('id', attachments.id::text))))`;

export async function insertAttachment(sql: Queryable, attachment: NewAttachment): Promise<void> {
  await sql.query(
    `insert into attachments (id, case_id, file_name, media_type, size, sha256, bytes, uploaded_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      attachment.id,
      attachment.caseId,
      attachment.fileName,
      attachment.mediaType,
      attachment.size,
      attachment.sha256,
      attachment.bytes,
      attachment.uploadedBy,
    ],
  );
}

/** Files of a case that its draft or one of its versions names, in order of arrival, without their bytes. */
export async function listAttachments(sql: Queryable, caseId: string): Promise<AttachmentDetails[]> {
  const { rows } = await sql.query(
    `select ${COLUMNS} from attachments where case_id = $1 and ${VISIBLE} order by uploaded_at, id`,
    [caseId],
  );
  return rows as AttachmentDetails[];
}

export async function findAttachment(
  sql: Queryable,
  id: string,
): Promise<(AttachmentDetails & { bytes: Buffer }) | null> {
  const { rows } = await sql.query(`select ${COLUMNS}, bytes from attachments where id = $1 and ${VISIBLE}`, [
    id,
  ]);
  return (rows[0] as (AttachmentDetails & { bytes: Buffer }) | undefined) ?? null;
}

export async function findCaseOfAttachment(sql: Queryable, id: string): Promise<string | null> {
  const { rows } = await sql.query<{ case_id: string }>('select case_id from attachments where id = $1', [
    id,
  ]);
  return rows[0]?.case_id ?? null;
}

/** Nothing is deleted: a withdrawn file keeps its row. */
export async function withdrawAttachment(sql: Queryable, id: string): Promise<void> {
  await sql.query('update attachments set withdrawn_at = app_now() where id = $1 and withdrawn_at is null', [
    id,
  ]);
}
