import { PDFiumLibrary, type PDFiumDocument } from '@hyzyla/pdfium';

export interface ReadPage {
  /** Points, 1/72 inch */
  width: number;
  height: number;
  /** Non-empty lines in the order of the file; blanks inside are dropped. */
  lines: string[];
}

const scale = 4;
const pointsPerMillimetre = 72 / 25.4;

/** Loaded once: it is WebAssembly of 4 MB. */
let library: Promise<PDFiumLibrary> | undefined;

async function open<Result>(
  pdf: Uint8Array,
  read: (document: PDFiumDocument) => Result,
): Promise<Awaited<Result>> {
  library ??= PDFiumLibrary.init();
  const document = await (await library).loadDocument(pdf);
  try {
    return await read(document);
  } finally {
    document.destroy();
  }
}

/** Reads a PDF back with another implementation than the one that wrote it. */
export function readPdf(pdf: Uint8Array): Promise<ReadPage[]> {
  return open(pdf, (document) =>
    [...document.pages()].map((page) => {
      const { originalWidth: width, originalHeight: height } = page.getOriginalSize();
      const lines = page
        .getText()
        .split(/\r?\n/u)
        .map((line) => line.replace(/[\s\u200b]/gu, ''))
        .filter((line) => line !== '');
      return { width, height, lines };
    }),
  );
}

/** Tells of the first page whether a point, in millimetres from its top left corner, is red. */
export function redOnFirstPage(pdf: Uint8Array): Promise<(x: number, y: number) => boolean> {
  return open(pdf, async (document) => {
    const bitmap = await document.getPage(0).render({ scale, render: 'bitmap' });
    return (x: number, y: number): boolean => {
      const column = Math.round(x * pointsPerMillimetre * scale);
      const row = Math.round(y * pointsPerMillimetre * scale);
      const [first = 0, green = 0, third = 0] = bitmap.data.subarray((row * bitmap.width + column) * 4);
      return Math.max(first, third) > 180 && green < 90 && Math.min(first, third) < 90;
    };
  });
}
