import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  assemblePacket,
  changedPages,
  findConverter,
  inspectMaterial,
  materialPdf,
  type AcceptedMaterial,
  type Converter,
  type PageMark,
} from '../../../rendering/packet';
import { gotenberg } from '../../../rendering/packet/gotenberg';
import { inspectBytes } from '../../../rendering/packet/intake/inspect';
import { libreOffice } from '../../../rendering/packet/libreOffice';
import { DEFAULT_LIMITS } from '../../../rendering/packet/limits';
import { docxParts, pptxParts, xlsxParts, zipOf } from '../../../tools/packet/officeFiles';
import { readPdf } from '../rendering/readPdf';
import { input, item } from './packetInput';

const office = findConverter({ ...process.env, GOTENBERG_URL: '' });
if (office === null)
  console.warn(
    '本机没有 LibreOffice（soffice）：转换没有测试，只测试了拒绝。请安装 libreoffice-writer-nogui、-calc-nogui、-impress-nogui 后再测。',
  );
const withOffice = office === null ? describe.skip : describe;

const textOf = async (pdf: Uint8Array): Promise<string> =>
  (await readPdf(pdf)).flatMap(({ lines }) => lines).join('');

const setText = async (words: string, name: string): Promise<{ text: string; pages: number }> => {
  const bytes = Buffer.from(words);
  const { pdf, pages } = await materialPdf(
    bytes,
    name,
    inspectBytes(bytes, name, DEFAULT_LIMITS) as AcceptedMaterial,
  );
  return { text: await textOf(pdf), pages };
};

