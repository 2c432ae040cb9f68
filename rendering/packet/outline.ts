import { Text } from './pdf/objects';
import type { PdfWriter } from './pdf/writer';

export interface Bookmark {
  title: string;
  page: number;
  children?: Bookmark[];
}

/** Writes bookmarks (ISO 32000-1, 12.3.3); answers the number of their root. Items are open, materials below them seen. */
export function writeOutline(
  writer: PdfWriter,
  bookmarks: Bookmark[],
  pageObject: (page: number) => number | undefined,
): number {
  const root = writer.allot();
  const count = writeLevel(writer, bookmarks, root, pageObject);
  const ends = count.first === undefined ? '' : `/First ${count.first} 0 R/Last ${count.last} 0 R`;
  writer.object(root, `<</Type/Outlines/Count ${count.open}${ends}>>`);
  return root;
}

function writeLevel(
  writer: PdfWriter,
  bookmarks: Bookmark[],
  parent: number,
  pageObject: (page: number) => number | undefined,
): { first: number | undefined; last: number | undefined; open: number } {
  const numbers = bookmarks.map(() => writer.allot());
  let open = bookmarks.length;
  bookmarks.forEach(({ title, page, children = [] }, index) => {
    const num = numbers[index] ?? 0;
    const below = writeLevel(writer, children, num, pageObject);
    open += below.open;
    const beside = (key: string, other: number | undefined): string =>
      other === undefined ? '' : `/${key} ${other} 0 R`;
    const entries = [
      `/Title ${Text.of(title).source.toString('latin1')}/Parent ${parent} 0 R`,
      `/Dest[${pageObject(page)} 0 R /XYZ null null null]`,
      beside('Prev', numbers[index - 1]) + beside('Next', numbers[index + 1]),
      beside('First', below.first) + beside('Last', below.last),
      below.open > 0 ? `/Count ${below.open}` : '',
    ];
    writer.object(num, `<<${entries.join('')}>>`);
  });
  return { first: numbers[0], last: numbers.at(-1), open };
}
