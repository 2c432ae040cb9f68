import type { DecisionTable } from '../../../domain/decisions';
import type { Inputs } from '../../support/decisionTables';
import { ask, readTable } from '../../support/decisionTables';

let table: DecisionTable;
beforeAll(async () => {
  table = await readTable('meetingMatters');
});

const notice: Inputs = {
  'facts.kind': 'notice',
  'facts.direction': 'downward',
  'facts.importance': 'routine',
  'facts.normative': false,
  'facts.matter': 'none',
  'facts.wideInterest': false,
  'facts.counties': false,
  'grounds.meeting': false,
  'grounds.counties': false,
  'grounds.stability': false,
};
const answer = (gate: string, changes: Inputs = {}): Record<string, unknown> =>
  ask(table, { ...notice, gate, ...changes });

const upward: Inputs = { 'facts.direction': 'upward', 'facts.importance': 'important' };
const mustBeDiscussed: [article: string, what: string, changes: Inputs][] = [
  ...['development-plan', 'finance', 'major-plan', 'macro-policy', 'social-management', 'other-major'].map(
    (matter): [string, string, Inputs] => ['art-21', matter, { 'facts.matter': matter }],
  ),
  ['art-37', '计划、预算、决算报告', { 'facts.matter': 'plan-budget-report', 'facts.kind': 'report' }],
  ['art-44', '提请地委审议的文稿', { 'facts.matter': 'party-committee-draft' }],
  ['art-21', '规范性文件', { 'facts.normative': true }],
  ['art-37', '议案', { 'facts.kind': 'bill', 'facts.direction': 'congress' }],
  ['art-37', '上报的重要请示', { ...upward, 'facts.kind': 'request' }],
  ['art-37', '上报的重要报告', { ...upward, 'facts.kind': 'report' }],
];

describe('art-6、art-21、art-37、art-44 须经会议讨论的事项', () => {
  it.each(mustBeDiscussed)('%s %s：没有会议决定的不办', (article, _what, changes) => {
    expect(answer('meeting', changes)).toMatchObject({
      outcome: 'refuse',
      overridable: false,
      article,
      words: expect.stringContaining('请先提请会议讨论'),
    });
  });

  it.each(mustBeDiscussed)('%s %s：写有会议决定的由核稿人确认', (article, _what, changes) => {
    const answered = answer('meeting', { ...changes, 'grounds.meeting': true });
    expect(answered).toMatchObject({ outcome: 'ask', article });
    expect(answered['words']).toContain('会议决定属实');
  });

  it.each(mustBeDiscussed)('%s %s：写成纪要的，纪要本身就是会议的记载', (_article, _what, changes) => {
    expect(answer('meeting', { ...changes, 'facts.kind': 'minutes' })).toMatchObject({ outcome: 'pass' });
  });

  it.each([
    ['下发的通知', {}],
    ['重要的下发通知', { 'facts.importance': 'important' }],
    ['上报的一般请示', { ...upward, 'facts.kind': 'request', 'facts.importance': 'routine' }],
    ['没有定重要程度的上报报告', { ...upward, 'facts.kind': 'report', 'facts.importance': 'unclassified' }],
    ['报人大工委的重要报告', { ...upward, 'facts.kind': 'report', 'facts.direction': 'congress' }],
    ['上报的重要意见', { ...upward, 'facts.kind': 'opinion' }],
  ] as [string, Inputs][])('art-21 %s：由核稿人确认不属须经会议讨论的事项', (_what, changes) => {
    const answered = answer('meeting', changes);
    expect(answered).toMatchObject({ outcome: 'ask' });
    expect(answered['words']).toContain('不属须经');
  });
});

describe('art-22 重大事项报送前的工作', () => {
  const major: Inputs = { 'facts.matter': 'major-plan', 'facts.counties': true, 'facts.wideInterest': true };

  it.each([
    ['county-opinions', '征求有关县市意见'],
    ['stability-assessment', '社会稳定风险评估'],
  ])('art-22 %s：没有做的不办，说明先做什么', (gate, words) => {
    expect(answer(gate, major)).toMatchObject({
      outcome: 'refuse',
      overridable: false,
      article: 'art-22',
      words: expect.stringContaining(words),
    });
  });

  it.each([
    ['county-opinions', 'grounds.counties'],
    ['stability-assessment', 'grounds.stability'],
  ])('art-22 %s：做了的由核稿人确认', (gate, given) => {
    expect(answer(gate, { ...major, [given]: true })).toMatchObject({ outcome: 'ask', article: 'art-22' });
  });

  it('art-22 县市没有答复不能算作没有意见（口径5）', () => {
    expect(answer('county-opinions', { ...major, 'grounds.counties': true })).toMatchObject({
      reading: 'reading-5',
      words: expect.stringContaining('都已答复'),
    });
  });

  it.each([
    ['county-opinions', { ...major, 'facts.matter': 'none' }],
    ['county-opinions', { ...major, 'facts.counties': false }],
    ['stability-assessment', { ...major, 'facts.matter': 'none' }],
    ['stability-assessment', { ...major, 'facts.wideInterest': false }],
  ] as [string, Inputs][])('art-22 %s：不属重大事项或者不涉及的通过', (gate, changes) => {
    expect(answer(gate, changes)).toMatchObject({ outcome: 'pass' });
  });
});
