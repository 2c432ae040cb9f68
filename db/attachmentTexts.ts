import type { Queryable } from './pool';
import type { DocumentContent } from '../domain/document/content';
import type { Block } from '../domain/document/text';
import { parseBody } from '../domain/document/text';

const PLAIN_TEXT = 'text/plain';

/** The attachments that are plain text, as they are printed behind the document; other files stay files. */
export async function loadAttachmentTexts(
  sql: Queryable,
  content: DocumentContent,
): Promise<Record<string, Block[]>> {
  const { rows } = await sql.query<{ id: string; bytes: Buffer }>(
    'select id, bytes from attachments where id = any($1) and media_type = $2',
    [content.attachments.map(({ id }) => id), PLAIN_TEXT],
  );
  return Object.fromEntries(rows.map(({ id, bytes }) => [id, parseBody(bytes.toString('utf8'))]));
}
