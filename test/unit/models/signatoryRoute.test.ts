import type { DecisionTable } from '../../../domain/decisions';
import { ask, everyCombination, readTable } from '../../support/decisionTables';

type Facts = Record<string, string | boolean>;
let table: DecisionTable;

beforeAll(async () => {
  table = await readTable('signatoryRoute');
});

function route(facts: Facts): Record<string, unknown> {
  return ask(
    table,
    Object.fromEntries(Object.entries(facts).map(([name, value]) => [`facts.${name}`, value])),
  );
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
  it('names signatories where it routes and none where it refuses', () => {
    for (const facts of everyCombination(table)) {
      const { outcome, signatories, words } = ask(table, facts);
      expect(outcome === 'route').toBe((signatories as string[]).length > 0);
      if (outcome === 'refuse') expect(words).toMatch(/请|只/);
    }
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

describe('art 40, art 47 ¶1: orders and minutes with numbers of their own', () => {
  const order: Facts = { ...usual, kind: 'order', series: 'administration-order' };
  const minutes: Facts = { ...usual, kind: 'minutes', series: 'administration-minutes' };

  it('art-47 编令号的命令由专员签署', () => {
    expect(route(order)).toMatchObject({ act: '签署', signatories: ['commissioner'], reviewers: [] });
  });

  it('art-40 编纪要号的纪要由办公室主任或者秘书长审核、专员签发，与用发文号的一样', () => {
    expect(route(minutes)).toMatchObject({
      act: '签发',
      article: 'art-40',
      reviewers: ['general-office-director', 'secretary-general'],
      signatories: ['commissioner'],
    });
    expect(route(minutes)).toEqual(route({ ...minutes, series: 'administration-issue' }));
  });

  it.each([
    ['其他文种用令号', { ...order, kind: 'notice' }],
    ['其他文种用纪要号', { ...minutes, kind: 'letter' }],
    ['纪要用令号', { ...order, kind: 'minutes' }],
    ['命令用纪要号', { ...minutes, kind: 'order' }],
    ['办公室名义用令号', { ...order, issuingName: 'general-office' }],
    ['办公室名义用纪要号', { ...minutes, issuingName: 'general-office-remit' }],
    ['命令上报', { ...order, direction: 'upward' }],
    ['纪要上报', { ...minutes, direction: 'upward' }],
  ])('art-47 %s：不办，说明改用什么', (_what, facts) => {
    expect(route(facts)).toMatchObject({
      outcome: 'refuse',
      act: '',
      words: expect.stringContaining('请改'),
    });
  });
});
