import type { Page } from '../../../rendering/page';
import { createRenderer, renderPage, type Renderer } from '../../../rendering/renderPage';
import { renderRedHead } from '../../../rendering/redHead';
import { letter, minutes, order, paper, paragraph } from './paper';
import { readPdf, type ReadPage } from './readPdf';

let renderer: Renderer;
beforeAll(() => {
  renderer = createRenderer();
});
const pagesOf = (page: Page): Promise<ReadPage[]> => readPdf(renderer.render(page).pdf);

describe('text is data', () => {
  const hostile = '#panic("x")$*_\\@<a>[b]{c}`//--~';

  it('prints markup of the typesetter literally wherever it stands', async () => {
    const pages = await pagesOf(
      paper({
        title: `关于${hostile}的函`,
        addressees: [hostile],
        blocks: [
          { type: 'paragraph', text: hostile },
          { type: 'heading', level: 1, text: `一、${hostile}` },
        ],
        attachments: [{ title: hostile, blocks: [{ type: 'paragraph', text: hostile }] }],
        signature: { kind: 'sealed', issuers: [hostile] },
        note: hostile,
        demoNotice: hostile,
      }),
    );
    const text = pages.flatMap(({ lines }) => lines).join('');
    const notices = pages.length;
    expect(text.split(hostile).length - 1).toBe(9 + notices);
  });

  it('refuses control characters and marks of writing direction, naming the place', () => {
    const refused = (text: string) => () => renderer.render(paper({ blocks: [{ type: 'paragraph', text }] }));
    expect(refused('供暖\u0007')).toThrow('正文第 1 段含有不能印制的控制字符（U+0007）');
    expect(refused('供暖\u202e1')).toThrow('U+202E');
    expect(refused('供暖\ud800')).toThrow('U+D800');
  });

  it('names the attachment and its paragraph', () => {
    const attachments = [
      { title: '项目表', blocks: [paragraph(4), { ...paragraph(4), text: '供暖\u0007' }] },
    ];
    expect(() => renderer.render(paper({ attachments }))).toThrow('附件1第 2 段含有不能印制的控制字符');
  });

  it('drops invisible marks that word processors leave behind', async () => {
    const [page] = await pagesOf(paper({ title: '关于供\u200b暖\ufeff的通知' }));
    expect(page?.lines).toContain('关于供暖的通知');
  });

  it('refuses a character that would print as an empty box', () => {
    expect(() => renderer.render(paper({ title: '关于ئۇ的通知' }))).toThrow('标题中的“ئ”（U+0626）');
  });

  it('refuses a title of a length that only a mistake explains', () => {
    expect(() => renderer.render(paper({ title: '供'.repeat(201) }))).toThrow(
      '标题过长：201 字，最多 200 字',
    );
  });

  it('keeps a long address within the line', async () => {
    const text = `详见https://example.test/${'a'.repeat(200)}。`;
    const pages = await pagesOf(order({ blocks: [{ type: 'paragraph', text }] }));
    const lines = pages.flatMap((page) => page.lines);
    expect(lines.join('')).toContain(text);
    expect(lines.every((line) => line.length < 70)).toBe(true);
  });
});

describe('law 12: a paper with 密级', () => {
  const marked: [string, Page][] = [
    ['in its title', paper({ title: '关于供暖的通知\n机密★1年' })],
    ['in its text', paper({ blocks: [{ type: 'paragraph', text: '本件为秘密 ★ 长期。' }] })],
    [
      'in an attachment',
      paper({ attachments: [{ title: '名单', blocks: [{ type: 'paragraph', text: '绝密' }] }] }),
    ],
    ['as its note', paper({ note: '（机密）' })],
    ['in a field of its own', { ...paper(), classification: 'secret' } as Page],
  ];
  it.each(marked)('is refused when it stands %s', (_, page) => {
    expect(() => renderer.render(page)).toThrow('不处理国家秘密');
  });

  it('is not confused with a paper about keeping secrets', () => {
    const blocks = [{ type: 'paragraph' as const, text: '要严守国家秘密、工作秘密，机密文件走机要渠道。' }];
    expect(renderer.render(paper({ blocks })).pages).toBe(1);
  });
});

describe('what is not an issued paper', () => {
  const blocks = [paragraph(2000)];

  it('says 演示样章 on every page of a demonstration', async () => {
    const pages = await pagesOf(paper({ blocks, demoNotice: '演示样章' }));
    expect(pages.length).toBeGreaterThan(3);
    expect(pages.every(({ lines }) => lines.includes('演示样章'))).toBe(true);
  });

  it('says 送审稿 on every page, and leaves room for the number, before the paper has one', async () => {
    const unnumbered = { blocks, documentNumber: null, date: null };
    const places = { document: '〔〕号', letter: '〔〕号', order: '第号', minutes: '〔〕号' };
    for (const make of [paper, letter, order, minutes]) {
      const page = make(unnumbered);
      const pages = await pagesOf(page);
      expect(pages.every(({ lines }) => lines.includes('送审稿'))).toBe(true);
      expect(pages[0]?.lines.join('')).toContain(places[page.format]);
    }
  });

  it('says neither on a numbered paper', async () => {
    const pages = await pagesOf(paper({ blocks }));
    expect(pages.flatMap(({ lines }) => lines).join('')).not.toMatch(/送审稿|演示/u);
  });
});

describe('rendering', () => {
  it('gives the same bytes for the same paper, from a warm and from a fresh compiler', () => {
    const page = paper({ demoNotice: '演示样章' });
    const first = renderer.render(page, { pdfA: true }).pdf;
    renderer.render(letter({ title: '另一件' }));
    expect(Buffer.compare(renderer.render(page, { pdfA: true }).pdf, first)).toBe(0);
    expect(Buffer.compare(createRenderer().render(page, { pdfA: true }).pdf, first)).toBe(0);
  });

  it.each([paper(), letter(), order(), minutes()])('marks an archive copy as PDF/A-2b: $format', (page) => {
    const { pdf } = renderer.render(page, { pdfA: true });
    expect(Buffer.from(pdf).toString('latin1')).toMatch(/pdfaid:part>2</u);
  });

  it('has one entry, under its old name too', async () => {
    const [one, other] = await Promise.all([renderPage(paper()), renderRedHead(paper())]);
    expect(Buffer.compare(one.pdf, other.pdf)).toBe(0);
  });
});
