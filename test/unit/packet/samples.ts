import { degrees, PDFDocument } from '@cantoo/pdf-lib';
import { materialPdf, type AcceptedMaterial } from '../../../rendering/packet';
import { inspectBytes } from '../../../rendering/packet/intake/inspect';
import { DEFAULT_LIMITS } from '../../../rendering/packet/limits';
import { renderSheet } from '../../../rendering/sheet';
import { openPdf, readPdf } from '../rendering/readPdf';
import { rawPdf } from './rawPdf';

/** Some pages of Chinese; `last` stands in the last row. */
export const chinese = (rows: number, last = ''): Uint8Array =>
  renderSheet({
    title: '情况说明',
    subject: '农村饮水',
    facts: [],
    tables: [
      {
        heading: null,
        columns: [
          { label: '序号', share: 1 },
          { label: '内容', share: 4 },
        ],
        rows: Array.from({ length: rows }, (_, row) => [
          `第${row}项`,
          row === rows - 1 && last !== '' ? last : '统筹安排专项资金。'.repeat(8),
        ]),
      },
    ],
    demoNotice: null,
  }).pdf;

/** A3, upright in the file, turned by the reader; a red corner where the reader's lower left is. */
export async function plan(rotation: number): Promise<Uint8Array> {
  const document = await PDFDocument.create({ updateMetadata: false });
  const page = document.addPage([842, 1191]);
  page.setRotation(degrees(rotation));
  page.drawText('plan', { x: 300, y: 300, size: 30 });
  return document.save();
}

/** Two pages whose links lead to each other, by place and by name, and one to an address. */
export const linked = rawPdf({
  1: '<</Type/Catalog/Pages 2 0 R/Names<</Dests<</Names[(second)[4 0 R/XYZ 0 500 null]]>>>>>>',
  2: '<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2/MediaBox[0 0 595 842]/Resources<<>>>>',
  3: '<</Type/Page/Parent 2 0 R/Annots[<</Subtype/Link/Rect[9 9 99 99]/Dest(second)>><</Subtype/Link/Rect[9 9 99 99]/A<</S/URI/URI(https://example.org)>>>><</Subtype/Link/Rect[9 9 99 99]/A<</S/Launch/F(a)>>>>]>>',
  4: '<</Type/Page/Parent 2 0 R/Annots[<</Subtype/Link/Rect[9 9 99 99]/A<</S/GoTo/D[3 0 R/Fit]>>>>]>>',
});

export const pictureOf = async (bytes: Buffer): Promise<Uint8Array> => {
  const material = inspectBytes(bytes, 'x', DEFAULT_LIMITS) as AcceptedMaterial;
  return (await materialPdf(bytes, 'x', material)).pdf;
};

export const texts = async (pdf: Uint8Array): Promise<string[]> =>
  (await readPdf(pdf)).map(({ lines }) => lines.join(''));

export async function pixels(pdf: Uint8Array, page: number) {
  return openPdf(pdf, async (opened) => {
    const { data, width, height } = await opened.getPage(page - 1).render({ scale: 1, render: 'bitmap' });
    // Red, green, blue, alpha
    const at = (x: number, y: number): number[] =>
      [0, 1, 2].map((byte) => data[(y * width + x) * 4 + byte] ?? 0);
    return { width, height, at };
  });
}

export const isRed = ([r = 0, g = 0, b = 0]: number[]): boolean => r > 150 && g < 90 && b < 90;
