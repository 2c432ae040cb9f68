import { ask, askEverything, readTable } from '../../support/decisionTables';
import type { Inputs } from '../../support/decisionTables';

/** A first meeting of the year, by video, at the seat, with nothing out of the ordinary. */
const plain: Inputs = {
  'regional.earlier': 0,
  'regional.exception': false,
  'regional.title': 'own',
  'regional.heads': false,
  'regional.headsAllowed': false,
  'regional.headsReason': false,
  'regional.leaders': false,
  'regional.format': 'video',
  'regional.formatReason': false,
  'regional.nameUsed': 'body',
  'regional.venue': 'seat',
  'regional.budget': true,
  'readings.regionalVenue': 'outside-seat',
};

const asked = async (gate: string, change: Inputs = {}) =>
  ask(await readTable('regionalMeetingGates'), { ...plain, ...change, gate });

test.each(['regionalMeetingGates', 'regionalMeetingRules'])('art-41 %s 没有漏、没有重', async (id) => {
  expect(askEverything(await readTable(id)).unneeded).toEqual([]);
});

test.each<[string, string, Inputs, string, string]>([
  ['一年第一次', 'regional-quota', {}, 'pass', 'art-41'],
  ['第二次没有理由', 'regional-quota', { 'regional.earlier': 1 }, 'refuse', 'art-41'],
  [
    '第二次有例外理由',
    'regional-quota',
    { 'regional.earlier': 1, 'regional.exception': true },
    'ask',
    'art-41',
  ],
  ['以行署名义', 'regional-name', { 'regional.title': 'government' }, 'refuse', 'art-41'],
  ['名称提到行署', 'regional-name', { 'regional.title': 'mentions' }, 'ask', 'art-41'],
  [
    '邀请县市负责人',
    'regional-heads',
    { 'regional.heads': true, 'regional.headsReason': true },
    'refuse',
    'art-41',
  ],
  [
    '综合经济部门没有理由',
    'regional-heads',
    { 'regional.heads': true, 'regional.headsAllowed': true },
    'refuse',
    'art-41',
  ],
  [
    '综合经济部门有理由',
    'regional-heads',
    { 'regional.heads': true, 'regional.headsAllowed': true, 'regional.headsReason': true },
    'ask',
    'art-41',
  ],
  ['请领导出席', 'regional-leaders', { 'regional.leaders': true }, 'ask', 'art-41'],
  ['现场会议没有理由', 'regional-format', { 'regional.format': 'in-person' }, 'refuse', 'art-41'],
  [
    '现场会议有理由',
    'regional-format',
    { 'regional.format': 'mixed', 'regional.formatReason': true },
    'ask',
    'art-41',
  ],
  ['以部门名义在县里', 'regional-venue', { 'regional.venue': 'county' }, 'pass', 'art-41'],
  [
    '以地区名义在县里',
    'regional-venue',
    { 'regional.venue': 'county', 'regional.nameUsed': 'region' },
    'ask',
    'art-41',
  ],
  [
    '以地区名义在县里，口径放宽',
    'regional-venue',
    {
      'regional.venue': 'county',
      'regional.nameUsed': 'region',
      'readings.regionalVenue': 'outside-region',
    },
    'pass',
    'art-41',
  ],
  ['规模和时间', 'regional-size', {}, 'ask', 'art-41'],
  ['没有预算', 'regional-budget', { 'regional.budget': false }, 'refuse', 'art-59'],
])('art-41 art-59 %s', async (_name, gate, change, outcome, article) => {
  expect(await asked(gate, change)).toMatchObject({ outcome, article });
});

test('art-41 综合经济部门列在表中，别的部门不得邀请县市负责人', async () => {
  const rules = await readTable('regionalMeetingRules');
  const allowed = ['development-reform', 'finance', 'agriculture', 'justice'].map(
    (bodyId) => ask(rules, { bodyId })['headsAllowed'],
  );
  expect(allowed).toEqual([true, true, false, false]);
});
