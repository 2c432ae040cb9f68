import { latestDate, type Page } from '../../../rendering/page';
import { createRenderer, type Renderer } from '../../../rendering/renderPage';
import { measurePdf, type MeasuredLine, type MeasuredPage } from './measurePdf';
import { letter, minutes, order, paper, paragraph } from './paper';

let renderer: Renderer;
beforeAll(() => {
  renderer = createRenderer();
});
const measured = (page: Page): Promise<MeasuredPage[]> => measurePdf(renderer.render(page).pdf);
const lineOf = (pages: MeasuredPage[], text: string): MeasuredLine => {
  const found = pages.flatMap(({ lines }) => lines).find((line) => line.text.includes(text));
  if (!found) throw new Error(`${text} is not on the page`);
  return found;
};
/** Millimetres: 3号, and a line of the type area. */
const [character, pitch] = [(16 * 25.4) / 72, 225 / 21.54];

describe('GB/T 9704-2012 10.1: letters', () => {
  it('have the mark 30 mm from the top and red double rules of 170 mm below it and 20 mm from the foot', async () => {
    const pages = await measured(letter());
    const mark = pages[0]?.lines[0];
    expect(Math.abs((mark?.top ?? 0) - 30)).toBeLessThan(0.5);
    const rules = pages[0]?.rules ?? [];
    expect(rules).toHaveLength(4);
    expect(
      rules.every(({ red, width, left }) => red && Math.abs(width - 170) < 0.1 && Math.abs(left - 20) < 0.1),
    ).toBe(true);
    expect(Math.abs((rules[0]?.top ?? 0) - (mark?.bottom ?? 0) - 4)).toBeLessThan(0.5);
    expect(rules[3]?.bottom).toBeCloseTo(277, 1);
    const thick = rules.map(({ thickness }) => thickness > 0.5);
    expect(thick).toEqual([true, false, false, true]);
  });

  it('have the number right and 份号 and urgency left, 7/8 of a character below the first rule', async () => {
    const pages = await measured(letter({ copyNumber: 7, urgency: '加急' }));
    const row = lineOf(pages, '〔2026〕3号');
    expect(row.text).toBe('000007喀署函〔2026〕3号');
    expect(Math.abs(row.right - 184)).toBeLessThan(0.5);
    expect(Math.abs(row.left - 28)).toBeLessThan(0.5);
    const rule = pages[0]?.rules[1];
    expect(Math.abs(row.top - (rule?.bottom ?? 0) - (7 / 8) * character)).toBeLessThan(0.7);
    const urgency = lineOf(pages, '加急');
    const title = lineOf(pages, '运输的函');
    expect(Math.abs(title.top - urgency.baseline - 2 * pitch - (pitch - character))).toBeLessThan(2);
  });

  it('show no page number on the first page, and the others as always', async () => {
    const pages = await measured(letter({ blocks: [paragraph(1200)] }));
    const numbers = pages.map(({ lines }) => lines.filter(({ text }) => /^—\d+—$/u.test(text)).length);
    expect(numbers).toEqual([0, 1, 1]);
    expect(pages.slice(1).every(({ rules }) => rules.length === 0)).toBe(true);
  });

  it('have copies at the foot without rules and without the line of issue', async () => {
    const imprint = { ...letter().imprint, copyTo: ['地委办公室'] };
    const pages = await measured(letter({ imprint, blocks: [paragraph(1200)] }));
    const copies = lineOf(pages.slice(-1), '抄送：地委办公室。');
    expect(262 - copies.bottom).toBeLessThan(3);
    expect(pages.flatMap(({ lines }) => lines).some(({ text }) => text.includes('印发'))).toBe(false);
  });
});

