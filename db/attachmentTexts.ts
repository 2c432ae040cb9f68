import { findAttachment } from './attachments';
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
  const texts: Record<string, Block[]> = {};
  for (const { id } of content.attachments) {
    const file = await findAttachment(sql, id);
    if (file?.mediaType === PLAIN_TEXT) texts[id] = parseBody(file.bytes.toString('utf8'));
  }
  return texts;
}
