import { DecisionError } from '../../../domain/decisions';
import type { DecisionTable } from '../../../domain/decisions';
import type { HolderRule } from '../../../domain/people/holders';
import { createRuleSet, previewRoute } from '../../../domain/routing';
import type { RoutingFacts } from '../../../domain/routing';
import { draftedByClerk, tinyOffice } from '../people/tinyOffice';

const facts: RoutingFacts = {
  kind: 'notice',
  series: 'administration-issue',
  issuingName: 'administration',
  direction: 'downward',
  importance: 'important',
  normative: false,
  urgency: 'none',
  joint: false,
};

const holders: HolderRule[] = [
  { id: 'chief', label: '专员', relation: 'rank', rank: 'chief' },
  { id: 'secretary', label: '秘书长', relation: 'rank', rank: 'secretary' },
  { id: 'portfolio-leader', label: '分管领导', relation: 'portfolio' },
];

function table(id: string, inputs: string[], outputs: string[], rows: [string[], string[]][]): DecisionTable {
  return {
    id,
    name: id,
    hitPolicy: 'UNIQUE',
    inputs: inputs.map((expression) => ({ label: '', expression })),
    outputs: outputs.map((name) => ({ name, label: '' })),
    rules: rows.map(([tests, results], index) => ({
      index: index + 1,
      id: '',
      tests,
      results,
      annotations: [],
    })),
  };
}

const routeOutputs = ['outcome', 'reviewers', 'signatories', 'act', 'article', 'reading', 'words'];
const route = (results: string[]): DecisionTable =>
  table('signatoryRoute', ['facts.kind'], routeOutputs, [
    [['"notice"'], results],
    [['"bill"'], ['"refuse"', '[]', '[]', '""', '"art-47"', '"reading-10"', '"不属行署发文"']],
  ]);

const lawful = [
  '"route"',
  '["portfolio-leader"]',
  '["chief","secretary"]',
  '"签发"',
  '"art-47"',
  '"reading-2"',
  '"由专员签发"',
];
const ruleSet = (...tables: DecisionTable[]): ReturnType<typeof createRuleSet> =>
  createRuleSet({ hash: 'abc', decisions: new Map(tables.map((one) => [one.id, one])) });

describe('When a route is previewed', () => {
  const preview = (people = tinyOffice, asked = facts): ReturnType<typeof previewRoute> =>
    previewRoute(ruleSet(route(lawful)), asked, draftedByClerk, holders, people);

  test('then it names reviewers and the set of signatories, with article and reading (art 47)', () => {
    const { outcome, act, reviewers, signatories, rule, obstacles } = preview();
    expect({ outcome, act, obstacles }).toEqual({ outcome: 'route', act: '签发', obstacles: [] });
    expect(reviewers.map(({ words }) => words)).toEqual(['农业农村局由副专员阿不都热依木·吐尔逊分管']);
    expect(signatories.flatMap(({ capacities }) => capacities.map(({ personName }) => personName))).toEqual([
      '甲',
      '己',
    ]);
    expect(rule).toEqual({ article: 'art-47', reading: 'reading-2', ruleSet: 'abc', words: '由专员签发' });
  });

  test('then a refusal names nobody, but article and reason', () => {
    expect(preview(tinyOffice, { ...facts, kind: 'bill' })).toEqual({
      outcome: 'refuse',
      act: '',
      reviewers: [],
      signatories: [],
      rule: { article: 'art-47', reading: 'reading-10', ruleSet: 'abc', words: '不属行署发文' },
      obstacles: [],
    });
  });

  const without = (...posts: string[]): typeof tinyOffice => ({
    ...tinyOffice,
    holdings: tinyOffice.holdings.filter(({ postId }) => !posts.includes(postId)),
  });

  test('then of two reviewers one is enough, and only the lack of both is an obstacle (art 47)', () => {
    const eitherReviews = ruleSet(route(lawful.with(1, '["portfolio-leader","secretary"]')));
    const obstacles = (people: typeof tinyOffice): string[] =>
      previewRoute(eitherReviews, facts, draftedByClerk, holders, people).obstacles;
    expect(obstacles(without('deputy-chief'))).toEqual([]);
    expect(obstacles(without('secretary'))).toEqual([]);
    expect(obstacles(without('deputy-chief', 'secretary'))).toEqual([
      '农业农村局现无人分管，无人可办',
      '秘书长现无人在任，无人可办',
    ]);
  });

  test('then the only reviewer’s vacant post is an obstacle; of two signatories one is enough', () => {
    expect(preview(without('deputy-chief')).obstacles).toEqual(['农业农村局现无人分管，无人可办']);
    expect(preview(without('chief')).obstacles).toEqual([]);
    expect(preview(without('chief', 'secretary')).obstacles).toEqual([
      '专员现无人在任，无人可办',
      '秘书长现无人在任，无人可办',
    ]);
  });

  test('then a word that the office does not know is an error', () => {
    const unknown = route(lawful.with(2, '["emperor"]'));
    expect(() => previewRoute(ruleSet(unknown), facts, draftedByClerk, holders, tinyOffice)).toThrow(
      /“emperor”未在/,
    );
  });
});

