import {
  DEFAULT_LIMITS,
  inspectMaterial,
  limitsFrom,
  type Inspection,
  type RefusalCode,
} from '../../../rendering/packet';
import { inspectBytes } from '../../../rendering/packet/intake/inspect';
import { docxParts, pptxParts, xlsxParts, zipOf, type Parts } from '../../../tools/packet/officeFiles';
import { png, smallJpeg } from './pictures';

const MB = 1024 * 1024;
const limits = { ...DEFAULT_LIMITS, inflatedPart: 4 * MB, inflatedTotal: 8 * MB, bytes: 2 * MB };
const inspect = (bytes: Uint8Array | string, name: string): Inspection =>
  inspectBytes(typeof bytes === 'string' ? Buffer.from(bytes) : bytes, name, limits);

const docx = docxParts('说明', ['一段文字']);
const withPart = (parts: Parts): Uint8Array => zipOf({ ...docx, ...parts });
const link = (type: string, mode = 'External'): string =>
  `<Relationships xmlns="x"><Relationship Id="r1" Type="http://x/${type}" Target="http://evil.example/a" TargetMode="${mode}"/></Relationships>`;
const field = (words: string): string =>
  `<w:document><w:instrText>${words.slice(0, 2)}</w:instrText><w:instrText>${words.slice(2)}</w:instrText></w:document>`;

test.each([
  ['DOCX', zipOf(docx), 'a.docx', 'docx'],
  ['DOCX under another name', zipOf(docx), 'a.pdf', 'docx'],
  ['XLSX', zipOf(xlsxParts('表', [['项目', 1]])), 'a.xlsx', 'xlsx'],
  ['PPTX', zipOf(pptxParts('题', ['一'])), 'a.pptx', 'pptx'],
  [
    'DOCX with an address to click',
    withPart({ 'word/_rels/document.xml.rels': link('hyperlink') }),
    'a.docx',
    'docx',
  ],
  ['PNG', png(3, 2), 'a.png', 'png'],
  ['JPEG', smallJpeg, 'a.jpg', 'jpeg'],
  ['Markdown', '# 方案\n\n正文', 'a.md', 'markdown'],
  ['text as UTF-8', '你好', 'a.txt', 'text'],
  ['text as GB18030', Buffer.from('c4e3bac3', 'hex'), 'a.txt', 'text'],
  ['text as UTF-16', Buffer.from('\ufeff你好', 'utf16le'), 'a.txt', 'text'],
])('taken by its content: %s', (_what, bytes, name, kind) => {
  expect(inspect(bytes, name)).toMatchObject({ accepted: true, kind });
});

const oldFile = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]);
const withPassword = Buffer.concat([oldFile, Buffer.from('EncryptedPackage', 'utf16le')]);
const lyingZip = (): Uint8Array => {
  const zip = Buffer.from(withPart({ 'word/media/a.bin': new Uint8Array(6 * MB) }));
  // The directory promises 10 bytes.
  const at = zip.lastIndexOf(Buffer.from('word/media/a.bin')) - 46;
  zip.writeUInt32LE(10, at + 24);
  return zip;
};
const sharedData = (): Uint8Array => {
  const zip = Buffer.from(
    withPart({
      'word/media/a.bin': Buffer.alloc(60_000, 'x'),
      'word/media/b.bin': Buffer.alloc(60_000, 'y'),
    }),
  );
  for (let at = zip.indexOf('PK\x01\x02'); at !== -1; at = zip.indexOf('PK\x01\x02', at + 4))
    zip.writeUInt32LE(zip.length, at + 20);
  return zip;
};

