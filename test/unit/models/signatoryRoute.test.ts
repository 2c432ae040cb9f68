import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { evaluateDecision, loadDecision } from '../../../domain/decisions';
import type { DecisionTable } from '../../../domain/decisions';
import { processesFolder } from '../../../tools/models/modelFiles';
import { readVocabulary } from '../../../tools/models/officeVocabulary';

type Facts = Record<string, string | boolean>;
let table: DecisionTable;

beforeAll(async () => {
  table = await loadDecision(readFileSync(join(processesFolder, 'signatoryRoute.dmn'), 'utf8'));
});

function route(facts: Facts): Record<string, unknown> {
  const { outputs } = evaluateDecision(table, { facts });
  if (!outputs) throw new Error(`没有一行适用：${JSON.stringify(facts)}`);
  return outputs;
}

const usual: Facts = {
  kind: 'notice',
  series: 'administration-issue',
  issuingName: 'administration',
  direction: 'downward',
  importance: 'unclassified',
  normative: false,
};
const office: Facts = { ...usual, series: 'general-office-issue', issuingName: 'general-office' };
const letter: Facts = { ...usual, series: 'administration-letter', kind: 'letter' };

describe('art 47: every document has one lawful set of signatories or one refusal', () => {
  it('answers every combination of the vocabulary once, and every row is needed', () => {
    const { inputs } = readVocabulary();
    const words = Object.entries(inputs).filter(([name]) => name !== 'facts.urgency');
    const axes: [string, (string | boolean)[]][] = [
      ...words.map(([name, values]): [string, string[]] => [
        name.slice('facts.'.length),
        values.map(({ id }) => id),
      ]),
      ['normative', [true, false]],
    ];
    const used = new Set<number>();
    let asked = 0;
    for (const facts of combinations(axes)) {
      const { matchedRules, outputs } = evaluateDecision(table, { facts });
      if (!outputs) throw new Error(`没有一行适用：${JSON.stringify(facts)}`);
      const signatories = outputs['signatories'] as string[];
      expect(outputs['outcome'] === 'route').toBe(signatories.length > 0);
      for (const { index } of matchedRules) used.add(index);
      asked += 1;
    }
    expect(asked).toBe(axes.reduce((product, [, values]) => product * values.length, 1));
    expect([...used].sort((one, other) => one - other)).toEqual(table.rules.map(({ index }) => index));
  });
});

describe('art 47 ¶1: decisions, orders and bills', () => {
  it.each([
    ['an order', { ...usual, kind: 'order' }],
    ['a decision', { ...usual, kind: 'decision' }],
    ['a bill to the congress', { ...usual, kind: 'bill', direction: 'congress' }],
  ])('%s is signed with name and post by 专员 alone', (_what, facts) => {
    expect(route(facts)).toMatchObject({
      act: '签署',
      signatories: ['commissioner'],
      reviewers: [],
      article: 'art-47',
    });
  });

  it.each([
    ['an order in the name of the Office', { ...office, kind: 'order' }],
    ['an order to superiors', { ...usual, kind: 'order', direction: 'upward' }],
    ['a bill to anybody else', { ...usual, kind: 'bill' }],
  ])('%s is refused with what to do instead', (_what, facts) => {
    expect(route(facts)).toMatchObject({ outcome: 'refuse', act: '', words: expect.stringContaining('请') });
  });
});

describe('art 47 ¶2: in the name of 行署', () => {
  it.each([
    ['down with the 发 series', usual],
    ['up for approval', { ...usual, kind: 'request', direction: 'upward' }],
  ])('%s: a portfolio leader reviews, 专员 signs', (_what, facts) => {
    expect(route(facts)).toMatchObject({
      outcome: 'route',
      act: '签发',
      reviewers: ['portfolio-leader'],
      signatories: ['commissioner'],
    });
  });

  it.each([
    ['routine', ['portfolio-deputy-commissioner'], []],
    ['important', ['commissioner', 'executive-deputy-commissioner'], []],
    ['unclassified', ['commissioner'], ['portfolio-leader']],
  ])('a letter down that is %s (reading 2)', (importance, signatories, reviewers) => {
    expect(route({ ...letter, importance })).toMatchObject({ signatories, reviewers, reading: 'reading-2' });
  });

  it('a normative document stays with 专员, whatever its series (reading 2)', () => {
    expect(route({ ...letter, importance: 'routine', normative: true })).toMatchObject({
      signatories: ['commissioner'],
    });
  });

  it.each([
    ['routine', ['portfolio-deputy-commissioner']],
    ['important', ['commissioner', 'executive-deputy-commissioner']],
  ])('to regional departments, %s', (importance, signatories) => {
    expect(route({ ...letter, importance, direction: 'regional-departments' })).toMatchObject({
      signatories,
    });
  });

  it.each(['congress', 'peer'])(
    'to %s the text is silent: the registered reading 10 answers',
    (direction) => {
      expect(route({ ...letter, direction })).toMatchObject({
        signatories: ['commissioner'],
        reading: 'reading-10',
      });
    },
  );

  it('a report that asks for nothing goes by reading 10', () => {
    expect(route({ ...usual, kind: 'report', direction: 'upward' })).toMatchObject({ reading: 'reading-10' });
  });
});

describe('art 47 ¶3: in the name of the Office', () => {
  it.each([
    ['routine', ['portfolio-deputy-commissioner']],
    ['important', ['commissioner', 'executive-deputy-commissioner']],
  ])('%s: 秘书长 or 副秘书长 submits, a leader signs', (importance, signatories) => {
    expect(route({ ...office, importance })).toMatchObject({
      reviewers: ['secretary-general', 'deputy-secretary-general'],
      signatories,
    });
  });

  it('within its own remit 秘书长 or 办公室主任 signs', () => {
    expect(route({ ...office, issuingName: 'general-office-remit' })).toMatchObject({
      signatories: ['secretary-general', 'general-office-director'],
    });
  });

  it('with a series of 行署 it is refused', () => {
    expect(route({ ...office, series: 'administration-issue' })).toMatchObject({ outcome: 'refuse' });
  });
});

function* combinations(axes: [string, (string | boolean)[]][]): Generator<Facts> {
  const [axis, ...others] = axes;
  if (!axis) return yield {};
  const [name, values] = axis;
  for (const value of values) {
    for (const rest of combinations(others)) yield { [name]: value, ...rest };
  }
}
