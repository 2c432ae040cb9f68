import { minutesText } from '../../../domain/meetings/minutesText';
import type { RecordLine } from '../../../domain/meetings/record';
import { faultOfLine } from '../../../domain/meetings/record';
import { decisionReference, inChineseNumber, meetingName } from '../../../domain/meetings/reference';

const line = (kind: RecordLine['kind'], speakerPersonId: string | null): RecordLine => ({
  kind,
  speakerPersonId,
});
const PRESIDER = 'presider';

test('art-38 主持人最后发言：讨论当中只记插问，结论之后不再有人发言', () => {
  expect(faultOfLine([], line('statement', PRESIDER), PRESIDER)).toContain('最后发言');
  expect(faultOfLine([], line('dissent', PRESIDER), PRESIDER)).toContain('最后发言');
  expect(faultOfLine([], line('question', PRESIDER), PRESIDER)).toBeNull();
  const spoken = [line('question', PRESIDER), line('statement', 'head'), line('dissent', null)];
  expect(faultOfLine(spoken, line('conclusion', PRESIDER), PRESIDER)).toBeNull();
  const concluded = [...spoken, line('conclusion', PRESIDER)];
  expect(faultOfLine(concluded, line('statement', 'head'), PRESIDER)).toContain('到此为止');
  expect(faultOfLine(concluded, line('conclusion', PRESIDER), PRESIDER)).toContain('到此为止');
});

test('art-38 结论和插问只能是主持人的', () => {
  expect(faultOfLine([], line('conclusion', 'head'), PRESIDER)).toContain('主持人');
  expect(faultOfLine([], line('question', null), PRESIDER)).toContain('主持人');
  expect(faultOfLine([], line('statement', null), PRESIDER)).toBeNull();
});

test('art-6 依据写明哪一年第几次会议第几项议题', () => {
  const office = {
    meetings: { kinds: [{ id: 'standing', label: '常务会议' }] },
    bodies: [{ kind: 'government', shortName: '行署' }],
  };
  const name = meetingName({ kind: 'standing', year: 2026, number: 3 }, office);
  expect(decisionReference(name, 12)).toBe('行署2026年第3次常务会议第十二项议题');
  expect([1, 9, 10, 11, 20, 21, 99].map(inChineseNumber)).toEqual([
    '一',
    '九',
    '十',
    '十一',
    '二十',
    '二十一',
    '九十九',
  ]);
});

test('art-40 纪要初稿写议定了什么，不写谁说了什么', () => {
  const text = minutesText({
    meeting: '行署2026年第3次常务会议',
    day: '2026年11月23日',
    place: '第一会议室',
    presider: '专员甲',
    items: [
      {
        title: '关于春耕备耕的汇报',
        reporter: '农业农村局局长乙',
        outcome: '原则同意',
        words: '同意方案',
        tasks: [{ what: '备足种子。', lead: '农业农村局', assisting: ['财政局'], due: '2026年12月31日' }],
        documents: [{ title: '《关于春耕备耕的通知》', body: '农业农村局' }],
      },
    ],
  });
  expect(text.split('\n')).toEqual([
    '2026年11月23日，专员甲在第一会议室主持召开行署2026年第3次常务会议。现将会议议定事项纪要如下：',
    '一、关于春耕备耕的汇报',
    '会议听取了农业农村局局长乙的汇报。会议议定（原则同意）：同意方案。',
    '（一）备足种子，由农业农村局牵头，财政局配合，2026年12月31日前办结。',
    '会议决定印发《关于春耕备耕的通知》，由农业农村局起草。',
  ]);
});