const refused: [what: string, code: RefusalCode, words: RegExp, bytes: Uint8Array | string, name: string][] =
  [
    ['nothing', 'MATERIAL_EMPTY', /空的/, '', 'a.pdf'],
    ['a file beyond the limit', 'MATERIAL_TOO_LARGE', /超过 2 MB/, Buffer.alloc(3 * MB, 'x'), 'a.txt'],
    ['a program', 'MATERIAL_TYPE_REFUSED', /可以上传 PDF/, 'MZ\0\0', 'a.exe'],
    ['a program called a text', 'MATERIAL_TYPE_REFUSED', /可以上传 PDF/, 'MZ\0\0\0\0', 'a.txt'],
    ['an archive', 'MATERIAL_TYPE_REFUSED', /解开/, zipOf({ 'a.txt': 'x' }), 'a.zip'],
    ['OFD', 'MATERIAL_TYPE_REFUSED', /OFD/, zipOf({ 'OFD.xml': '<ofd/>' }), 'a.ofd'],
    [
      'OpenDocument',
      'MATERIAL_TYPE_REFUSED',
      /另存为 DOCX/,
      zipOf({ mimetype: 'application/vnd.oasis.opendocument.text' }),
      'a.odt',
    ],
    ['Word of before 2007', 'MATERIAL_TYPE_REFUSED', /旧格式/, oldFile, 'a.doc'],
    ['an Office file under a password', 'MATERIAL_ENCRYPTED', /去掉密码/, withPassword, 'a.docx'],
    ['macros', 'MATERIAL_ACTIVE_CONTENT', /宏/, withPart({ 'word/vbaProject.bin': 'x' }), 'a.docx'],
    [
      'a type for macros',
      'MATERIAL_ACTIVE_CONTENT',
      /宏/,
      withPart({
        '[Content_Types].xml': '<Types>application/vnd.ms-word.document.macroEnabled.main+xml</Types>',
      }),
      'a.docm',
    ],
    ['ActiveX', 'MATERIAL_ACTIVE_CONTENT', /宏/, withPart({ 'word/activeX/activeX1.xml': '<x/>' }), 'a.docx'],
    [
      'a template from elsewhere',
      'MATERIAL_EXTERNAL_LINK',
      /断开链接/,
      withPart({ 'word/_rels/settings.xml.rels': link('attachedTemplate') }),
      'a.docx',
    ],
    [
      'a template whose mode is spelled in references',
      'MATERIAL_EXTERNAL_LINK',
      /断开链接/,
      withPart({ 'word/_rels/settings.xml.rels': link('attachedTemplate', '&#69;xternal') }),
      'a.docx',
    ],
    [
      'figures from another workbook',
      'MATERIAL_EXTERNAL_LINK',
      /断开链接/,
      zipOf({
        ...xlsxParts('表', [[1]]),
        'xl/externalLinks/_rels/externalLink1.xml.rels': link('externalLinkPath'),
      }),
      'a.xlsx',
    ],
    [
      'a field that runs a program',
      'MATERIAL_EXTERNAL_LINK',
      /断开链接/,
      withPart({ 'word/document.xml': field('DDEAUTO c:\\cmd.exe') }),
      'a.docx',
    ],
    [
      'entities in XML',
      'MATERIAL_BOMB',
      /恶意/,
      withPart({ 'word/document.xml': '<!DOCTYPE a [<!ENTITY b "c">]><a/>' }),
      'a.docx',
    ],
    [
      'a part that inflates',
      'MATERIAL_BOMB',
      /恶意/,
      withPart({ 'word/media/a.bin': new Uint8Array(6 * MB) }),
      'a.docx',
    ],
    ['a part that says less than comes out', 'MATERIAL_BOMB', /恶意/, lyingZip(), 'a.docx'],
    ['parts that share their data', 'MATERIAL_BOMB', /恶意/, sharedData(), 'a.docx'],
    [
      'a picture bomb in a document',
      'MATERIAL_BOMB',
      /像素/,
      withPart({ 'word/media/a.png': png(2, 2, { claim: [60_000, 60_000] }) }),
      'a.docx',
    ],
    ['a zip cut in two', 'MATERIAL_DAMAGED', /已损坏/, zipOf(docx).subarray(0, 500), 'a.docx'],
    [
      'a picture of 3,600 million dots',
      'MATERIAL_BOMB',
      /60000×60000/,
      png(2, 2, { claim: [60_000, 60_000] }),
      'a.png',
    ],
    [
      'a picture with more in it than its head says',
      'MATERIAL_BOMB',
      /恶意/,
      png(900, 900, { claim: [4, 4] }),
      'a.png',
    ],
    [
      'a picture with less in it than its head says',
      'MATERIAL_DAMAGED',
      /已损坏/,
      png(4, 4, { claim: [400, 400] }),
      'a.png',
    ],
    [
      'a picture cut in two',
      'MATERIAL_DAMAGED',
      /已损坏/,
      png(90, 90, { at: (x, y) => [x * y, x, y] }).subarray(0, 90),
      'a.png',
    ],
    ['a photograph cut in two', 'MATERIAL_DAMAGED', /已损坏/, smallJpeg.subarray(0, 280), 'a.jpg'],
    ['blanks only', 'MATERIAL_EMPTY', /没有文字/, ' \n', 'a.md'],
    ['a control character', 'MATERIAL_CHARACTER', /第 2 行的控制字符（U\+0007）/, '一\n二\u0007', 'a.txt'],
    ['text that turns around', 'MATERIAL_CHARACTER', /U\+202E/, '一\u202e二', 'a.txt'],
    ['a character without a glyph', 'MATERIAL_CHARACTER', /“\u{1F600}”/u, '好\u{1F600}', 'a.md'],
    ['a 密级', 'MATERIAL_CLASSIFIED', /机要渠道/, '机密★1年\n正文', 'a.txt'],
  ];

test.each(refused)('refused: %s', (_what, code, words, bytes, name) => {
  const inspection = inspect(bytes, name);
  expect(inspection).toMatchObject({ accepted: false, code });
  if (!inspection.accepted) expect(inspection.words).toMatch(words);
});

test('without a converter an Office file is refused at upload, and told what to do', async () => {
  const inspection = await inspectMaterial(zipOf(docx), 'a.docx', { converter: null });
  expect(inspection).toMatchObject({ accepted: false, code: 'CONVERTER_MISSING' });
  if (!inspection.accepted) expect(inspection.words).toMatch(/导出为 PDF.*LibreOffice/);
});

test('the limits are settings of the installation', () => {
  expect(limitsFrom({ XINGSHU_MATERIAL_PAGES: '50', XINGSHU_MATERIAL_SECONDS: '5' })).toMatchObject({
    pages: 50,
    milliseconds: 5000,
  });
  expect(() => limitsFrom({ XINGSHU_MATERIAL_PAGES: 'many' })).toThrow('XINGSHU_MATERIAL_PAGES');
});
