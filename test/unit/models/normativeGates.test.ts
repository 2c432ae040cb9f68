import type { DecisionTable } from '../../../domain/decisions';
import type { Inputs } from '../../support/decisionTables';
import { ask, readTable } from '../../support/decisionTables';

let table: DecisionTable;
beforeAll(async () => {
  table = await readTable('normativeGates');
});

const notice: Inputs = {
  'facts.kind': 'notice',
  'facts.normative': false,
  'facts.remit': 'several-departments',
  'grounds.legality': false,
  'grounds.opinions': false,
  namedBodies: 0,
};
const answer = (gate: string, changes: Inputs = {}): Record<string, unknown> =>
  ask(table, { ...notice, gate, ...changes });
const normative: Inputs = { 'facts.normative': true };
const request: Inputs = { 'facts.kind': 'request' };

describe('art-18 合法性审查', () => {
  it('art-18 规范性文件没有合法性审查意见的不办，写了例外理由也一样', () => {
    expect(answer('legality', normative)).toMatchObject({
      outcome: 'refuse',
      overridable: false,
      article: 'art-18',
    });
  });

  it('art-18 写有审查意见的，由核稿人确认已通过、不设许可处罚强制', () => {
    const answered = answer('legality', { ...normative, 'grounds.legality': true });
    expect(answered).toMatchObject({ outcome: 'ask', article: 'art-18' });
    for (const word of ['通过', '许可', '处罚', '强制', '权利', '义务'])
      expect(answered['words']).toContain(word);
  });

  it('art-18 不是规范性文件的不须审查', () => {
    expect(answer('legality')).toMatchObject({ outcome: 'pass' });
  });
});

describe('art-18、art-45 征求有关部门意见', () => {
  it('art-18 涉及几个部门的规范性文件没有征求意见的不办', () => {
    expect(answer('department-opinions', normative)).toMatchObject({ outcome: 'refuse', article: 'art-18' });
  });

  it('art-45 涉及几个部门的请示没有征求意见和会签的不办', () => {
    const answered = answer('department-opinions', request);
    expect(answered).toMatchObject({ outcome: 'refuse', overridable: false, article: 'art-45' });
    expect(answered['words']).toContain('会签');
  });

  it('art-45 请示即使是规范性文件，也按请示会签', () => {
    expect(answer('department-opinions', { ...request, ...normative })).toMatchObject({ article: 'art-45' });
  });

  it.each([
    ['art-18', normative],
    ['art-45', request],
  ])('%s 写有征求意见情况的，由核稿人确认', (article, changes) => {
    expect(answer('department-opinions', { ...changes, 'grounds.opinions': true })).toMatchObject({
      outcome: 'ask',
      article,
    });
  });

  it.each([
    ['art-18', normative],
    ['art-45', request],
  ])('%s 列明了会签单位的，送其会签后由核稿人确认', (article, changes) => {
    expect(answer('department-opinions', { ...changes, namedBodies: 2 })).toMatchObject({
      outcome: 'ask',
      article,
    });
  });

  it.each(['one-department', 'administration'])('art-45 职权归属为 %s 的请示不须征求意见', (remit) => {
    expect(answer('department-opinions', { ...request, 'facts.remit': remit })).toMatchObject({
      outcome: 'pass',
    });
  });

  it('art-18 既不是规范性文件也不是请示的，不以征求意见为报送条件', () => {
    expect(answer('department-opinions')).toMatchObject({ outcome: 'pass' });
  });
});
