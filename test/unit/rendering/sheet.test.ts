import { PDFDocument, PDFName } from '@cantoo/pdf-lib';
import { bindPdf } from '../../../rendering/bind';
import type { Sheet } from '../../../rendering/sheet';
import { renderSheet } from '../../../rendering/sheet';
import { readPdf } from './readPdf';

const column = (label: string, share = 1) => ({ label, share });
const sheet = (rows: string[][], change: Partial<Sheet> = {}): Sheet => ({
  title: '会签单',
  subject: '关于增加基层医疗卫生机构全科医生岗位的请示',
  facts: [{ label: '主办部门', value: '卫生健康委员会' }],
  tables: [{ heading: null, columns: [column('单位', 2), column('会签结果', 3)], rows }],
  demoNotice: '演示样章',
  ...change,
});

describe('a form as it is printed', () => {
  test('art-45 六十家单位排成几页，每页都有表头和页码，一家不少', async () => {
    const names = Array.from({ length: 60 }, (_, index) => `第${index + 1}单位`);
    const { pdf, pages } = renderSheet(
      sheet(names.map((name) => [name, '同意\n理由：岗位可以在现有编制内调剂，经费由本单位承担。'])),
    );
    expect(pages).toBeGreaterThan(1);
    const text = (await readPdf(pdf)).map(({ lines }) => lines.join(''));
    expect(text).toHaveLength(pages);
    text.forEach((page, index) => {
      expect(page).toContain('单位会签结果');
      expect(page).toContain(`第${index + 1}页共${pages}页`);
    });
    for (const name of names) expect(text.join('')).toContain(name);
  });

  test('long words, markup and characters without a glyph are printed as they are, or as a blank', async () => {
    const { pdf } = renderSheet(
      sheet([
        ['财政局', '#set text(red) *星* https://example.org/' + 'a'.repeat(80)],
        ['水利局', '\u{10FFFF}'],
      ]),
    );
    const text = (await readPdf(pdf)).flatMap(({ lines }) => lines).join('');
    expect(text).toContain('#settext(red)*星*');
    expect(text).toContain('〓');
  });

  test('a 密级 is refused here, too', () => {
    expect(() => renderSheet(sheet([['财政局', '机密★一年']]))).toThrow('国家秘密');
  });
});

test('bound papers keep all their pages, and each has its bookmark', async () => {
  const one = renderSheet(sheet([['财政局', '同意']])).pdf;
  const bytes = await bindPdf(
    '办件卷',
    [
      { title: '请示', pdf: one },
      { title: '会签单', pdf: one },
    ],
    new Date(0),
  );
  const bound = await PDFDocument.load(bytes);
  expect(bound.getPageCount()).toBe(2);
  const outline = bound.catalog.lookup(PDFName.of('Outlines'));
  expect(String(outline)).toContain('/Count 2');
});
