import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, type PDFPage } from '@cantoo/pdf-lib';
import { assemblePacket, openCopy, writeCopy, type BoundPacket } from '../../../rendering/packet';
import { input, item } from './packetInput';
import { png } from './pictures';
import { onePage, rawPdf } from './rawPdf';
import { chinese, isRed, linked, pictureOf, pixels, plan, texts } from './samples';

const folder = mkdtempSync(join(tmpdir(), 'packet-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let packet: BoundPacket;
let copy: Uint8Array;
let document: PDFDocument;

beforeAll(async () => {
  const text = join(folder, 'text.pdf');
  writeFileSync(text, chinese(60));
  const input12 = input([
    item(1, [
      { title: '情况说明', pdf: text },
      { title: '规划图', pdf: await plan(90) },
      { title: '规划图（缩小）', pdf: await plan(270), fitA4: true },
    ]),
    item(2, [
      { title: '扫描件', pdf: await pictureOf(png(1240, 1754, { colours: 0 })) },
      { title: '有链接的材料', pdf: linked },
    ]),
  ]);
  packet = await assemblePacket(input12, join(folder, 'packet.pdf'));
  await writeCopy(packet.path, { copyNumber: 12, recipient: '艾力·买买提' }, join(folder, 'copy.pdf'));
  copy = readFileSync(join(folder, 'copy.pdf'));
  document = await PDFDocument.load(copy, { updateMetadata: false });
}, 60_000);

const bare = (text: string): string => text.replace(/[\s\u200b]/gu, '');
const pageNumber = (ref: unknown): number => document.getPages().findIndex(({ ref: own }) => own === ref) + 1;

describe('art-38 the packet as it is read', () => {
  test('every page says which of how many it is, whose copy, and belongs to its item; Chinese is found', async () => {
    const pages = await texts(copy);
    expect(pages).toHaveLength(packet.pages);
    pages.forEach((text, index) => {
      expect(text).toContain(`第${index + 1}页共${packet.pages}页`);
      expect(text).toContain('000012艾力·买买提');
    });
    expect(pages[0]).toContain('份号：000012');
    const [first, second] = packet.items;
    expect(pages[(first?.firstPage ?? 0) - 1]).toContain('议题1');
    for (const words of ['为解决季节性缺水问题。', '同意，资金分两年安排', '建议先行试点。', '情况说明'])
      expect(pages[(second?.firstPage ?? 0) - 1] + pages.join('')).toContain(words);
    expect(pages.join('')).toContain('统筹安排专项资金。');
  });

  test('agenda and contents print the pages where things begin', async () => {
    // Without the watermark, which a reader of text meets in the middle of lines.
    const pages = await texts(readFileSync(packet.path));
    const contents = pages.slice(1, (packet.items[0]?.firstPage ?? 1) - 1).join('');
    for (const { title, firstPage, materials } of packet.items) {
      expect(contents).toContain(bare(title));
      expect(contents).toMatch(new RegExp(`汇报\\.*${firstPage}`, 'u'));
      for (const material of materials)
        expect(contents).toMatch(new RegExp(`${material.title}\\.*${material.firstPage}`, 'u'));
    }
  });

  test('A3 stays A3, lying on its side; scaled only where the caller says so; scans fill their page', () => {
    const sizeOf = (title: string): string => {
      const material = packet.items.flatMap(({ materials }) => materials).find((one) => one.title === title);
      const page = document.getPage((material?.firstPage ?? 1) - 1);
      return `${Math.round(page.getWidth())}×${Math.round(page.getHeight())} ${page.getRotation().angle}`;
    };
    expect(sizeOf('规划图')).toBe('842×1191 90');
    expect(sizeOf('规划图（缩小）')).toBe('842×595 0');
    expect(sizeOf('扫描件')).toBe('595×842 0');
  });

  test('numbers and tabs stand upright as the page is read, on turned pages, too', async () => {
    const page = packet.items[0]?.materials[1]?.firstPage ?? 1;
    const { width, height, at } = await pixels(copy, page);
    expect(width).toBeGreaterThan(height);
    // The red tab is on the right edge, near the top.
    expect(isRed(at(width - 3, 95))).toBe(true);
    expect(isRed(at(3, 95))).toBe(false);
    expect(isRed(at(width - 3, height - 95))).toBe(false);
  });
});

describe('links and bookmarks', () => {
  const destination = (annotation: PDFDict): unknown =>
    annotation.lookupMaybe(PDFName.of('Dest'), PDFArray)?.get(0);
  const linksOf = (page: PDFPage): PDFDict[] => {
    const list = page.node.Annots();
    return list ? list.asArray().map((one) => document.context.lookup(one, PDFDict)) : [];
  };

  test('agenda and contents lead to their pages', () => {
    const front = document.getPages().slice(1, (packet.items[0]?.firstPage ?? 1) - 1);
    const targets = new Set(front.flatMap(linksOf).map((link) => pageNumber(destination(link))));
    for (const { firstPage, materials } of packet.items)
      for (const wanted of [firstPage, ...materials.map((one) => one.firstPage)])
        expect(targets).toContain(wanted);
  });

  test('links inside a material lead where they led, by place and by name; an address stays, a program does not', () => {
    const first = packet.items[1]?.materials[1]?.firstPage ?? 1;
    const links = linksOf(document.getPage(first - 1));
    expect(links).toHaveLength(2);
    expect(links.map((link) => pageNumber(destination(link)))).toEqual([first + 1, 0]);
    expect(String(links[1])).toContain('https://example.org');
    expect(linksOf(document.getPage(first)).map((link) => pageNumber(destination(link)))).toEqual([first]);
  });

  test('bookmarks: cover, agenda, contents, items, and below them sheet and materials', () => {
    const read = (dict: PDFDict | undefined): [string, number, unknown[]][] => {
      const list: [string, number, unknown[]][] = [];
      const next = (of: PDFDict, key: string) => of.lookupMaybe(PDFName.of(key), PDFDict);
      for (let one = dict && next(dict, 'First'); one; one = next(one, 'Next'))
        list.push([
          one.lookup(PDFName.of('Title'), PDFHexString).decodeText(),
          pageNumber(destination(one)),
          read(one),
        ]);
      return list;
    };
    const outline = read(document.catalog.lookup(PDFName.of('Outlines'), PDFDict));
    expect(outline.map(([title]) => title)).toEqual([
      '封面',
      '议程',
      '目录',
      '议题1 关于第1项工作的汇报',
      '议题2 关于第2项工作的汇报',
    ]);
    const [, , , first] = outline;
    const placed = packet.items[0];
    expect(first).toEqual([
      '议题1 关于第1项工作的汇报',
      placed?.firstPage,
      [
        ['议题单', placed?.firstPage, []],
        ...(placed?.materials ?? []).map((one) => [one.title, one.firstPage, []]),
      ],
    ]);
  });

  test('says what it is: title, language, labels of pages, when it was made', () => {
    expect(document.getTitle()).toBe('2026年第12次常务会议 常务会议材料');
    expect(document.getCreationDate()).toEqual(new Date('2026-11-29T02:00:00Z'));
    expect(String(document.catalog.get(PDFName.of('Lang')))).toBe('(zh-CN)');
    expect(document.catalog.has(PDFName.of('PageLabels'))).toBe(true);
  });
});

describe('copies', () => {
  const read = async (
    number: number,
    recipient: string,
    range?: { start: number; end: number },
  ): Promise<Buffer> => {
    const opened = await openCopy(packet.path, { copyNumber: number, recipient });
    const chunks: Buffer[] = [];
    for await (const chunk of opened.stream(range)) chunks.push(Buffer.from(chunk as Uint8Array));
    return Buffer.concat(chunks);
  };

  test('same input, same bytes; same label, same copy; another one differs in its tail alone', async () => {
    const again = await assemblePacket(
      input([item(1, [{ title: '有链接的材料', pdf: linked }])]),
      join(folder, 'a.pdf'),
    );
    const third = await assemblePacket(
      input([item(1, [{ title: '有链接的材料', pdf: linked }])]),
      join(folder, 'b.pdf'),
    );
    expect(readFileSync(join(folder, 'a.pdf')).equals(readFileSync(join(folder, 'b.pdf')))).toBe(true);
    expect(again.sha256).toBe(third.sha256);
    const [one, same, other] = [
      await read(12, '艾力·买买提'),
      await read(12, '艾力·买买提'),
      await read(13, '古丽'),
    ];
    expect(one.equals(Buffer.from(copy))).toBe(true);
    expect(one.equals(same)).toBe(true);
    const shared = one.findIndex((byte, at) => byte !== other[at]);
    expect(one.length - shared).toBeLessThan(60_000);
  });

  test('a part of a copy is that part', async () => {
    const opened = await openCopy(packet.path, { copyNumber: 12, recipient: '艾力·买买提' });
    expect(opened.size).toBe(copy.length);
    for (const [start, end] of [
      [0, 9],
      [100, 5_000],
      [copy.length - 3_000, copy.length - 1],
      [copy.length - 20_000, copy.length - 10],
    ] as const)
      expect(
        (await read(12, '艾力·买买提', { start, end })).equals(Buffer.from(copy).subarray(start, end + 1)),
      ).toBe(true);
  });

  test('materials from files, a large one before a small one, are bound as those from memory', async () => {
    const sources = [chinese(200), linked, await plan(90), chinese(3), rawPdf(onePage)];
    const bind = (name: string, pdfs: (Uint8Array | string)[]) => {
      const materials = pdfs.map((pdf, index) => ({ title: `材料${index}`, pdf }));
      return assemblePacket(input([item(1, materials)]), join(folder, name));
    };
    const paths = sources.map((pdf, index) => {
      const path = join(folder, `source-${index}.pdf`);
      writeFileSync(path, pdf);
      return path;
    });
    const fromFiles = await bind('from-files.pdf', paths);
    const fromMemory = await bind('from-memory.pdf', sources);
    expect(fromFiles).toMatchObject({ sha256: fromMemory.sha256, marks: fromMemory.marks });
    expect(readFileSync(fromFiles.path).equals(readFileSync(fromMemory.path))).toBe(true);
  });

  test('a name that no font has, and a very long one, is marked all the same', async () => {
    const pages = await texts(await read(1, `\u{2A6D6}${'很长的单位名称'.repeat(8)}张三`));
    for (const text of pages) expect(text).toMatch(/000001〓很长的.*张三/u);
  });

  test('only a master can be copied, only with a number', async () => {
    const stray = join(folder, 'stray.pdf');
    writeFileSync(stray, rawPdf(onePage));
    await expect(openCopy(stray, { copyNumber: 1, recipient: '张三' })).rejects.toMatchObject({
      code: 'PACKET_UNREADABLE',
    });
    await expect(openCopy(packet.path, { copyNumber: 0, recipient: '张三' })).rejects.toMatchObject({
      code: 'PACKET_INPUT_REFUSED',
    });
  });
});
