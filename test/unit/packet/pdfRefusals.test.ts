import { DEFAULT_LIMITS, inspectMaterial, type Inspection } from '../../../rendering/packet';
import { inspectBytes } from '../../../rendering/packet/intake/inspect';
import { hostile, page, sample, zeros } from './hostilePdfs';
import { onePage, rawPdf } from './rawPdf';

const MB = 1024 * 1024;
const limits = { ...DEFAULT_LIMITS, inflatedPart: 4 * MB, inflatedTotal: 8 * MB };
const inspect = (pdf: Uint8Array): Inspection => inspectBytes(pdf, '材料.pdf', limits);

test('an honest PDF is taken, with objects in streams or not, with something before its header', async () => {
  const document = await sample(3);
  const packed = await document.save();
  const plain = await document.save({ useObjectStreams: false });
  for (const pdf of [packed, plain, Buffer.concat([Buffer.from('\n\n'), plain])])
    expect(inspect(pdf)).toEqual({ accepted: true, kind: 'pdf', mediaType: 'application/pdf', pages: 3 });
  expect(inspect(rawPdf(onePage))).toMatchObject({ accepted: true, pages: 1 });
});

test('a place to open at, a link to a page or to an address is no danger', () => {
  const link = (action: string) => `<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<<${action}>>>>`;
  const pdf = rawPdf({
    ...onePage,
    1: '<</Type/Catalog/Pages 2 0 R/OpenAction[3 0 R/Fit]>>',
    3: page(`/Annots[${link('/S/URI/URI(https://example.org)')}${link('/S/GoTo/D[3 0 R/Fit]')}]`),
  });
  expect(inspect(pdf).accepted).toBe(true);
});

/** A page whose font says what its letters are: A 机, B 密, C ★, D 要. */
const worded = (content: string): Uint8Array =>
  rawPdf({
    ...onePage,
    3: '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
    4: { data: Buffer.from(content) },
    5: '<</Type/Font/Subtype/Type1/BaseFont/ABCDEF+Song/ToUnicode 6 0 R>>',
    6: {
      data: Buffer.from(
        '1 begincodespacerange <00> <FF> endcodespacerange 4 beginbfchar <41> <673A> <42> <5BC6> <43> <2605> <44> <8981> endbfchar',
      ),
    },
  });

test('法则12 a 密级 in the words of a PDF is refused, also where it is drawn in pieces; the words alone are none', () => {
  const refused = { accepted: false, code: 'MATERIAL_CLASSIFIED' };
  expect(inspect(worded('BT /F1 12 Tf (ABC) Tj ET'))).toMatchObject(refused);
  expect(inspect(worded('BT /F1 12 Tf [(A) -20 (B)] TJ 0 -20 Td (C) Tj ET'))).toMatchObject(refused);
  expect(inspect(worded('BT /F1 12 Tf (ABD) Tj ET')).accepted).toBe(true);
  expect(inspect(worded('BT /F2 12 Tf (ABC) Tj ET')).accepted).toBe(true);
});

test('a hundred scanned pages come to more than all other parts may, and are taken', () => {
  const scan = {
    entries: '/Subtype/Image/Width 1000/Height 1000/BitsPerComponent 8/Filter/FlateDecode',
    data: zeros(3_000_000),
  };
  const scans = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [at + 5, scan]));
  expect(inspect(rawPdf({ ...onePage, ...scans })).accepted).toBe(true);
});

test.each(hostile)('refused: %s', async (_what, code, words, make) => {
  const inspection = inspect(await make());
  expect(inspection).toMatchObject({ accepted: false, code });
  if (!inspection.accepted) expect(inspection.words).toMatch(words);
});

test('a loop of cross-reference sections and a length that means itself come to an end', () => {
  const text = Buffer.from(rawPdf(onePage)).toString('latin1');
  const start = /startxref\n(\d+)/.exec(text)?.[1];
  expect(inspect(Buffer.from(text.replace('/Size', `/Prev ${start}/Size`), 'latin1')).accepted).toBe(true);
  const own = text.replace('<</Length 16>>', '<</Length 4 0 R>>');
  expect(inspect(Buffer.from(own, 'latin1'))).toBeDefined();
});

test('a damaged table of objects is made anew where all pages are there', async () => {
  const pdf = Buffer.from(await (await sample(3)).save({ useObjectStreams: false })).toString('latin1');
  const broken = Buffer.from(pdf.replace(/startxref\n\d+/, 'startxref\n7'), 'latin1');
  expect(inspect(broken)).toMatchObject({ accepted: true, pages: 3 });
});

test('bytes changed at random never throw and never hang', async () => {
  const pdfs = [await (await sample(4)).save(), await (await sample(4)).save({ useObjectStreams: false })];
  let state = 7;
  const draw = (below: number): number => {
    state = (state * 1103515245 + 12345) & 0x7fffffff;
    return state % below;
  };
  for (let round = 0; round < 400; round += 1) {
    const pdf = Buffer.from(pdfs[round % 2] ?? []);
    for (let change = 0; change <= round % 12; change += 1) pdf[draw(pdf.length)] = draw(256);
    expect(typeof inspect(pdf).accepted).toBe('boolean');
  }
}, 30_000);

describe('in a thread of its own', () => {
  test('what takes too long is refused, and the thread is gone', async () => {
    const slow = rawPdf({
      ...onePage,
      ...Object.fromEntries(
        Array.from({ length: 60 }, (_, at) => [at + 5, { entries: '/Filter/FlateDecode', data: zeros(MB) }]),
      ),
    });
    const inspection = await inspectMaterial(slow, 'a.pdf', { limits: { milliseconds: 1 } });
    expect(inspection).toMatchObject({ accepted: false, code: 'MATERIAL_TOO_SLOW' });
  });

  test('what takes too much memory is refused, and we live', async () => {
    const kids = `[${'[1 2 3] '.repeat(400_000)}]`;
    const heavy = rawPdf({ ...onePage, 5: kids, 6: kids, 7: kids });
    const inspection = await inspectMaterial(heavy, 'a.pdf', { limits: { memoryMegabytes: 24 } });
    expect(inspection).toMatchObject({ accepted: false, code: 'MATERIAL_BOMB' });
  });

  test('an honest one is taken', async () => {
    expect(await inspectMaterial(rawPdf(onePage), 'a.pdf')).toMatchObject({ accepted: true, pages: 1 });
  });
});
