import type { AgendaItem } from '../../../domain/meetings/agenda';
import { callUps } from '../../../domain/meetings/callUp';
import { callTime, changesFor, noticeWords } from '../../../domain/meetings/notices';

const item = (position: number, change: Partial<AgendaItem> = {}): AgendaItem => ({
  itemId: `item-${position}`,
  topicCaseId: `topic-${position}`,
  topicVersionId: `version-${position}`,
  title: `议题${position}`,
  bodyId: 'agriculture',
  bodyName: '农业农村局',
  position,
  minutes: 15,
  reporter: { personId: 'adili', postId: 'agriculture-head', label: '农业农村局局长阿迪力·喀斯木' },
  bodyIds: [],
  bodyNames: [],
  materials: [{ attachmentId: 'a', sha256: 'one', title: '送审稿', pages: 3 }],
  callAt: `2026-12-03T0${position}:00:00.000Z`,
  endsAt: `2026-12-03T0${position}:15:00.000Z`,
  ...change,
});
const items = [item(1), item(2), item(3)];
const head = {
  title: '行署2026年第3次常务会议',
  startsAt: new Date('2026-12-03T01:00:00Z'),
  place: '行署三楼会议室',
  byVideo: false,
  presider: '专员艾力亚尔·玉苏普',
};
const member = { itemIds: null };
const attendee = { itemIds: ['item-2'] };
const wordsFor = (called: { itemIds: string[] | null }, agenda = items) =>
  noticeWords(head, called, agenda, 'Asia/Shanghai');

describe('art-38 会议通知', () => {
  it('组成人员看到整个议程，列席人员只看到自己的议题和候会时间', () => {
    expect(wordsFor(member)).toContain('3. 议题3');
    expect(wordsFor(member)).not.toContain('候会');
    const words = wordsFor(attendee);
    expect(words).toContain('2. 议题2');
    expect(words).not.toContain('议题1');
    expect(words).toContain('候会：请在12月3日10:00以前');
    expect(callTime(attendee, items)?.toISOString()).toBe('2026-12-03T02:00:00.000Z');
    expect(callTime(member, items)).toBeNull();
  });

  it('议程有变动时，只告知与其有关的人', () => {
    const changed = [item(1, { materials: [] }), item(2), item(3)];
    const told = (called: { itemIds: string[] | null }) =>
      changesFor(
        called,
        { words: wordsFor(called), items },
        { words: wordsFor(called, changed), items: changed },
      );
    expect(told(member)).toBe(true);
    expect(told(attendee)).toBe(false);
  });

  it('材料换了一稿的，参加这一议题的人也要告知', () => {
    const changed = [
      item(1),
      item(2, { materials: [{ attachmentId: 'b', sha256: 'two', title: '送审稿', pages: 4 }] }),
    ];
    const words = wordsFor(attendee);
    expect(changesFor(attendee, { words, items }, { words, items: changed })).toBe(true);
  });

  it('已告知过变动的，再发同样的内容不算变动', () => {
    const words = wordsFor(member);
    expect(changesFor(member, { words: `会议安排有变动\n${words}`, items }, { words, items })).toBe(false);
  });
});

describe('art-38 候会叫会', () => {
  it('逐个议题写明叫谁进来、谁在外等候、谁可以离场；连着参加的不再叫', () => {
    const called = [
      { label: '全程列席', itemIds: null },
      { label: '甲', itemIds: ['item-1', 'item-2'] },
      { label: '乙', itemIds: ['item-2'] },
      { label: '丙', itemIds: ['item-3'] },
    ];
    const plan = callUps(items, called).map(({ comesIn, waits, leaves }) => ({ comesIn, waits, leaves }));
    expect(plan).toEqual([
      { comesIn: ['甲'], waits: ['乙'], leaves: [] },
      { comesIn: ['乙'], waits: ['丙'], leaves: [] },
      { comesIn: ['丙'], waits: [], leaves: ['甲', '乙'] },
    ]);
  });
});
