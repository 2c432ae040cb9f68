import { loadAttachmentTexts } from '../../db/attachmentTexts';
import type { Queryable } from '../../db/pool';
import type { Signature } from '../../db/signatures';
import type { DocumentContent } from '../../domain/document/content';
import { findBodySeries } from '../../domain/document/bodySeries';
import type { CaseFacts } from '../../domain/routing/facts';
import { redHeadPage } from '../../rendering/officePage';
import { renderRedHead } from '../../rendering/redHead';
import { RenderingError } from '../../rendering/renderingError';
import type { Dependencies } from '../dependencies';
import { unacceptable } from '../problems';

/**
 * 送审稿: a text set as it would be issued, as PDF. Throws 422 where it can't be set, such as for a character without
 * a glyph, saying where and what to do.
 */
export async function makeReadingCopy(
  { office }: Pick<Dependencies, 'office'>,
  sql: Queryable,
  document: { facts: CaseFacts; content: DocumentContent; draftingBodyId: string },
  { documentNumber, signature }: { documentNumber: string | null; signature: Signature | null },
): Promise<Uint8Array> {
  if (!findBodySeries(office, document.facts.series, document.draftingBodyId)) {
    throw unacceptable(
      'no-mark',
      '没有发文代字',
      '本单位没有登记发文代字，不能用这一发文字，请改选或者请办公室登记。',
    );
  }
  const page = redHeadPage(office, {
    ...document,
    documentNumber,
    signature: signature && { ...signature, post: signature.postLabel },
    attachmentTexts: await loadAttachmentTexts(sql, document.content),
    issuedOn: null,
  });
  try {
    return (await renderRedHead(page)).pdf;
  } catch (error) {
    if (error instanceof RenderingError)
      throw unacceptable('not-printable', '不能排版', `${error.message}。`);
    throw error;
  }
}

/** Throws 422 for a text that could be signed and numbered, and then not be printed. */
export async function requirePrintable(
  deps: Pick<Dependencies, 'office'>,
  sql: Queryable,
  document: { facts: CaseFacts; content: DocumentContent; draftingBodyId: string },
): Promise<void> {
  await makeReadingCopy(deps, sql, document, { documentNumber: null, signature: null });
}
