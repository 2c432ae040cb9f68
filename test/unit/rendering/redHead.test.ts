import { createRenderer, type RedHeadPage, type Renderer } from '../../../rendering/redHead';
import { paper } from './paper';
import { readPdf, redOnFirstPage, type ReadPage } from './readPdf';

let renderer: Renderer;
beforeAll(() => {
  renderer = createRenderer();
});

const pagesOf = (page: RedHeadPage): Promise<ReadPage[]> => readPdf(renderer.renderRedHead(page).pdf);
const paragraph = (characters: number) => ({
  type: 'paragraph' as const,
  text: '防沙治沙'.repeat(characters / 4),
});
/** Every tenth of a millimetre. */
const steps = (from: number, to: number): number[] =>
  Array.from({ length: Math.round((to - from) * 10) }, (_, step) => from + step / 10);
const pageNumber = /^—\d+—$/u;

describe('GB/T 9704-2012: the page', () => {
  it('is A4', async () => {
    const [page] = await pagesOf(paper());
    expect(page?.width).toBeCloseTo(595.28, 1);
    expect(page?.height).toBeCloseTo(841.89, 1);
  });

  it('carries 22 lines of 28 characters when full of text', async () => {
    const pages = await pagesOf(paper({ blocks: [paragraph(2000)] }));
    const lines = pages[1]?.lines.filter((line) => !pageNumber.test(line)) ?? [];
    expect(lines.map((line) => line.length)).toEqual(Array.from({ length: 22 }, () => 28));
  });

  it('keeps the red rule 156 mm wide between margins of 28 and 26 mm', async () => {
    const isRed = await redOnFirstPage(renderer.renderRedHead(paper()).pdf);
    const isRule = (y: number): boolean => [29, 105, 183].every((x) => isRed(x, y));
    const row = steps(100, 150).find(isRule);
    expect(row).toBeDefined();
    expect([27, 185].map((x) => isRed(x, row ?? 0))).toEqual([false, false]);
  });

  it('starts the red mark 35 mm below the type area, 72 mm from the top', async () => {
    const isRed = await redOnFirstPage(renderer.renderRedHead(paper()).pdf);
    const isMark = (y: number): boolean => steps(28, 184).some((x) => isRed(x, y));
    expect(steps(37, 71.8).some(isMark)).toBe(false);
    expect(steps(72, 73).some(isMark)).toBe(true);
  });

  it('is numbered — 1 — on every page', async () => {
    const pages = await pagesOf(paper({ blocks: [paragraph(2000)] }));
    expect(pages.map(({ lines }) => lines.find((line) => pageNumber.test(line)))).toEqual(
      pages.map((_, index) => `—${index + 1}—`),
    );
  });
});

