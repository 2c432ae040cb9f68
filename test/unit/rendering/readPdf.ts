import { PDFiumLibrary, type PDFiumDocument } from '@hyzyla/pdfium';

export interface ReadPage {
  /** Points, 1/72 inch */
  width: number;
  height: number;
  /** Non-empty lines in the order of the file; blanks inside are dropped. */
  lines: string[];
}

/** Loaded once: it is WebAssembly of 4 MB. */
let library: Promise<PDFiumLibrary> | undefined;

export async function openPdf<Result>(
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
  return openPdf(pdf, (document) =>
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
