import { parseBody } from '../../../domain/document/text';
import { notCarried, notCarriedInWords } from '../../../domain/meetings/correctedMinutes';
import { minutesText } from '../../../domain/meetings/minutesText';

const item = (title: string, words: string) => ({
  ...{ title, words, reporter: '农业农村局局长', outcome: '原则同意', tasks: [], documents: [] },
});
const minutes = (...items: { title: string; words: string }[]) =>
  parseBody(
    minutesText({
      ...{ meeting: '常务会议', day: '2026年12月1日', place: '会议室', presider: '专员' },
      items: items.map(({ title, words }) => item(title, words)),
    }),
  );
const HEAT = '冬季供暖保障方案';
const FARM = '冬春农业防灾减灾方案';

test.each([
  ['还是原来的话', '同意方案，下月印发', '同意方案，本月印发', ['同意方案，下月印发'], true],
  ['已经改好', '同意方案，本月印发。', '同意方案，本月印发', ['同意方案，下月印发'], false],
  ['更正补了几个字，新旧都在一句里', '原则同意方案，本月印发', '原则同意方案，本月印发', ['同意方案'], false],
  [
    '更正删了几个字，纪要没有删',
    '同意方案，由财政局安排资金',
    '同意方案',
    ['同意方案，由财政局安排资金'],
    true,
  ],
  [
    '再次更正，停在第一次更正',
    '同意，本月印发',
    '同意，年内印发',
    ['同意，下月印发', '同意，本月印发'],
    true,
  ],
  ['改回原来的话', '同意，下月印发', '同意，下月印发', ['同意，本月印发'], false],
])('art-40 %s', (_case, written, words, former, isLeft) => {
  const blocks = minutes({ title: FARM, words: '不同意' }, { title: HEAT, words: written });
  expect(notCarried(blocks, [{ title: HEAT, words, former }])).toHaveLength(isLeft ? 1 : 0);
});

test('art-40 别的议题说同样的话，不算这一项改了，也不算没有改', () => {
  const blocks = minutes({ title: FARM, words: '同意方案' }, { title: HEAT, words: '缓议' });
  expect(notCarried(blocks, [{ title: HEAT, words: '同意方案', former: ['缓议'] }])).toHaveLength(1);
  expect(notCarried(blocks, [{ title: HEAT, words: '缓议', former: ['同意方案'] }])).toEqual([]);
});

test('art-40 拟稿人改了标题的，只要更正后的话写在文中', () => {
  const blocks = minutes({ title: '关于供暖工作', words: '同意方案，本月印发' });
  const corrected = [{ title: HEAT, words: '同意方案，本月印发', former: ['同意方案，下月印发'] }];
  expect(notCarried(blocks, corrected)).toEqual([]);
  expect(notCarried(blocks.slice(0, 2), corrected)).toEqual(corrected);
});

test('告诉拟稿人改成什么', () => {
  expect(notCarriedInWords([{ title: HEAT, words: '同意，本月印发', former: [] }])).toBe(
    `会议决定散会后有更正，纪要还没有照着改。“${HEAT}”的决定已更正为：“同意，本月印发”`,
  );
});
