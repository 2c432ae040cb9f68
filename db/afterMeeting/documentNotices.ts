import type { Queryable } from '../pool';

export interface DocumentNotice {
  documentId: string;
  kind: 'reminder' | 'overdue' | 'moved';
  number: number;
  at: Date;
  dueAt: Date;
  wasDueAt: Date | null;
  recipients: string[];
}

/** What somebody was told of a decided document that isn't issued, as he reads it. */
export interface DocumentNoticeView extends Omit<DocumentNotice, 'recipients'> {
  meetingId: string;
  title: string;
  bodyName: string;
  reference: string;
}

/** @returns whether it is new: once per deadline and number */
export async function insertDocumentNotice(sql: Queryable, notice: DocumentNotice): Promise<boolean> {
  const { rows } = await sql.query<{ id: string }>(
    `insert into decided_document_notices (document_id, kind, number, at, due_at, was_due_at)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning id`,
    [notice.documentId, notice.kind, notice.number, notice.at, notice.dueAt, notice.wasDueAt],
  );
  if (!rows[0]) return false;
  await sql.query(
    `insert into decided_document_notice_recipients (notice_id, person_id) select $1, unnest($2::text[])
     on conflict do nothing`,
    [rows[0].id, notice.recipients],
  );
  return true;
}

/** Everybody who was told of a document, and how often its deadline was moved. */
export async function findToldOfDocument(
  sql: Queryable,
  documentId: string,
): Promise<{ personIds: string[]; moves: number }> {
  const { rows } = await sql.query<{ personIds: string[]; moves: number }>(
    `select coalesce(array_agg(distinct person_id order by person_id) filter (where person_id is not null), '{}') as "personIds",
            count(distinct notice.id) filter (where notice.kind = 'moved')::integer as moves
       from decided_document_notices as notice
       left join decided_document_notice_recipients on notice_id = notice.id
      where notice.document_id = $1`,
    [documentId],
  );
  return rows[0] ?? { personIds: [], moves: 0 };
}

/** The latest that a person was told of each document that is still awaited. */
export async function listDocumentNotices(sql: Queryable, personId: string): Promise<DocumentNoticeView[]> {
  const { rows } = await sql.query(
    `select * from (
       select distinct on (document.id) document.id as "documentId", notice.kind, notice.number, notice.at,
              notice.due_at as "dueAt", notice.was_due_at as "wasDueAt", document.meeting_id as "meetingId",
              document.title, bodies.name as "bodyName", document.reference
         from decided_document_notice_recipients as recipient
         join decided_document_notices as notice on notice.id = recipient.notice_id
         join decided_documents as document on document.id = notice.document_id and document.due_at = notice.due_at
         join bodies on bodies.id = document.body_id
        where recipient.person_id = $1 and document.issued_at is null
        order by document.id, notice.at desc, notice.id desc) as latest
     order by "dueAt", "documentId"`,
    [personId],
  );
  return rows as DocumentNoticeView[];
}
