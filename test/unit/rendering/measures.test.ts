import type { Page } from '../../../rendering/page';
import { createRenderer, type Renderer } from '../../../rendering/renderPage';
import { measurePdf, type MeasuredLine, type MeasuredPage } from './measurePdf';
import { letter, minutes, order, paper, paragraph } from './paper';
import { readPdf } from './readPdf';

/** Millimetres. The standard's own tolerance for the margins (5.2.1) is 1; rules and marks are held tighter. */
const type = { left: 28, right: 184, top: 37, bottom: 262 };
const pageNumber = /^—\d+—$/u;

let renderer: Renderer;
beforeAll(() => {
  renderer = createRenderer();
});
const measured = (page: Page): Promise<MeasuredPage[]> => measurePdf(renderer.render(page).pdf);
const textLines = (page: MeasuredPage | undefined): MeasuredLine[] =>
  page?.lines.filter(({ text }) => !pageNumber.test(text)) ?? [];
const lineOf = (page: MeasuredPage | undefined, text: string): MeasuredLine => {
  const found = page?.lines.find((line) => line.text.includes(text));
  if (!found) throw new Error(`${text} not in ${page?.lines.map((line) => line.text).join(' | ')}`);
  return found;
};

describe('GB/T 9704-2012 5: paper and type area', () => {
  it.each([paper(), letter(), order(), minutes()])('5.1 A4: $format', async (page) => {
    const [first] = await readPdf(renderer.render(page).pdf);
    expect(first?.width).toBeCloseTo(595.28, 1);
    expect(first?.height).toBeCloseTo(841.89, 1);
  });

  it('5.2.1 margins of 37 mm above and 28 mm left, text 156 mm wide and 225 mm high, each within 1 mm', async () => {
    const [, full] = await measured(paper({ blocks: [paragraph(2000)] }));
    const lines = textLines(full);
    expect(Math.abs((lines[0]?.top ?? 0) - type.top)).toBeLessThan(1);
    expect(Math.abs((lines.at(-1)?.bottom ?? 0) - type.bottom)).toBeLessThan(1);
    expect(Math.abs(Math.min(...lines.map(({ left }) => left)) - type.left)).toBeLessThan(1);
    expect(Math.abs(Math.max(...lines.map(({ right }) => right)) - type.right)).toBeLessThan(1);
  });

  it('5.2.2 and 5.2.3 full pages have 22 lines of 28 characters of 16 pt, in a paper of 40 pages on each', async () => {
    const pages = await measured(paper({ blocks: [paragraph(19_000), paragraph(5400)] }));
    expect(pages.length).toBeGreaterThanOrEqual(40);
    const full = pages.slice(1, -2).map(textLines);
    expect(full.map((lines) => lines.length)).toEqual(full.map(() => 22));
    const lines = full.flat();
    // One paragraph ends and one begins, two characters in.
    expect(lines.filter(({ text }) => text.length !== 28)).toHaveLength(2);
    expect(lines.every(({ size }) => Math.abs(size - 16) < 0.05)).toBe(true);
  });

  it('5.2.3 a one-page paper keeps the same pitch of lines and characters', async () => {
    const [page] = await measured(paper({ blocks: [paragraph(100)] }));
    const [, second, third] = textLines(page).filter(
      ({ text }) => text.startsWith('防') || text.length === 28,
    );
    expect(second?.text).toHaveLength(28);
    expect((third?.baseline ?? 0) - (second?.baseline ?? 0)).toBeCloseTo(225 / 21.54, 1);
  });
});