describe('GB/T 9704-2012: the elements', () => {
  it('print number, title, addressees with a full-width colon, signature and a date without zeros', async () => {
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

  it('show the signatory beside the number on an upward paper', async () => {
    const [page] = await pagesOf(paper({ upwardSignatory: '艾山江·买买提' }));
    expect(page?.lines).toContain('喀署发〔2026〕1号签发人：艾山江·买买提');
  });

  it('number several attachments, and not a single one, without an end mark', async () => {
    const several = await pagesOf(paper({ attachments: [{ title: '项目表' }, { title: '进度表' }] }));
    expect(several[0]?.lines).toEqual(expect.arrayContaining(['附件：1.项目表', '2.进度表']));
    const single = await pagesOf(paper({ attachments: [{ title: '项目表' }] }));
    expect(single[0]?.lines).toContain('附件：项目表');
  });

  it('end the copies with a full stop', async () => {
    const imprint = { ...paper().imprint, copyTo: ['地委办公室', '军分区'] };
    const [page] = await pagesOf(paper({ imprint }));
    expect(page?.lines).toContain('抄送：地委办公室，军分区。');
  });

  it('move the addressees to the foot when the first page would else show no text', async () => {
    const addressees = Array.from({ length: 60 }, (_, index) => `第${index + 1}农村公路养护管理所`);
    const pages = await pagesOf(paper({ addressees }));
    expect(pages[0]?.lines).toContain('请按时完成管网检修。');
    const text = pages.flatMap(({ lines }) => lines).join('');
    expect(text).toContain('主送：第1农村公路养护管理所，');
    expect(text).toContain('第60农村公路养护管理所。');
  });

  it('never leave the signature on a page without text', async () => {
    for (let length = 160; length <= 420; length += 20) {
      const pages = await pagesOf(paper({ blocks: [paragraph(length)] }));
      const signed = pages.find(({ lines }) => lines.includes('喀什地区行政公署'));
      expect(signed?.lines.some((line) => line.includes('防沙'))).toBe(true);
    }
  });
});

describe('what is not an issued paper', () => {
  const blocks = [paragraph(2000)];

  it('says 演示样章 on every page of a demonstration', async () => {
    const pages = await pagesOf(paper({ blocks, demoNotice: '演示样章' }));
    expect(pages).toHaveLength(5);
    expect(pages.every(({ lines }) => lines.includes('演示样章'))).toBe(true);
  });

  it('says 送审稿 on every page, and leaves room for the number, before the paper has one', async () => {
    const pages = await pagesOf(paper({ blocks, documentNumber: null, date: null }));
    expect(pages.every(({ lines }) => lines.includes('送审稿'))).toBe(true);
    expect(pages[0]?.lines.join('')).toContain('〔〕号');
  });

  it('says neither on a numbered paper', async () => {
    const pages = await pagesOf(paper({ blocks }));
    expect(pages.flatMap(({ lines }) => lines).join('')).not.toMatch(/送审稿|演示/u);
  });
});

describe('text is data', () => {
  const hostile = '#panic("x")$*_\\@<a>[b]{c}`//--~';

  it('prints markup of the typesetter literally wherever it stands', async () => {
    const [page] = await pagesOf(
      paper({
        title: `关于${hostile}的函`,
        addressees: [hostile],
        blocks: [
          { type: 'paragraph', text: hostile },
          { type: 'heading', level: 1, text: `一、${hostile}` },
        ],
        attachments: [{ title: hostile }],
        issuer: hostile,
        demoNotice: hostile,
      }),
    );
    const found = page?.lines.join('').split(hostile).length ?? 0;
    expect(found - 1).toBe(7);
  });

  it('refuses control characters and marks of writing direction, naming the place', () => {
    const refused = (text: string) => () =>
      renderer.renderRedHead(paper({ blocks: [{ type: 'paragraph', text }] }));
    expect(refused('供暖\u0007')).toThrow('正文第 1 段含有不能印制的控制字符（U+0007）');
    expect(refused('供暖\u202e1')).toThrow('U+202E');
    expect(refused('供暖\ud800')).toThrow('U+D800');
  });

  it('drops invisible marks that word processors leave behind', async () => {
    const [page] = await pagesOf(paper({ title: '关于供\u200b暖\ufeff的通知' }));
    expect(page?.lines).toContain('关于供暖的通知');
  });

  it('refuses a character that would print as an empty box', () => {
    expect(() => renderer.renderRedHead(paper({ title: '关于ئۇ的通知' }))).toThrow('标题中的“ئ”（U+0626）');
  });

  it('refuses a title of a length that only a mistake explains', () => {
    expect(() => renderer.renderRedHead(paper({ title: '供'.repeat(201) }))).toThrow(
      '标题过长：201 字，最多 200 字',
    );
  });
});

describe('rendering', () => {
  it('gives the same bytes for the same paper, from a warm and from a fresh compiler', () => {
    const page = paper({ demoNotice: '演示样章' });
    const first = renderer.renderRedHead(page, { pdfA: true }).pdf;
    renderer.renderRedHead(paper({ title: '另一件' }));
    expect(Buffer.compare(renderer.renderRedHead(page, { pdfA: true }).pdf, first)).toBe(0);
    expect(Buffer.compare(createRenderer().renderRedHead(page, { pdfA: true }).pdf, first)).toBe(0);
  });

  it('marks an archive copy as PDF/A-2b', () => {
    const { pdf } = renderer.renderRedHead(paper(), { pdfA: true });
    expect(Buffer.from(pdf).toString('latin1')).toMatch(/pdfaid:part>2</u);
  });

  it('sets 40 pages and counts them', async () => {
    const { pdf, pages } = renderer.renderRedHead(
      paper({ blocks: Array.from({ length: 120 }, () => paragraph(200)) }),
    );
    expect(pages).toBeGreaterThanOrEqual(40);
    expect(await readPdf(pdf)).toHaveLength(pages);
  });

  it('keeps a long address within the line', async () => {
    const text = `详见https://example.test/${'a'.repeat(200)}。`;
    const [page] = await pagesOf(paper({ blocks: [{ type: 'paragraph', text }] }));
    expect(page?.lines.join('')).toContain(text);
    expect(page?.lines.every((line) => line.length < 70)).toBe(true);
  });
});