describe('text as pages', () => {
  test('Markdown: headings, emphasis, lists, a table; nothing in it is a command of the typesetter', async () => {
    const { text, pages } = await setText(
      '# 实施方案\n\n正文**加粗**和 `代码`，见[网站](https://example.org/a)。\n\n1. 第一\n   - 其中\n\n| 项目 | 金额 |\n|---|--:|\n| 饮水 | 1,200 |\n\n> 引用\n\n```\n#set page(width: 1cm)\n```\n#pagebreak() $x$ *星* <script>\n',
      'a.md',
    );
    expect(pages).toBe(1);
    for (const words of [
      '实施方案',
      '正文加粗和代码，见网站（https://example.org/a）。',
      '1.',
      '其中',
      '项目',
      '1,200',
      '#setpage(width:1cm)',
      '#pagebreak()$x$星<script>',
    ])
      expect(text).toContain(words);
    expect(text).not.toContain('**');
  });

  test('plain text keeps its lines, and takes as many pages as it needs', async () => {
    const { text, pages } = await setText(
      Array.from({ length: 120 }, (_, at) => `  第${at}行 *不是重点*`).join('\n'),
      'a.txt',
    );
    expect(pages).toBeGreaterThan(1);
    expect(text).toContain('第119行*不是重点*');
  });

  test('a text of 300,000 characters is set in seconds', async () => {
    const started = performance.now();
    const { pages } = await setText(`${'统筹安排专项资金。'.repeat(110)}\n\n`.repeat(300), 'a.md');
    expect(pages).toBeGreaterThan(100);
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});

test('no program and no service: no converter; a path that leads nowhere is told', () => {
  expect(findConverter({ PATH: '/nowhere' })).toBeNull();
  expect(() => findConverter({ LIBREOFFICE_PATH: '/nowhere/soffice' })).toThrow('LIBREOFFICE_PATH');
  expect(findConverter({ GOTENBERG_URL: 'http://gotenberg:3000' })?.name).toBe(
    'Gotenberg http://gotenberg:3000',
  );
});

const docx = zipOf(docxParts('关于预算的说明', ['统筹安排专项资金。']));

const converted = async (bytes: Uint8Array, name: string, converter: Converter): Promise<string> => {
  const material = await inspectMaterial(bytes, name, { converter });
  expect(material).toMatchObject({ accepted: true });
  const { pdf, pages } = await materialPdf(bytes, name, material as AcceptedMaterial, { converter });
  expect(pages).toBe(1);
  return textOf(pdf);
};

withOffice('LibreOffice, the real one', () => {
  const converter = office as Converter;
  const path = converter?.name.replace('LibreOffice ', '');

  test('DOCX, XLSX and PPTX become pages whose Chinese is found', async () => {
    expect(await converted(docx, 'a.docx', converter)).toContain('统筹安排专项资金。');
    expect(await converted(zipOf(xlsxParts('预算', [['农村饮水', 1200]])), 'b.xlsx', converter)).toContain(
      '农村饮水1200',
    );
    expect(await converted(zipOf(pptxParts('汇报提纲', ['一、基本情况'])), 'c.pptx', converter)).toContain(
      '一、基本情况',
    );
  });

  test('what it takes too long over is killed with all its children, in words; nothing is left behind', async () => {
    const own = mkdtempSync(join(tmpdir(), 'packet-test-'));
    const before = process.env['TMPDIR'];
    process.env['TMPDIR'] = own;
    const slow = libreOffice(path, { milliseconds: 300 });
    await expect(slow.convert(docx, '说明.docx')).rejects.toThrow(/《说明.docx》未能转换.*还没有完/);
    expect(readdirSync(own)).toEqual([]);
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
    rmSync(own, { recursive: true });
  });

  test('art-38 a paragraph changed in a DOCX: the pages before it are not told as changed', async () => {
    const paragraphs = Array.from(
      { length: 40 },
      (_, at) => `第${at}段。${'统筹安排专项资金，压实县市责任。'.repeat(6)}`,
    );
    const bound = async (list: string[]): Promise<PageMark[]> => {
      const pdf = await converter.convert(zipOf(docxParts('说明', list)), 'a.docx');
      const path = join(tmpdir(), `packet-test-${process.pid}.pdf`);
      const { marks } = await assemblePacket(input([item(1, [{ title: '说明', pdf }])]), path);
      rmSync(path);
      return marks;
    };
    const before = await bound(paragraphs);
    const after = await bound(
      paragraphs.map((text, at) => (at === 39 ? text.replace('压实', '鳞次') : text)),
    );
    expect(before.filter(({ part }) => part === '说明').length).toBeGreaterThan(3);
    expect(changedPages(before, after).changed).toEqual([after.length]);
  });

  test('a file that is none is refused in words', async () => {
    await expect(converter.convert(Buffer.from('PK nonsense'), '坏.docx')).rejects.toMatchObject({
      code: 'CONVERSION_FAILED',
    });
  });

  test('a picture from elsewhere is not fetched', async () => {
    let asked = 0;
    const server = await listen((_request, answer) => {
      asked += 1;
      answer.end();
    });
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/a.png`;
    const picture = `<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><wp:extent cx="900000" cy="900000"/><wp:docPr id="1" name="p"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="1" name="p"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:link="r9"/></pic:blipFill><pic:spPr/></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`;
    const parts = docxParts('说明', ['正文']);
    const pdf = await converter.convert(
      zipOf({
        ...parts,
        'word/document.xml': String(parts['word/document.xml']).replace('<w:sectPr>', `${picture}<w:sectPr>`),
        'word/_rels/document.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="${address}" TargetMode="External"/></Relationships>`,
      }),
      'a.docx',
    );
    server.close();
    expect(await textOf(pdf)).toContain('正文');
    expect(asked).toBe(0);
  });

  test('Gotenberg’s route, answered by a server on LibreOffice: the file goes there and its pages come back', async () => {
    const server = await listen(async (request, answer) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const form = await new Response(Buffer.concat(chunks), {
        headers: { 'content-type': request.headers['content-type'] ?? '' },
      }).formData();
      const file = form.get('files') as File;
      if (request.url !== '/forms/libreoffice/convert') answer.statusCode = 404;
      answer.end(await converter.convert(new Uint8Array(await file.arrayBuffer()), file.name));
    });
    const { port } = server.address() as AddressInfo;
    expect(await converted(docx, '说明.docx', gotenberg(`http://127.0.0.1:${port}`))).toContain(
      '统筹安排专项资金。',
    );
    server.close();
  });
});

test('a service that refuses, and one that is not there, are told in words', async () => {
  const server = await listen((_request, answer) => {
    answer.statusCode = 503;
    answer.end('busy');
  });
  const { port } = server.address() as AddressInfo;
  await expect(gotenberg(`http://127.0.0.1:${port}`).convert(docx, '说明.docx')).rejects.toThrow(
    /《说明.docx》未能转换.*503 busy/,
  );
  server.close();
  await expect(gotenberg('http://127.0.0.1:1').convert(docx, '说明.docx')).rejects.toMatchObject({
    code: 'CONVERSION_FAILED',
  });
});

function listen(handler: Parameters<typeof createServer>[1]): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer(handler as never);
    server.listen(0, '127.0.0.1', () => resolve(server));
  });
}
