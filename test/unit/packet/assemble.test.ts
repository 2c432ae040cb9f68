import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  degrees,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  type PDFPage,
} from '@cantoo/pdf-lib';
import {
  assemblePacket,
  changedPages,
  materialPdf,
  openCopy,
  writeCopy,
  type AcceptedMaterial,
  type BoundPacket,
} from '../../../rendering/packet';
import { inspectBytes } from '../../../rendering/packet/intake/inspect';
import { DEFAULT_LIMITS } from '../../../rendering/packet/limits';
import { renderSheet } from '../../../rendering/sheet';
import { openPdf, readPdf } from '../rendering/readPdf';
import { input, item, sheet } from './packetInput';
import { png, smallJpeg, turned } from './pictures';
import { onePage, rawPdf } from './rawPdf';

const folder = mkdtempSync(join(tmpdir(), 'packet-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const chinese = (rows: number): Uint8Array =>
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
        rows: Array.from({ length: rows }, (_, row) => [`第${row}项`, '统筹安排专项资金。'.repeat(8)]),
      },
    ],
    demoNotice: null,
  }).pdf;

/** A3, upright in the file, turned by the reader; a red corner where the reader's lower left is. */
async function plan(rotation: number): Promise<Uint8Array> {
  const document = await PDFDocument.create({ updateMetadata: false });
  const page = document.addPage([842, 1191]);
  page.setRotation(degrees(rotation));
  page.drawText('plan', { x: 300, y: 300, size: 30 });
  return document.save();
}

/** Two pages whose links lead to each other, by place and by name, and one to an address. */
const linked = rawPdf({
  1: '<</Type/Catalog/Pages 2 0 R/Names<</Dests<</Names[(second)[4 0 R/XYZ 0 500 null]]>>>>>>',
  2: '<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2/MediaBox[0 0 595 842]/Resources<<>>>>',
  3: '<</Type/Page/Parent 2 0 R/Annots[<</Subtype/Link/Rect[9 9 99 99]/Dest(second)>><</Subtype/Link/Rect[9 9 99 99]/A<</S/URI/URI(https://example.org)>>>><</Subtype/Link/Rect[9 9 99 99]/A<</S/Launch/F(a)>>>>]>>',
  4: '<</Type/Page/Parent 2 0 R/Annots[<</Subtype/Link/Rect[9 9 99 99]/A<</S/GoTo/D[3 0 R/Fit]>>>>]>>',
});

const pictureOf = async (bytes: Buffer): Promise<Uint8Array> => {
  const material = inspectBytes(bytes, 'x', DEFAULT_LIMITS) as AcceptedMaterial;
  return (await materialPdf(bytes, 'x', material)).pdf;
};

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
const texts = async (pdf: Uint8Array): Promise<string[]> =>
  (await readPdf(pdf)).map(({ lines }) => lines.join(''));
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

async function pixels(pdf: Uint8Array, page: number) {
  return openPdf(pdf, async (opened) => {
    const { data, width, height } = await opened.getPage(page - 1).render({ scale: 1, render: 'bitmap' });
    // Red, green, blue, alpha
    const at = (x: number, y: number): number[] =>
      [0, 1, 2].map((byte) => data[(y * width + x) * 4 + byte] ?? 0);
    return { width, height, at };
  });
}
const isRed = ([r = 0, g = 0, b = 0]: number[]): boolean => r > 150 && g < 90 && b < 90;

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

