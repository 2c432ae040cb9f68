import type { AgendaItem } from '../../../domain/meetings/agenda';
import { timetable } from '../../../domain/meetings/agenda';
import { agendaText } from '../../../domain/meetings/agendaText';
import type { AgendaSnapshot } from '../../../domain/meetings/compareAgendas';
import { compareAgendas } from '../../../domain/meetings/compareAgendas';
import { monthsEndedSince } from '../../../domain/meetings/months';

const START = new Date('2026-12-01T02:30:00Z');
const moment = (iso: string): string => iso.slice(0, 16);

function item(name: string, position: number, change: Partial<AgendaItem> = {}): AgendaItem {
  return {
    itemId: `item-${name}`,
    topicCaseId: name,
    topicVersionId: `version-${name}`,
    title: name,
    bodyId: 'farming',
    bodyName: '农业局',
    position,
    minutes: 10,
    reporter: { personId: 'a', postId: 'p', label: '局长甲' },
    bodyIds: [],
    bodyNames: [],
    materials: [{ attachmentId: name, sha256: name, title: '送审稿', pages: 3 }],
    callAt: '',
    endsAt: '',
    ...change,
  };
}

const agenda = (...items: AgendaItem[]): AgendaSnapshot => ({
  startsAt: START.toISOString(),
  place: '一楼',
  byVideo: false,
  presider: '专员甲',
  items,
});
const changes = (before: AgendaSnapshot, after: AgendaSnapshot): string[] =>
  compareAgendas(before, after, moment);

test('art-38 各项依次进行：前一项结束就叫后一项的人', () => {
  const timed = timetable(START, [{ minutes: 20 }, { minutes: 15 }, { minutes: 5 }]);
  expect(timed.map(({ callAt }) => callAt.toISOString().slice(11, 16))).toEqual(['02:30', '02:50', '03:05']);
  expect(timed.at(-1)?.endsAt.toISOString().slice(11, 16)).toBe('03:10');
});

describe('art-38 议程两版的不同', () => {
  const before = agenda(item('甲', 1), item('乙', 2), item('丙', 3));

  test('没有改动的一句也没有', () => {
    expect(changes(before, agenda(...before.items))).toEqual([]);
  });

  test('插入、取消议题不算后面的移动', () => {
    expect(changes(before, agenda(item('丁', 1), item('甲', 2), item('乙', 3), item('丙', 4)))).toEqual([
      '增加第1项《丁》',
    ]);
    expect(changes(before, agenda(item('乙', 1), item('丙', 2)))).toEqual(['取消原第1项《甲》']);
  });

  test('调换次序的逐项写明', () => {
    expect(changes(before, agenda(item('乙', 1), item('甲', 2), item('丙', 3)))).toEqual([
      '《乙》由第2项调整为第1项',
      '《甲》由第1项调整为第2项',
    ]);
  });

  test('时长、汇报人、列席单位、文稿和材料的改动', () => {
    const reporter = { personId: 'b', postId: 'q', label: '副局长乙' };
    const after = item('甲', 1, {
      ...{ minutes: 25, reporter, topicVersionId: 'other', bodyIds: ['money'], bodyNames: ['财政局'] },
      materials: [{ attachmentId: 'x', sha256: 'new', title: '送审稿', pages: 4 }],
    });
    expect(changes(agenda(item('甲', 1)), agenda(after))).toEqual([
      '《甲》时长由10分钟改为25分钟',
      '《甲》汇报人由局长甲改为副局长乙',
      '《甲》增加列席单位：财政局',
      '《甲》文稿有改动',
      '《甲》材料新增或更换：“送审稿”',
      '《甲》材料撤下：“送审稿”',
    ]);
  });

  test('时间、地点、方式、主持人的改动', () => {
    const after = {
      ...before,
      startsAt: '2026-12-02T02:30:00Z',
      place: '二楼',
      byVideo: true,
      presider: '乙',
    };
    expect(changes(before, after)).toEqual([
      '会议时间由“2026-12-01T02:30”改为“2026-12-02T02:30”',
      '会议地点由“一楼”改为“二楼”',
      '会议方式由“现场会议”改为“视频会议”',
      '主持人由“专员甲”改为“乙”',
    ]);
  });
});

test('议程全文写明各项的单位、汇报人、时间、列席单位和材料', () => {
  const one = item('关于甲的汇报', 1, {
    bodyIds: ['money'],
    bodyNames: ['财政局'],
    callAt: START.toISOString(),
  });
  const head = { ...agenda(), kindLabel: '常务会议', end: START.toISOString() };
  const text = agendaText(head, [one], { moment, time: (iso) => iso.slice(11, 16) }).map(
    (block) => block.text,
  );
  expect(text).toEqual([
    '会议：常务会议',
    '时间：2026-12-01T02:30',
    '地点：一楼',
    '主持：专员甲',
    '一、关于甲的汇报',
    '提出单位：农业局；汇报人：局长甲；02:30开始，10分钟。',
    '列席单位：财政局。',
    '材料：送审稿（3页）。',
    '预计02:30散会。',
  ]);
});

describe('art-37 哪些月已经过完', () => {
  const zone = 'Asia/Urumqi';
  const months = (since: string, now: string): string[] =>
    monthsEndedSince(new Date(since), new Date(now), zone).map(({ firstDay }) => firstDay);

  test('启用的当月不算，从下一个月起；没过完的不算', () => {
    expect(months('2026-11-23T04:00:00Z', '2026-12-31T17:59:59Z')).toEqual([]);
    expect(months('2026-11-23T04:00:00Z', '2026-12-31T18:00:00Z')).toEqual(['2026-12-01']);
    expect(months('2026-11-23T04:00:00Z', '2027-02-15T00:00:00Z')).toEqual(['2026-12-01', '2027-01-01']);
  });
});
