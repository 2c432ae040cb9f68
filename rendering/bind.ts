import { PDFDocument, PDFHexString, PDFName, PDFNumber } from '@cantoo/pdf-lib';
import type { PDFRef } from '@cantoo/pdf-lib';

/** One paper of a bound file, with the bookmark that leads to its first page. */
export interface BoundPart {
  title: string;
  pdf: Uint8Array;
}

/**
 * Binds papers into one PDF in their order, each with a bookmark. Pages stay as they are. Throws where a part is no PDF, or
 * an encrypted one.
 *
 * @param made what the file says of when it was made: no clock here
 */
export async function bindPdf(title: string, parts: BoundPart[], made: Date): Promise<Uint8Array> {
  const bound = await PDFDocument.create();
  bound.setTitle(title);
  bound.setCreationDate(made);
  bound.setModificationDate(made);
  const marks: { title: string; page: PDFRef }[] = [];
  for (const part of parts) {
    const source = await PDFDocument.load(part.pdf, { updateMetadata: false });
    const pages = await bound.copyPages(source, source.getPageIndices());
    for (const page of pages) bound.addPage(page);
    if (pages[0]) marks.push({ title: part.title, page: pages[0].ref });
  }
  setBookmarks(bound, marks);
  return bound.save();
}

/** The library has no outline of its own: ISO 32000-1, 12.3.3. */
function setBookmarks(bound: PDFDocument, marks: { title: string; page: PDFRef }[]): void {
  const { context, catalog } = bound;
  const root = context.nextRef();
  const refs = marks.map(() => context.nextRef());
  const [first] = refs;
  const last = refs.at(-1);
  if (!first || !last) return;
  marks.forEach(({ title, page }, index) => {
    const item = context.obj({ Parent: root, Dest: [page, PDFName.of('Fit')] });
    item.set(PDFName.of('Title'), PDFHexString.fromText(title));
    const before = refs[index - 1];
    const after = refs[index + 1];
    if (before) item.set(PDFName.of('Prev'), before);
    if (after) item.set(PDFName.of('Next'), after);
    const ref = refs[index];
    if (ref) context.assign(ref, item);
  });
  const outline = context.obj({ Type: 'Outlines', First: first, Last: last });
  outline.set(PDFName.of('Count'), PDFNumber.of(refs.length));
  context.assign(root, outline);
  catalog.set(PDFName.of('Outlines'), root);
  catalog.set(PDFName.of('PageMode'), PDFName.of('UseOutlines'));
}
