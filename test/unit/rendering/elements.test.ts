import type { Page } from '../../../rendering/page';
import { createRenderer, type Renderer } from '../../../rendering/renderPage';
import { parseBody } from '../../../domain/document/text';
import { measurePdf, type MeasuredLine, type MeasuredPage } from './measurePdf';
import { paper, paragraph } from './paper';
import { readPdf, type ReadPage } from './readPdf';

let renderer: Renderer;
beforeAll(() => {
  renderer = createRenderer();
});
const pagesOf = (page: Page): Promise<ReadPage[]> => readPdf(renderer.render(page).pdf);
const measured = (page: Page): Promise<MeasuredPage[]> => measurePdf(renderer.render(page).pdf);

/** Millimetres: the type area's sides, and a character of the body. */
const [left, right, character] = [28, 184, 156 / 28];
const lineOf = (pages: MeasuredPage[], text: string): MeasuredLine => {
  const found = pages.flatMap(({ lines }) => lines).find((line) => line.text.includes(text));
  if (!found) throw new Error(`${text} is not on the page`);
  return found;
};
const startOf = (line: MeasuredLine): number => ((line.characters[0]?.x ?? 0) - left) / character;
const endOf = (line: MeasuredLine): number => (right - line.right) / character;

describe('GB/T 9704-2012 7.3: the body', () => {
  it('7.2 to 7.4 prints the elements in their order, a full-width colon, a date without zeros', async () => {
    const [page] = await pagesOf(paper());
    expect(page?.lines).toEqual([
      '喀什地区行政公署文件',
      '喀署发〔2026〕1号',
      '关于做好冬季供暖准备工作的通知',
      '各县（市）人民政府，行署各部门：',
      '请按时完成管网检修。',
      '特此通知。',
      '喀什地区行政公署',
      '2026年9月8日',
      '喀什地区行政公署办公室2026年9月9日印发',
      '—1—',
    ]);
  });

  it('7.3.1 sets the title in 22 pt, centred, two lines below the red rule', async () => {
    const [page] = await measured(paper());
    const title = lineOf(page ? [page] : [], '供暖准备工作的通知');
    expect(title.size).toBeCloseTo(22, 1);
    expect(Math.abs((title.left + title.right) / 2 - (left + right) / 2)).toBeLessThan(0.5);
    const rule = page?.rules.find(({ red }) => red);
    expect(Math.abs(title.top - (rule?.bottom ?? 0) - 2 * (225 / 21.54))).toBeLessThan(1);
  });

  it('7.3.2 moves the addressees to the foot when the first page would else show no text', async () => {
    const addressees = Array.from({ length: 60 }, (_, index) => `第${index + 1}农村公路养护管理所`);
    const pages = await pagesOf(paper({ addressees }));
    expect(pages[0]?.lines).toContain('请按时完成管网检修。');
    const text = pages.flatMap(({ lines }) => lines).join('');
    expect(text).toContain('主送：第1农村公路养护管理所，');
    expect(text).toContain('第60农村公路养护管理所。');
  });

  it('7.3.3 sets levels in 黑体, 楷体 and 仿宋, paragraphs two characters in', async () => {
    const blocks = parseBody('一、总体要求\n（一）排查病害\n1.桥梁\n（1）四类桥梁');
    const pages = await measured(paper({ blocks }));
    const texts = ['一、总体', '（一）排查', '1.桥梁', '（1）四类'];
    const [first, second, third, fourth] = texts.map((text) => lineOf(pages, text));
    const face = (line: MeasuredLine | undefined) => line?.characters.at(-1)?.font.replace(/^[A-Z]+\+/u, '');
    expect(face(first)).toContain('Sans');
    expect(face(second)).not.toBe(face(third));
    expect(face(third)).toBe(face(fourth));
    for (const line of [first, second, third, fourth]) expect(line && startOf(line)).toBeCloseTo(2, 1);
  });

  it('7.3.4 numbers several attachments, and not a single one, without an end mark', async () => {
    const several = await measured(paper({ attachments: [{ title: '项目表' }, { title: '进度表' }] }));
    const [first, second] = [lineOf(several, '附件：1.项目表'), lineOf(several, '2.进度表')];
    expect(startOf(first)).toBeCloseTo(2, 1);
    const name = (line: MeasuredLine) => line.characters.at(-3)?.x ?? 0;
    expect(name(second)).toBeCloseTo(name(first), 1);
    const single = await pagesOf(paper({ attachments: [{ title: '项目表' }] }));
    expect(single.flatMap(({ lines }) => lines)).toContain('附件：项目表');
  });

  it('7.3.6 puts the note in brackets below the date, two characters in, whether brackets came or not', async () => {
    for (const note of ['此件公开发布', '（此件公开发布）']) {
      const pages = await measured(paper({ note }));
      const [printed, date] = [lineOf(pages, '此件公开发布'), lineOf(pages, '9月8日')];
      expect(printed.text).toBe('（此件公开发布）');
      expect(startOf(printed)).toBeCloseTo(2, 1);
      expect(printed.baseline - date.baseline).toBeCloseTo(225 / 21.54, 1);
    }
  });

  it('7.3.7 begins each attachment on a page of its own, 附件1 in 黑体 top left, title in the third line', async () => {
    const text = [paragraph(700)];
    const attachments = [
      { title: '项目表', blocks: text },
      { title: '另附表' },
      { title: '进度表', blocks: text },
    ];
    const pages = await measured(paper({ attachments }));
    const starts = pages.filter(({ lines }) => /^附件\d$/u.test(lines[0]?.text ?? ''));
    expect(starts.map(({ lines }) => [lines[0]?.text, lines[1]?.text])).toEqual([
      ['附件1', '项目表'],
      ['附件3', '进度表'],
    ]);
    for (const { lines } of starts) {
      const [label, title] = lines;
      expect(label?.characters[0]?.font).toContain('Sans');
      expect(label && startOf(label)).toBeCloseTo(0, 1);
      expect(title?.size).toBeCloseTo(22, 1);
      expect(Math.abs((title?.top ?? 0) - 37 - 2 * (225 / 21.54))).toBeLessThan(1);
    }
    expect(
      pages
        .at(-1)
        ?.lines.map((line) => line.text)
        .join(''),
    ).toContain('印发');
  });

  it('7.3.7 calls a single attachment 附件 without a number', async () => {
    const pages = await pagesOf(paper({ attachments: [{ title: '项目表', blocks: [paragraph(40)] }] }));
    expect(pages.at(-1)?.lines.slice(0, 2)).toEqual(['附件', '项目表']);
  });

  it('7.4.2 ends the copies with a full stop', async () => {
    const imprint = { ...paper().imprint, copyTo: ['地委办公室', '军分区'] };
    const [page] = await pagesOf(paper({ imprint }));
    expect(page?.lines).toContain('抄送：地委办公室，军分区。');
  });
});