describe('what could go wrong', () => {
  test('a material that can no longer be read leaves nothing behind, and is named', async () => {
    const path = join(folder, 'never.pdf');
    const broken = item(1, [{ title: '坏的材料', pdf: Buffer.from('nonsense') }]);
    await expect(assemblePacket(input([broken]), path)).rejects.toThrow('坏的材料');
    expect(readdirSync(folder).filter((name) => name.startsWith('never'))).toEqual([]);
  });

  test('a 密级 on a sheet is refused', async () => {
    const secret = item(1, [], { sheet: sheet({ purpose: '机密★1年' }) });
    await expect(assemblePacket(input([secret]), join(folder, 'x.pdf'))).rejects.toThrow('国家秘密');
  });

  test('a page that hides, clips or never ends its drawing is stamped all the same', async () => {
    const nasty = rawPdf({
      ...onePage,
      3: '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents[4 0 R 5 0 R]/Resources<<>>>>',
      4: { data: Buffer.from('q q 0.001 0 0 0.001 0 0 cm 0 0 1 1 re W n 3 Tr /OC /X BDC') },
      5: { data: Buffer.from('1 1 1 rg 0 0 5000 5000 re f (never ended') },
    });
    const bound = await assemblePacket(
      input([item(1, [{ title: '怪页', pdf: nasty }])]),
      join(folder, 'nasty.pdf'),
    );
    await writeCopy(bound.path, { copyNumber: 7, recipient: '张三' }, join(folder, 'nasty-copy.pdf'));
    const last = (await texts(readFileSync(join(folder, 'nasty-copy.pdf')))).at(-1);
    expect(last).toContain(`第${bound.pages}页共${bound.pages}页`);
    expect(last).toContain('000007张三');
    const { width, at } = await pixels(readFileSync(join(folder, 'nasty-copy.pdf')), bound.pages);
    expect(isRed(at(width - 3, 95))).toBe(true);
  });

  test('a page whose size is a little stamp or a poster', async () => {
    const tiny = rawPdf({
      ...onePage,
      3: '<</Type/Page/Parent 2 0 R/MediaBox[-50 -50 100 200]/Contents 4 0 R>>',
    });
    const poster = rawPdf({
      ...onePage,
      3: '<</Type/Page/Parent 2 0 R/MediaBox[0 0 1191 1684]/UserUnit 2/Rotate 270/Contents 4 0 R>>',
    });
    const bound = await assemblePacket(
      input([
        item(1, [
          { title: '小', pdf: tiny },
          { title: '大', pdf: poster },
        ]),
      ]),
      join(folder, 'sizes.pdf'),
    );
    const pages = await texts(readFileSync(bound.path));
    for (const page of [bound.pages - 1, bound.pages])
      expect(pages[page - 1]).toContain(`第${page}页共${bound.pages}页`);
  });

  test('filled-in fields are drawn, layers that are off stay off', async () => {
    const form = rawPdf({
      1: '<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[6 0 R]/D<</OFF[6 0 R]>>>>>>',
      2: onePage[2],
      3: '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Properties<</L 6 0 R>>>>/Annots[<</Subtype/Widget/Rect[100 600 300 700]/AP<</N 5 0 R>>>>]>>',
      4: { data: Buffer.from('/OC /L BDC 0 0.6 0 rg 100 300 200 100 re f EMC') },
      5: {
        entries: '/Type/XObject/Subtype/Form/BBox[0 0 20 10]',
        data: Buffer.from('0 0 1 rg 0 0 20 10 re f'),
      },
      6: '<</Type/OCG/Name(hidden)>>',
    });
    const bound = await assemblePacket(
      input([item(1, [{ title: '表', pdf: form }])]),
      join(folder, 'form.pdf'),
    );
    const { at } = await pixels(readFileSync(bound.path), bound.pages);
    expect(at(200, 842 - 650)).toEqual([0, 0, 255]);
    expect(at(200, 842 - 350)).toEqual([255, 255, 255]);
  });

  test('what a photograph says of its turning is done', async () => {
    const red = async (orientation: number): Promise<boolean[]> => {
      const { width, height, at } = await pixels(await pictureOf(turned(smallJpeg, orientation)), 1);
      const corners = [
        [0.25, 0.25],
        [0.75, 0.25],
        [0.25, 0.75],
        [0.75, 0.75],
      ] as const;
      // A quarter of the way between the page's middle and the picture's corner.
      return corners.map(([x, y]) =>
        isRed(at(Math.round(width * (0.5 + (x - 0.5) * 0.4)), Math.round(height * (0.5 + (y - 0.5) * 0.4)))),
      );
    };
    expect(await red(1)).toEqual([true, false, false, false]);
    expect(await red(3)).toEqual([false, false, false, true]);
    expect(await red(6)).toEqual([false, true, false, false]);
    expect(await red(8)).toEqual([false, false, true, false]);
  });

  test('art-38 a changed page is told from those that only got other numbers', async () => {
    const make = async (name: string, rows: number, extra: boolean) => {
      const materials = [
        { title: '情况说明', pdf: chinese(rows) },
        { title: '有链接的材料', pdf: linked },
      ];
      const items = [
        item(1, extra ? [{ title: '新材料', pdf: rawPdf(onePage) }, ...materials] : materials),
        item(2, [{ title: '规划图', pdf: await plan(90) }]),
      ];
      return assemblePacket(input(items), join(folder, name));
    };
    const before = await make('v1.pdf', 30, false);
    expect(changedPages(before.marks, (await make('v1b.pdf', 30, false)).marks).words).toBe('没有改动');
    const after = await make('v2.pdf', 30, true);
    const { changed, words } = changedPages(before.marks, after.marks);
    const parts = new Set(after.marks.filter(({ page }) => changed.includes(page)).map(({ part }) => part));
    // Agenda, contents and sheets print other page numbers now.
    expect([...parts].sort()).toEqual(['新材料', '目录', '议程', '议题单'].sort());
    expect(words).toContain('议题1《新材料》');
  });
});