describe('When a table answers nothing or nonsense', () => {
  test('then the error names table and facts', () => {
    expect(() => ruleSet(route(lawful)).signatoryRoute({ ...facts, kind: 'letter' }, {})).toThrow(
      /决策表 signatoryRoute 没有适用的规则：.*"kind":"letter"/,
    );
    expect(() => ruleSet().humanStep('userTask_FinalCheck')).toThrow('规则集中没有决策表 humanSteps');
  });

  test.each([
    ['no signatory', lawful.with(2, '[]')],
    ['no act', lawful.with(3, '""')],
    ['an article that is none', lawful.with(4, '"47"')],
    ['no words', lawful.with(6, '""')],
    ['a person where a list is due', lawful.with(2, '"chief"')],
    ['an unknown outcome', lawful.with(0, '"maybe"')],
  ])('then the rule is named: %s', (_case, results) => {
    expect(() => ruleSet(route(results)).signatoryRoute(facts, {})).toThrow(DecisionError);
    expect(() => ruleSet(route(results)).signatoryRoute(facts, {})).toThrow(
      /signatoryRoute 第 1 条规则的输出有误/,
    );
  });
});

describe('When a human step opens', () => {
  const steps = table(
    'humanSteps',
    ['elementId'],
    ['holder', 'act', 'decisions', 'duties', 'article', 'reading', 'words'],
    [
      [
        ['"userTask_FinalCheck"'],
        ['"final-checker"', '"复核"', '["agree","return"]', '["confirm"]', '"art-47"', '""', '"复核"'],
      ],
    ],
  );
  const limits = table(
    'timeLimits',
    ['elementId', 'facts.urgency'],
    [
      'workingDays',
      'leastDays',
      'remindBeforeDays',
      'overdueEveryDays',
      'overdueTo',
      'priority',
      'article',
      'words',
    ],
    [
      [
        ['-', '"none"'],
        ['3', '1', '1', '1', '["secretary"]', '50', '"art-58"', '"平件三日"'],
      ],
      [
        ['-', '"urgent"'],
        ['0', '1', '0', '0', '[]', '50', '"art-58"', '"错"'],
      ],
      [
        ['-', '"most-urgent"'],
        ['1', '1', '0', '0', '[]', '101', '"art-58"', '"错"'],
      ],
    ],
  );

  test('then the table says who, what and by which article', () => {
    expect(ruleSet(steps).humanStep('userTask_FinalCheck')).toEqual({
      holder: 'final-checker',
      act: '复核',
      decisions: ['agree', 'return'],
      duties: ['confirm'],
      article: 'art-47',
      reading: '',
      words: '复核',
    });
    expect(() => ruleSet(steps).humanStep('userTask_Other')).toThrow(/没有适用的规则/);
  });

  test('then its limit is a positive number of days and a priority of 0 to 100 (art 58)', () => {
    const limit = (urgency: string): unknown => ruleSet(limits).timeLimit('userTask_FinalCheck', { urgency });
    expect(limit('none')).toEqual({
      workingDays: 3,
      leastDays: 1,
      remindBeforeDays: 1,
      overdueEveryDays: 1,
      overdueTo: ['secretary'],
      priority: 50,
      article: 'art-58',
      words: '平件三日',
    });
    expect(() => limit('urgent')).toThrow(/第 2 条规则的输出有误：workingDays/);
    expect(() => limit('most-urgent')).toThrow(/第 3 条规则的输出有误：priority/);
  });
});