describe('GB/T 9704-2012 7.3.5: signature and date', () => {
  const issuers = ['喀什地区行政公署', '地区中级人民法院', '地区人民检察分院', '地区公安局'];

  it('7.3.5.1 under a seal: date four characters from the right, the name centred above it', async () => {
    const pages = await measured(paper({ attachments: [{ title: '项目表' }] }));
    const date = lineOf(pages, '9月8日');
    const name = pages.flatMap(({ lines }) => lines).filter(({ text }) => text === '喀什地区行政公署')[0];
    expect(Math.abs(endOf(date) - 4)).toBeLessThan(0.2);
    expect(Math.abs((date.left + date.right - (name?.left ?? 0) - (name?.right ?? 0)) / 2)).toBeLessThan(0.5);
  });

  it.each([2, 3, 4])(
    '7.3.5.1 under %d seals: rows of names 42 mm apart, the last above the date',
    async (count) => {
      const pages = await measured(
        paper({ letterhead: 'x', signature: { kind: 'sealed', issuers: issuers.slice(0, count) } }),
      );
      const date = lineOf(pages, '9月8日');
      const centre = (line: { left: number; right: number }): number => (line.left + line.right) / 2;
      const all = pages.flatMap(({ characters }) => characters);
      const places = issuers.slice(0, count).map((issuer) => {
        const row = pages.flatMap(({ lines }) => lines).find(({ text }) => text.includes(issuer));
        const start = row?.text.indexOf(issuer) ?? -1;
        const letters = row?.characters.slice(start, start + issuer.length) ?? all;
        const [first, last] = [letters[0], letters.at(-1)];
        return { x: centre({ left: first?.left ?? 0, right: last?.right ?? 0 }), y: row?.baseline ?? 0 };
      });
      expect(Math.abs((places.at(-1)?.x ?? 0) - centre(date))).toBeLessThan(0.5);
      for (const [index, one] of places.entries())
        for (const other of places.slice(index + 1))
          expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThan(42);
      expect(Math.min(...places.map(({ x }) => x))).toBeGreaterThan(left + 21);
    },
  );

  it('7.3.5.2 without a seal: the name two characters from the right, the date two right of its start', async () => {
    const pages = await measured(
      paper({ letterhead: 'x', signature: { kind: 'unsealed', issuers: ['喀什地区行政公署办公室'] } }),
    );
    const name = pages[0]?.lines.find(({ text }) => text === '喀什地区行政公署办公室');
    const date = lineOf(pages, '9月8日');
    expect(name && Math.abs(endOf(name) - 2)).toBeLessThan(0.2);
    expect(name && startOf(date) - startOf(name)).toBeCloseTo(2, 1);
  });

  it('7.3.5.2 a date longer than the name ends two characters from the right', async () => {
    const signature = { kind: 'unsealed' as const, issuers: ['财政局'] };
    const pages = await measured(paper({ signature, date: { year: 2026, month: 12, day: 28 } }));
    const [name, date] = [lineOf(pages, '财政局'), lineOf(pages, '12月28日')];
    expect(Math.abs(endOf(date) - 2)).toBeLessThan(0.2);
    expect(startOf(date) - startOf(name)).toBeCloseTo(2, 1);
  });

  it('never stands on a page without text', async () => {
    for (let length = 160; length <= 420; length += 20) {
      const pages = await pagesOf(paper({ blocks: [paragraph(length)] }));
      const signed = pages.find(({ lines }) => lines.includes('喀什地区行政公署'));
      expect(signed?.lines.some((line) => line.includes('防沙'))).toBe(true);
    }
  });
});
