import type { DecisionTable } from '../../../domain/decisions';
import type { Inputs } from '../../support/decisionTables';
import { ask, readTable } from '../../support/decisionTables';

let table: DecisionTable;
beforeAll(async () => {
  table = await readTable('draftGates');
});

const notice: Inputs = {
  'facts.kind': 'notice',
  'facts.issuingName': 'administration',
  'facts.nature': 'ordinary',
  'facts.remit': 'administration',
  'grounds.exception': false,
  briefings: 0,
};
const answer = (gate: string, changes: Inputs = {}): Record<string, unknown> =>
  ask(table, { ...notice, gate, ...changes });

describe('art-49 由谁发文', () => {
  it.each(['administration', 'general-office', 'general-office-remit'])(
    'art-49 属一个部门职权的事项不以 %s 名义发文，由部门自行发文',
    (issuingName) => {
      const answered = answer('remit', { 'facts.remit': 'one-department', 'facts.issuingName': issuingName });
      expect(answered).toMatchObject({ outcome: 'refuse', overridable: false, article: 'art-49' });
      expect(answered['words']).toContain('请由该部门自行发文');
    },
  );

  it.each(['several-departments', 'administration'])('art-49 职权归属为 %s 的，由核稿人确认', (remit) => {
    expect(answer('remit', { 'facts.remit': remit })).toMatchObject({ outcome: 'ask', article: 'art-49' });
  });

  it('art-49 写了例外理由，属一个部门职权的仍不办', () => {
    expect(answer('remit', { 'facts.remit': 'one-department', 'grounds.exception': true })).toMatchObject({
      outcome: 'refuse',
    });
  });
});

describe('art-49 有没有必要发文', () => {
  it('art-49 现行文件有没有部署算不出来，由核稿人确认', () => {
    expect(answer('already-covered')).toMatchObject({ outcome: 'ask', article: 'art-49' });
  });

  it('art-49 纪要不问是否已有部署', () => {
    expect(answer('already-covered', { 'facts.kind': 'minutes' })).toMatchObject({ outcome: 'pass' });
  });

  it('art-49 有没有实质内容总由核稿人确认', () => {
    expect(answer('substance')).toMatchObject({ outcome: 'ask' });
    expect(answer('substance', { 'facts.kind': 'minutes' })).toMatchObject({ outcome: 'ask' });
  });
});

describe('art-49 原则上不单独发的文', () => {
  const plan: Inputs = { 'facts.nature': 'division-plan' };
  const second: Inputs = { 'facts.nature': 'briefing', briefings: 1 };

  it.each([
    ['分工方案单独发文', 'division-plan', plan],
    ['部门的第二种简报', 'briefing', second],
  ])('art-49 %s：没有例外理由的不办', (_what, gate, changes) => {
    expect(answer(gate, changes)).toMatchObject({
      outcome: 'refuse',
      overridable: true,
      article: 'art-49',
      reading: 'reading-9',
      words: expect.stringContaining('例外理由'),
    });
  });

  it.each([
    ['分工方案单独发文', 'division-plan', plan],
    ['部门的第二种简报', 'briefing', second],
  ])('art-49 %s：写明例外理由的由核稿人确认', (_what, gate, changes) => {
    expect(answer(gate, { ...changes, 'grounds.exception': true })).toMatchObject({
      outcome: 'ask',
      reading: 'reading-9',
    });
  });

  it('art-49 部门的第一种简报可以办', () => {
    expect(answer('briefing', { ...second, briefings: 0 })).toMatchObject({ outcome: 'pass' });
  });

  it.each(['division-plan', 'briefing'])('art-49 一般文稿不受 %s 一条限制', (gate) => {
    expect(answer(gate, { briefings: 2 })).toMatchObject({ outcome: 'pass' });
  });
});
