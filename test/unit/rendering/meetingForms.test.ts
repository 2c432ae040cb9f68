import { renderPlaceCards, renderSeatingPlan } from '../../../rendering/meetingForms';
import { readPdf } from './readPdf';

const LONG = '塔什库尔干·阿卜杜热合曼·买买提艾力';
const seat = (name: string, isPresider = false) => ({ name, note: '塔什库尔干塔吉克自治县县长', isPresider });

describe('会议用表', () => {
  it('席卡一人一页，两面都有全名；长名在点后分行，一字不少', async () => {
    const names = ['王伟', '艾力亚尔·玉苏普', LONG, '喀什地区人大工作委员会负责同志'];
    const { pdf, pages } = renderPlaceCards({ names, demoNotice: null });
    expect(pages).toBe(names.length);
    const read = await readPdf(pdf);
    for (const [index, name] of names.entries()) {
      const text = read[index]?.lines.join('').replaceAll('　', '') ?? '';
      expect(text.split(name).length - 1).toBe(2);
    }
  });

  it('座次图一页排完，名字和职务都在；没有座位的列在下面', async () => {
    const sheet = (paper: 'a4' | 'a3') =>
      renderSeatingPlan({
        title: '座次图',
        subject: '全体会议',
        facts: '行署一楼会议厅',
        paper,
        rows: [
          { faces: 'down', table: '主席台', seats: [seat('郑怀朔'), seat(LONG, true), null] },
          ...Array.from({ length: 5 }, (_, row) => ({
            faces: 'up' as const,
            table: null,
            seats: Array.from({ length: 14 }, (_, index) => seat(`阿卜杜·第${row}排${index}座`)),
          })),
        ],
        unseated: ['雷鸣'],
        demoNotice: '演示样章',
      });
    for (const paper of ['a4', 'a3'] as const) {
      const { pdf, pages } = sheet(paper);
      expect(pages).toBe(1);
      const [page] = await readPdf(pdf);
      const text = page?.lines.join('') ?? '';
      for (const name of [LONG, '郑怀朔', '雷鸣', '主席台', '阿卜杜·第4排13座']) expect(text).toContain(name);
      expect(page && page.width > page.height).toBe(true);
    }
  });

  it('标有密级的不排版', () => {
    expect(() => renderPlaceCards({ names: ['秘密★1年'], demoNotice: null })).toThrow();
  });
});
