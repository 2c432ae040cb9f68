import type { DecisionTable } from '../../../domain/decisions';
import { ask, readTable } from '../../support/decisionTables';

type Facts = Record<string, string | boolean>;
let table: DecisionTable;

beforeAll(async () => {
  table = await readTable('signatoryRoute');
});

/** The readings as the office first chose them. */
const chosen = { downwardSignatory: 'by-weight', unmentionedSignatory: 'commissioner-all' };

function route(facts: Facts, readings: Partial<typeof chosen> = {}): Record<string, unknown> {
  const inputs = (group: string, values: Facts): [string, string | boolean][] =>
    Object.entries(values).map(([name, value]) => [`${group}.${name}`, value]);
  return ask(
    table,
    Object.fromEntries([...inputs('facts', facts), ...inputs('readings', { ...chosen, ...readings })]),
  );
}

const usual: Facts = {
  kind: 'notice',
  series: 'administration-issue',
  issuingName: 'administration',
  direction: 'downward',
  importance: 'unclassified',
  normative: false,
  joint: false,
};
const office: Facts = { ...usual, series: 'general-office-issue', issuingName: 'general-office' };
const letter: Facts = { ...usual, series: 'administration-letter', kind: 'letter' };

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

describe('art 47: the same document under another registered reading', () => {
  const bySet = { signatories: ['commissioner'], reviewers: ['portfolio-leader'] };

  it.each(['routine', 'important'])(
    'art-47 口径二改为一律由专员签发：%s的下行函由分管领导审核、专员签发',
    (importance) => {
      expect(route({ ...letter, importance }, { downwardSignatory: 'all-commissioner' })).toMatchObject({
        ...bySet,
        reading: 'reading-2',
      });
    },
  );

  it('art-47 口径二只管下行文：致厅局的一般公文仍由分管副专员签发', () => {
    const routine = { ...letter, importance: 'routine', direction: 'regional-departments' };
    expect(route(routine, { downwardSignatory: 'all-commissioner' })).toEqual(route(routine));
  });

  it.each([
    ['routine', ['portfolio-deputy-commissioner']],
    ['important', ['commissioner', 'executive-deputy-commissioner']],
    ['unclassified', ['commissioner']],
  ])('art-47 口径十改为比照：%s的平级函由相应的领导签发', (importance, signatories) => {
    const peer = { ...letter, importance, direction: 'peer' };
    expect(route(peer)).toMatchObject(bySet);
    expect(route(peer, { unmentionedSignatory: 'upward-only' })).toMatchObject({
      signatories,
      reading: 'reading-10',
    });
  });
});

describe('art 18: joint issue, and papers in the name of a department', () => {
  it('art-18 联合行文的通知，本机关一方的签发人与单独行文相同', () => {
    expect(route({ ...usual, joint: true })).toEqual(route(usual));
  });

  it.each([
    ['议案', { ...usual, kind: 'bill', direction: 'congress' }],
    ['纪要', { ...usual, kind: 'minutes', series: 'administration-minutes' }],
    ['编令号的命令', { ...usual, kind: 'order', series: 'administration-order' }],
    ['办公室职责范围内的发文', { ...office, issuingName: 'general-office-remit' }],
  ])('art-47 %s不联合行文，说明改用什么', (_what, facts) => {
    expect(route(facts)).toMatchObject({ outcome: 'route' });
    expect(route({ ...facts, joint: true })).toMatchObject({
      outcome: 'refuse',
      words: expect.stringMatching(/请/),
    });
  });

  it('art-49 部门名义的公文不在这里办，说明由谁办', () => {
    expect(route({ ...usual, issuingName: 'department' })).toMatchObject({
      outcome: 'refuse',
      article: 'art-49',
      words: expect.stringContaining('由部门按职权自行印发'),
    });
  });
});
