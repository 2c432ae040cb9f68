import { deflateSync } from 'node:zlib';
import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib';
import {
  DEFAULT_LIMITS,
  inspectMaterial,
  type Inspection,
  type RefusalCode,
} from '../../../rendering/packet';
import { inspectBytes } from '../../../rendering/packet/intake/inspect';
import { onePage, rawPdf } from './rawPdf';

const MB = 1024 * 1024;
const limits = { ...DEFAULT_LIMITS, inflatedPart: 4 * MB, inflatedTotal: 8 * MB };
const inspect = (pdf: Uint8Array): Inspection => inspectBytes(pdf, '材料.pdf', limits);

const page = (entries: string): string =>
  `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<>>${entries}>>`;
const zeros = (bytes: number): Buffer => deflateSync(Buffer.alloc(bytes));

async function sample(pages: number): Promise<PDFDocument> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (let number = 1; number <= pages; number += 1) document.addPage().drawText(`page ${number}`, { font });
  return document;
}

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

const action = '<</S/JavaScript/JS(app.alert\\(1\\))>>';
const hostile: [
  what: string,
  code: RefusalCode,
  words: RegExp,
  pdf: () => Uint8Array | Promise<Uint8Array>,
][] = [
  [
    'JavaScript on opening',
    'MATERIAL_ACTIVE_CONTENT',
    /自动执行/,
    () => rawPdf({ ...onePage, 1: `<</Type/Catalog/Pages 2 0 R/OpenAction ${action}>>` }),
  ],
  [
    'JavaScript by name',
    'MATERIAL_ACTIVE_CONTENT',
    /JavaScript/,
    () =>
      rawPdf({ ...onePage, 1: `<</Type/Catalog/Pages 2 0 R/Names<</JavaScript<</Names[(a)${action}]>>>>>>` }),
  ],
  [
    'JavaScript under an escaped name',
    'MATERIAL_ACTIVE_CONTENT',
    /JavaScript/,
    () =>
      rawPdf({
        ...onePage,
        3: page('/Annots[<</Subtype/Link/Rect[0 0 9 9]/A<</S/J#61vaScript/J#53(x)>>>>]'),
      }),
  ],
  [
    'JavaScript inside an object stream',
    'MATERIAL_ACTIVE_CONTENT',
    /JavaScript/,
    async () => {
      const document = await sample(1);
      document.addJavaScript('hello', 'app.alert(1)');
      return document.save({ useObjectStreams: true });
    },
  ],
  [
    'a program that is started',
    'MATERIAL_ACTIVE_CONTENT',
    /启动程序/,
    () =>
      rawPdf({
        ...onePage,
        5: '<</S/Launch/F(cmd.exe)>>',
        3: page('/Annots[<</Subtype/Link/Rect[0 0 9 9]/A 5 0 R>>]'),
      }),
  ],
  [
    'an action when the page opens',
    'MATERIAL_ACTIVE_CONTENT',
    /自动执行/,
    () => rawPdf({ ...onePage, 3: page('/AA<</O<</S/Named/N/Print>>>>') }),
  ],
  [
    'an embedded file',
    'MATERIAL_ACTIVE_CONTENT',
    /附件/,
    async () => {
      const document = await sample(1);
      await document.attach(Buffer.from('MZ'), 'a.exe', { mimeType: 'application/octet-stream' });
      return document.save();
    },
  ],
  [
    'an attachment on a page',
    'MATERIAL_ACTIVE_CONTENT',
    /附件/,
    () => rawPdf({ ...onePage, 3: page('/Annots[<</Subtype/FileAttachment/Rect[0 0 9 9]/FS<</F(a)>>>>]') }),
  ],
  [
    'a form that changes itself (XFA)',
    'MATERIAL_ACTIVE_CONTENT',
    /XFA/,
    () => rawPdf({ ...onePage, 1: '<</Type/Catalog/Pages 2 0 R/AcroForm<</XFA(x)>>>>' }),
  ],
  [
    'rich media',
    'MATERIAL_ACTIVE_CONTENT',
    /多媒体/,
    () => rawPdf({ ...onePage, 3: page('/Annots[<</Subtype/RichMedia/Rect[0 0 9 9]>>]') }),
  ],
  [
    'data sent elsewhere',
    'MATERIAL_ACTIVE_CONTENT',
    /提交数据/,
    () =>
      rawPdf({
        ...onePage,
        3: page('/Annots[<</Subtype/Link/Rect[0 0 9 9]/A<</S/SubmitForm/F(http://x)>>>>]'),
      }),
  ],
  [
    'content in another file',
    'MATERIAL_ACTIVE_CONTENT',
    /外部文件/,
    () => rawPdf({ ...onePage, 4: { entries: '/F(/etc/passwd)', data: Buffer.from('') } }),
  ],
  [
    'a password',
    'MATERIAL_ENCRYPTED',
    /去掉密码/,
    async () => {
      const document = await sample(1);
      await document.encrypt({ userPassword: 'secret', ownerPassword: 'owner', permissions: {} });
      return document.save();
    },
  ],
  [
    'restrictions without a password',
    'MATERIAL_ENCRYPTED',
    /使用限制/,
    async () => {
      const document = await sample(1);
      await document.encrypt({ userPassword: '', ownerPassword: 'owner', permissions: {} });
      return document.save();
    },
  ],
  [
    'a bomb in a page',
    'MATERIAL_BOMB',
    /恶意/,
    () => rawPdf({ ...onePage, 4: { entries: '/Filter/FlateDecode', data: zeros(5 * MB) } }),
  ],
  [
    'a bomb in a bomb',
    'MATERIAL_BOMB',
    /恶意/,
    () =>
      rawPdf({
        ...onePage,
        4: { entries: '/Filter[/FlateDecode/FlateDecode]', data: deflateSync(zeros(60 * MB)) },
      }),
  ],
  [
    'many parts that are small each',
    'MATERIAL_BOMB',
    /恶意/,
    () =>
      rawPdf({
        ...onePage,
        ...Object.fromEntries(
          [5, 6, 7].map((num) => [num, { entries: '/Filter/FlateDecode', data: zeros(3 * MB) }]),
        ),
      }),
  ],
  [
    'runs without end',
    'MATERIAL_BOMB',
    /恶意/,
    () => rawPdf({ ...onePage, 4: { entries: '/Filter/RunLengthDecode', data: Buffer.alloc(200_000, 129) } }),
  ],
  [
    'an object stream that inflates',
    'MATERIAL_BOMB',
    /恶意/,
    () => objectStream('/N 1/First 4', Buffer.concat([Buffer.from('9 0 '), Buffer.alloc(5 * MB, 32)])),
  ],
  [
    'an object stream of a thousand million objects',
    'MATERIAL_BOMB',
    /恶意/,
    () => objectStream('/N 999999999/First 4', Buffer.from('9 0 null')),
  ],
  [
    'a picture of four thousand million dots',
    'MATERIAL_BOMB',
    /65000×65000/,
    () =>
      rawPdf({
        ...onePage,
        5: { entries: '/Subtype/Image/Width 65000/Height 65000/Filter/JBIG2Decode', data: Buffer.from('x') },
      }),
  ],
  [
    'a page tree that comes back to itself',
    'MATERIAL_DAMAGED',
    /重新导出/,
    () => rawPdf({ ...onePage, 2: '<</Type/Pages/Kids[3 0 R 2 0 R]/Count 2>>' }),
  ],
  [
    'a page tree that doubles forty times',
    'MATERIAL_DAMAGED',
    /重新导出/,
    () =>
      rawPdf({
        1: onePage[1],
        ...Object.fromEntries(
          Array.from({ length: 40 }, (_, at) => [
            at + 2,
            `<</Type/Pages/Count 9/Kids[${at + 3} 0 R ${at + 3} 0 R]>>`,
          ]),
        ),
        42: '<</Type/Pages/Kids[]/Count 0>>',
      }),
  ],
  [
    '50,000 pages',
    'MATERIAL_TOO_MANY_PAGES',
    /超过 2000 页/,
    () => rawPdf({ ...onePage, 2: `<</Type/Pages/Count 50000/Kids[${'3 0 R '.repeat(50_000)}]>>` }),
  ],
  [
    'no pages',
    'MATERIAL_NO_PAGES',
    /没有页面/,
    () => rawPdf({ 1: onePage[1], 2: '<</Type/Pages/Kids[]/Count 0>>' }),
  ],
  [
    'pages that are promised and missing',
    'MATERIAL_DAMAGED',
    /重新导出/,
    () => rawPdf({ ...onePage, 2: '<</Type/Pages/Kids[3 0 R 9 0 R]/Count 2>>' }),
  ],
  [
    'a page without a size',
    'MATERIAL_PAGE_SIZE',
    /第 1 页/,
    () => rawPdf({ ...onePage, 3: '<</Type/Page/Parent 2 0 R/Contents 4 0 R>>' }),
  ],
  [
    'a page of ten kilometres',
    'MATERIAL_PAGE_SIZE',
    /毫米/,
    () => rawPdf({ ...onePage, 3: '<</Type/Page/MediaBox[0 0 28346000 842]/Contents 4 0 R>>' }),
  ],
  [
    'a page of a millimetre',
    'MATERIAL_PAGE_SIZE',
    /毫米/,
    () => rawPdf({ ...onePage, 3: '<</Type/Page/MediaBox[0 0 3 3]/Contents 4 0 R>>' }),
  ],
  [
    'a page content that is no compressed data',
    'MATERIAL_DAMAGED',
    /重新导出/,
    () => rawPdf({ ...onePage, 4: { entries: '/Filter/FlateDecode', data: Buffer.from('nonsense') } }),
  ],
  [
    'a file cut in two',
    'MATERIAL_DAMAGED',
    /重新导出/,
    async () => {
      const pdf = await (await sample(40)).save({ useObjectStreams: false });
      return pdf.subarray(0, pdf.length / 2);
    },
  ],
  ['a header and nothing else', 'MATERIAL_DAMAGED', /重新导出/, () => Buffer.from('%PDF-1.7\nhello')],
  [
    'brackets without end',
    'MATERIAL_DAMAGED',
    /重新导出/,
    () => rawPdf({ ...onePage, 2: `<</Type/Pages/Kids${'['.repeat(100_000)}` }),
  ],
];

function objectStream(entries: string, data: Buffer): Uint8Array {
  const head = '%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 9 0 R>>\nendobj\n';
  const packed = deflateSync(data);
  const stream = Buffer.concat([
    Buffer.from(`5 0 obj\n<</Type/ObjStm${entries}/Filter/FlateDecode/Length ${packed.length}>>\nstream\n`),
    packed,
    Buffer.from('\nendstream\nendobj\n'),
  ]);
  const rows = [
    [0, 0, 0],
    [1, 9, 0],
    [2, 5, 0],
  ];
  const table = Buffer.from(
    rows.flatMap(([kind = 0, place = 0, at = 0]) => [kind, place >> 8, place & 255, at]),
  );
  const five = Buffer.from([1, head.length >> 8, head.length & 255, 0]);
  const start = head.length + stream.length;
  const xref = `6 0 obj\n<</Type/XRef/Root 1 0 R/W[1 2 1]/Index[0 2 9 1 5 1]/Size 10/Length ${table.length + 4}>>\nstream\n`;
  const end = `\nendstream\nendobj\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.concat([Buffer.from(head), stream, Buffer.from(xref), table, five, Buffer.from(end)]);
}

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