describe('GB/T 9704-2012 7.2: the head', () => {
  it('7.2.1 and 7.2.3 份号 of six digits in the first row, urgency in 黑体 in the next, both flush left', async () => {
    const [page] = await measured(paper({ copyNumber: 12, urgency: '特急' }));
    const [first, second] = page?.lines ?? [];
    expect([first?.text, second?.text]).toEqual(['000012', '特急']);
    expect([first, second].every((line) => Math.abs((line?.left ?? 0) - type.left) < 0.5)).toBe(true);
    expect(second?.characters[0]?.font).toContain('Sans');
    expect(second?.size).toBeCloseTo(16, 1);
    const [alone] = await measured(paper({ urgency: '加急' }));
    expect(alone?.lines[0]?.baseline).toBeCloseTo(first?.baseline ?? 0, 1);
  });

  it('7.2.4 the mark is red, centred, its upper edge 35 mm below the type area', async () => {
    const [page] = await measured(paper());
    const mark = lineOf(page, '行政公署文件');
    expect(mark.characters.every(({ red }) => red)).toBe(true);
    expect(Math.abs(mark.top - (type.top + 35))).toBeLessThan(0.5);
    expect(Math.abs((mark.left + mark.right) / 2 - (type.left + type.right) / 2)).toBeLessThan(0.7);
  });

  it('7.2.4 joint marks are stacked at one width, the lead first, 文件 right of them in their middle', async () => {
    const organs = ['喀什地区行政公署', '喀什地区中级人民法院', '喀什地区人民检察分院'];
    const [page] = await measured(paper({ letterhead: { organs, word: '文件' } }));
    const red = page?.characters.filter(({ red: isRed }) => isRed) ?? [];
    const lines = organs.map((organ) => red.filter(({ text, x }) => organ.includes(text) && x < 150));
    const word = red.filter(({ text }) => '文件'.includes(text));
    expect(Math.abs(Math.min(...red.map(({ top }) => top)) - (type.top + 35))).toBeLessThan(0.5);
    const lefts = lines.map((line) => Math.min(...line.map(({ x }) => x)));
    expect(Math.max(...lefts) - Math.min(...lefts)).toBeLessThan(0.5);
    const middle = (characters: { top: number; bottom: number }[]): number =>
      (Math.min(...characters.map(({ top }) => top)) + Math.max(...characters.map(({ bottom }) => bottom))) /
      2;
    expect(Math.abs(middle(word) - middle(lines.flat()))).toBeLessThan(1);
    expect(Math.min(...word.map(({ left }) => left))).toBeGreaterThan(
      Math.max(...lines.flat().map(({ right }) => right)),
    );
  });

  it('7.2.5 the number stands in the middle, two blank lines below the mark', async () => {
    const [page] = await measured(paper());
    const [mark, number] = [lineOf(page, '公署文件'), lineOf(page, '〔2026〕1号')];
    expect(Math.abs((number.left + number.right) / 2 - 106)).toBeLessThan(0.5);
    expect(Math.abs(number.top - mark.bottom - 2 * (225 / 21.54))).toBeLessThan(1);
  });

  it('7.2.6 upward: number one character from the left, in the row of the last signatory; names 楷体', async () => {
    const names = ['艾山江·买买提', '王明', '李小芳'];
    const [page] = await measured(paper({ upwardSignatories: names }));
    const [upper, lower] = [lineOf(page, '签发人'), lineOf(page, '〔2026〕1号')];
    expect(upper.text).toBe('签发人：艾山江·买买提王明');
    expect(lower.text).toBe('喀署发〔2026〕1号李小芳');
    expect(Math.abs(lower.left - (type.left + 5.57))).toBeLessThan(0.6);
    expect(Math.abs(upper.right - (type.right - 5.57))).toBeLessThan(0.8);
    const x = (line: MeasuredLine, text: string) => line.characters.find((one) => one.text === text)?.x ?? 0;
    expect(x(lower, '李')).toBeCloseTo(x(upper, '艾'), 1);
    const font = (text: string) => upper.characters.find((one) => one.text === text)?.font;
    expect(font('艾')).not.toBe(font('签'));
  });

  it('7.2.7 the red rule lies 4 mm below the number, 156 mm wide, between margins of 28 and 26 mm', async () => {
    for (const page of [paper(), paper({ upwardSignatories: ['王明', '李小芳', '赵亮'] })]) {
      const [first] = await measured(page);
      const rule = first?.rules.find(({ red }) => red);
      expect(rule?.left).toBeCloseTo(type.left, 1);
      expect(rule?.right).toBeCloseTo(type.right, 1);
      expect(Math.abs((rule?.top ?? 0) - lineOf(first, '〔2026〕1号').bottom - 4)).toBeLessThan(0.5);
    }
  });
});

describe('GB/T 9704-2012 7.4 and 7.5: the foot', () => {
  it('7.4.1 the last rule ends on the type area; 0.35 mm outside, 0.25 mm inside, 156 mm wide', async () => {
    for (const characters of [40, 2000]) {
      const imprint = { ...paper().imprint, copyTo: ['地委办公室', '军分区'] };
      const last = (await measured(paper({ imprint, blocks: [paragraph(characters)] }))).at(-1);
      const rules = last?.rules.filter(({ red }) => !red) ?? [];
      expect(rules.map(({ thickness }) => thickness.toFixed(2))).toEqual(['0.35', '0.25', '0.35']);
      expect(rules.every(({ width }) => Math.abs(width - 156) < 0.1)).toBe(true);
      expect(rules.at(-1)?.bottom).toBeCloseTo(type.bottom, 1);
      expect(lineOf(last, '抄送').size).toBeCloseTo(14, 1);
      expect(Math.abs(lineOf(last, '抄送').left - type.left - 4.94)).toBeLessThan(0.5);
      expect(Math.abs(lineOf(last, '印发').right - type.right + 4.94)).toBeLessThan(0.8);
    }
  });

  it('7.5 page numbers of 14 pt stand right on odd, left on even pages, one character in, 7 mm below', async () => {
    const pages = await measured(paper({ blocks: [paragraph(2000)] }));
    for (const [index, page] of pages.entries()) {
      const number = lineOf(page, `—${index + 1}—`);
      expect(number.size).toBeCloseTo(14, 1);
      if (index % 2 === 0) expect(Math.abs(number.right - (type.right - 4.94))).toBeLessThan(0.5);
      else expect(Math.abs(number.left - (type.left + 4.94))).toBeLessThan(0.5);
      const dash = number.characters[0];
      expect(Math.abs((dash?.top ?? 0) - (type.bottom + 7))).toBeLessThan(0.5);
    }
  });

  it('adds no empty page to make their count even', async () => {
    const pages = await measured(paper({ blocks: [paragraph(1000)] }));
    expect(pages).toHaveLength(3);
    expect(pages.every((page) => textLines(page).length > 0)).toBe(true);
  });
});
