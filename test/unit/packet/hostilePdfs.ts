import { deflateSync } from 'node:zlib';
import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib';
import type { RefusalCode } from '../../../rendering/packet';
import { objectStream, onePage, rawPdf } from './rawPdf';

const MB = 1024 * 1024;

export const page = (entries: string): string =>
  `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<>>${entries}>>`;
export const zeros = (bytes: number): Buffer => deflateSync(Buffer.alloc(bytes));

export async function sample(pages: number): Promise<PDFDocument> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (let number = 1; number <= pages; number += 1) document.addPage().drawText(`page ${number}`, { font });
  return document;
}

const action = '<</S/JavaScript/JS(app.alert\\(1\\))>>';
/** Each built here, each refused. */
export const hostile: [
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
    'a picture that comes to more than its size says',
    'MATERIAL_BOMB',
    /恶意/,
    () =>
      rawPdf({
        ...onePage,
        5: { entries: '/Subtype/Image/Width 9/Height 9/Filter/FlateDecode', data: zeros(MB) },
      }),
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
