import type { DecisionTable } from '../../../domain/decisions';
import type { MeetingAttendees, MeetingMembers } from '../../../domain/meetings/composition';
import { composeMeeting } from '../../../domain/meetings/composition';
import { capacitiesIn } from '../../../domain/people/capacitiesIn';
import type { PeopleSnapshot } from '../../../domain/people/types';
import { ask, askEverything, readTable } from '../../support/decisionTables';

let rules: DecisionTable;
let members: DecisionTable;
let attendees: DecisionTable;
beforeAll(async () => {
  [rules, members, attendees] = await Promise.all([
    readTable('meetingRules'),
    readTable('meetingMembers'),
    readTable('meetingAttendees'),
  ]);
});

describe('art-36 art-37 组成人员', () => {
  const ofKind = (meetingKind: string) => ask(members, { meetingKind });

  test('全体会议：专员、副专员、秘书长、副秘书长和各部门主要负责人', () => {
    expect(ofKind('plenary')).toMatchObject({ article: 'art-36' });
    expect(ofKind('plenary')['members']).toEqual([
      'commissioner',
      'executive-deputy-commissioner',
      'deputy-commissioner',
      'secretary-general',
      'deputy-secretary-general',
      'department-principals',
    ]);
  });

  test('常务会议：专员、副专员、秘书长，没有副秘书长', () => {
    expect(ofKind('standing')).toMatchObject({ article: 'art-37' });
    expect(ofKind('standing')['members']).toEqual([
      'commissioner',
      'executive-deputy-commissioner',
      'deputy-commissioner',
      'secretary-general',
    ]);
  });

  test('每种会议都有一行，没有多余的', () => {
    for (const table of [rules, members, attendees]) expect(askEverything(table).unneeded).toEqual([]);
  });
});

test('art-6 由专员召集和主持；art-37 一般每月召开的，当月没有召开告知办公室主任和秘书长', () => {
  expect(ask(rules, { meetingKind: 'standing' })).toMatchObject({
    presider: 'presider',
    article: 'art-6',
    alertTo: ['general-office-director', 'secretary-general'],
  });
  expect(ask(rules, { meetingKind: 'plenary' })).toMatchObject({ alertTo: [] });
});

describe('谁参加、参加哪几项', () => {
  const post = (id: string, bodyId: string, more = {}) => ({
    ...{ id, bodyId, rankId: null, label: id, isPrincipal: true, isInCharge: true, duties: [] },
    ...more,
  });
  const body = (id: string, kind: 'government' | 'department' = 'department') => ({
    ...{ id, kind, name: id, shortName: id },
  });
  const people: PeopleSnapshot = {
    at: new Date('2026-12-01T00:00:00Z'),
    ranks: [],
    bodies: [body('government', 'government'), body('law'), body('water'), body('empty')],
    persons: ['leader', 'jurist', 'engineer', 'deputy'].map((id) => ({ id, login: id, displayName: id })),
    posts: [
      post('leader-post', 'government'),
      post('law-head', 'law'),
      post('water-head', 'water'),
      post('water-deputy', 'water', { isPrincipal: false }),
    ],
    holdings: [
      { personId: 'leader', postId: 'leader-post' },
      { personId: 'jurist', postId: 'law-head' },
      { personId: 'engineer', postId: 'water-head' },
      { personId: 'deputy', postId: 'water-deputy' },
    ],
    portfolios: [],
    pairings: [],
    delegations: [],
    absences: [],
  };
  const because = { article: 'art-37', reading: '', words: '按表' };
  const compose = (change: Partial<MeetingMembers & MeetingAttendees> = {}, of: PeopleSnapshot = people) =>
    composeMeeting({
      members: { members: ['leaders'], ...because },
      attendees: { bodies: ['law'], invited: ['congress'], ...because, ...change },
      items: [
        { itemId: 'one', reporter: { personId: 'deputy', postId: 'water-deputy' }, bodyIds: ['law'] },
        {
          itemId: 'two',
          reporter: { personId: 'engineer', postId: 'water-head' },
          bodyIds: ['water', 'empty'],
        },
        { itemId: 'three', reporter: { personId: 'leader', postId: 'leader-post' }, bodyIds: ['water'] },
      ],
      externals: [{ id: 'congress', label: '人大负责同志' }],
      find: () => capacitiesIn(of, ({ bodyId }) => bodyId === 'government'),
      people: of,
    });
  const inShort = (plans: ReturnType<typeof compose>) =>
    plans.map((one) => [one.class, one.personId ?? one.externalName, one.itemIds]);

  test('每人一行：组成人员、固定列席的全程参加，其余的只参加有关的几项', () => {
    expect(inShort(compose())).toEqual([
      ['member', 'leader', null],
      ['attending', 'jurist', null],
      ['attending', 'deputy', ['one']],
      ['attending', 'engineer', ['two', 'three']],
      // A body without anybody in charge is asked all the same.
      ['attending', 'empty', ['two']],
      ['invited', '人大负责同志', null],
    ]);
  });

  test('没有固定列席的，单位随议题列席', () => {
    expect(inShort(compose({ bodies: [] })).find(([, who]) => who === 'jurist')).toEqual([
      'attending',
      'jurist',
      ['one'],
    ]);
  });
});