describe('GB/T 9704-2012 10.2: orders', () => {
  it('have the mark 20 mm below the type area, the number two lines below it, the text two below that', async () => {
    const pages = await measured(order());
    const [mark, number, text] = pages[0]?.lines ?? [];
    expect(Math.abs((mark?.top ?? 0) - 57)).toBeLessThan(0.5);
    expect(number?.text).toBe('第3号');
    expect(Math.abs((number?.top ?? 0) - (mark?.bottom ?? 0) - 2 * pitch)).toBeLessThan(1);
    expect((text?.baseline ?? 0) - (number?.baseline ?? 0)).toBeCloseTo(3 * pitch, 0);
    expect(pages[0]?.rules.some(({ red }) => red)).toBe(false);
  });

  it('7.3.5.3 are signed with post and name, the name four characters in, the post two left of it', async () => {
    const pages = await measured(order());
    const date = lineOf(pages, '9月8日');
    const all = pages[0]?.characters ?? [];
    const [post, name] = [
      all.filter(({ text }) => '专员'.includes(text)),
      all.filter(({ font }) => font.includes('SemiBold')),
    ];
    const [postEnd, nameStart, nameEnd] = [post.at(-1)?.x ?? 0, name[0]?.x ?? 0, name.at(-1)?.right ?? 0];
    expect(name.map(({ text }) => text).join('')).toBe('艾山江·买买提');
    expect(Math.abs(184 - nameEnd - 4 * 5.57)).toBeLessThan(1.2);
    expect(Math.abs(nameStart - postEnd - 3 * 5.57)).toBeLessThan(0.5);
    expect(Math.abs(184 - date.right - 4 * 5.57)).toBeLessThan(1);
  });

  it('are refused without a signer', () => {
    expect(() => renderer.render(order({ signature: paper().signature }))).toThrow('应当标注签发人职务');
  });
});

describe('GB/T 9704-2012 10.3: minutes', () => {
  it('have the mark 35 mm below the type area and name 出席, 请假, 列席 in this order after the text', async () => {
    const pages = await measured(minutes());
    expect(Math.abs((pages[0]?.lines[0]?.top ?? 0) - 72)).toBeLessThan(0.5);
    const lists = ['出席：地区住建局王明。', '请假：地区财政局李芳。', '列席：地区气象局赵亮。'];
    const lines = lists.map((text) => lineOf(pages, text));
    expect(lines.every((line) => line.characters[0]?.font.includes('Sans'))).toBe(true);
    expect(lines.every((line) => !line.characters[3]?.font.includes('Sans'))).toBe(true);
    expect((lines[1]?.baseline ?? 0) - (lines[0]?.baseline ?? 0)).toBeCloseTo(pitch, 1);
    expect((lines[0]?.baseline ?? 0) - lineOf(pages, '特此').baseline).toBeCloseTo(2 * pitch, 1);
  });

  it('hang long lists below the first name', async () => {
    const present = Array.from({ length: 12 }, (_, index) => `第${index + 1}农村公路养护所王明`);
    const pages = await measured(minutes({ attendance: { present, excused: [], observing: [] } }));
    const first = lineOf(pages, '出席：');
    const second = lineOf(pages, '第3农村公路养护所');
    expect(second?.characters[0]?.x).toBeCloseTo(first.characters[3]?.x ?? 0, 1);
  });

  it('carry no signature and no seal', async () => {
    expect(() => renderer.render(minutes({ signature: paper().signature }))).toThrow(
      '纪要不署名、不加盖印章',
    );
    const pages = await measured(minutes({ attendance: null }));
    expect(pages[0]?.lines.filter(({ text }) => text === '喀什地区行政公署')).toEqual([]);
  });
});

describe('what a page may carry', () => {
  it.each([0, 1.5, 1_000_000])('GB/T 9704-2012 7.2.1 a 份号 of %d is refused', (copyNumber) => {
    expect(() => renderer.render(paper({ copyNumber }))).toThrow('份号应为 1 至 999999 的整数');
  });

  it('GB/T 9704-2012 7.2.6 a signatory outside the upward paper, and attendance outside minutes, are refused', () => {
    expect(() => renderer.render(letter({ upwardSignatories: ['王明'] }))).toThrow('只有上行文标注签发人');
    expect(() => renderer.render(paper({ attendance: minutes().attendance }))).toThrow('只有纪要标注出席');
  });

  it('refuses a paper without an issuer', () => {
    expect(() => renderer.render(paper({ signature: { kind: 'sealed', issuers: [] } }))).toThrow(
      '缺少发文机关署名',
    );
    expect(() => renderer.render(paper({ letterhead: { organs: [], word: '文件' } }))).toThrow(
      '缺少发文机关标志',
    );
  });

  it('条例 art 9 the date of a joint paper is the last signer’s, and open while one has not signed', () => {
    const day = (month: number, of: number) => ({ year: 2026, month, day: of });
    expect(latestDate([day(9, 8), day(10, 2), day(9, 30)])).toEqual(day(10, 2));
    expect(latestDate([day(9, 8), null])).toBeNull();
    expect(latestDate([])).toBeNull();
  });
});
