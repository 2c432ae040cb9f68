import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assemblePacket, changedPages, writeCopy, type BoundPacket } from '../../../rendering/packet';
import { inspectBytes } from '../../../rendering/packet/intake/inspect';
import { DEFAULT_LIMITS } from '../../../rendering/packet/limits';
import { input, item, sheet } from './packetInput';
import { smallJpeg, turned } from './pictures';
import { onePage, rawPdf } from './rawPdf';
import { chinese, isRed, linked, pictureOf, pixels, plan, texts } from './samples';

const folder = mkdtempSync(join(tmpdir(), 'packet-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

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
    const make = async (name: string, rows: number, extra: boolean): Promise<BoundPacket> => {
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

test('art-38 one word changed on one page: the others are not told, though their fonts were embedded anew', async () => {
  const make = async (name: string, last: string): Promise<BoundPacket> =>
    assemblePacket(input([item(1, [{ title: '情况说明', pdf: chinese(60, last) }])]), join(folder, name));
  const before = await make('w1.pdf', '统筹安排专项资金。');
  const after = await make('w2.pdf', '鸡犬相闻，阡陌交通，鳞次栉比。');
  const { changed, words } = changedPages(before.marks, after.marks);
  expect(changed).toEqual([after.pages]);
  expect(words).toBe(`第${after.pages}页有改动（议题1《情况说明》）`);
  expect(after.pages - (after.items[0]?.materials[0]?.firstPage ?? 0)).toBeGreaterThan(0);
});

test('bytes changed at random: what intake takes is bound, or named as unreadable', async () => {
  const pdf = chinese(12);
  let state = 11;
  const draw = (below: number): number => {
    state = (state * 1103515245 + 12345) & 0x7fffffff;
    return state % below;
  };
  let bound = 0;
  for (let round = 0; round < 60; round += 1) {
    const changed = Buffer.from(pdf);
    for (let change = 0; change <= round % 5; change += 1) changed[draw(changed.length)] = draw(256);
    if (!inspectBytes(changed, '材料.pdf', DEFAULT_LIMITS).accepted) continue;
    const made = assemblePacket(
      input([item(1, [{ title: '改坏的', pdf: changed }])]),
      join(folder, 'random.pdf'),
    );
    const outcome = await made.catch((error: unknown) => error);
    if (outcome instanceof Error) expect(outcome.message).toContain('改坏的');
    else bound += 1;
  }
  expect(bound).toBeGreaterThan(5);
});
