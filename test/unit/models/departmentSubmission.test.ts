import { ask, readTable } from '../../support/decisionTables';

const usual = {
  'facts.kind': 'request',
  'facts.series': 'department-issue',
  'facts.issuingName': 'department',
  'facts.direction': 'upward',
  'facts.importance': 'unclassified',
  'facts.normative': false,
  'facts.joint': false,
  'readings.downwardSignatory': 'by-weight',
  'readings.unmentionedSignatory': 'commissioner-all',
};

test.each(['request', 'report'])('art-48 部门报行署的 %s 由部门主要负责人签发，不经审核', async (kind) => {
  expect(ask(await readTable('signatoryRoute'), { ...usual, 'facts.kind': kind })).toMatchObject({
    outcome: 'route',
    reviewers: [],
    signatories: ['drafting-unit-principal'],
    act: '签发',
    article: 'art-48',
  });
});

test.each([
  ['别的文种', { 'facts.kind': 'notice' }, 'art-49'],
  ['不是上报', { 'facts.direction': 'downward' }, 'art-49'],
  ['占用行署字号', { 'facts.series': 'administration-issue' }, 'art-49'],
  ['行署名义用部门字号', { 'facts.issuingName': 'administration' }, 'art-47'],
])('art-49 不合规的部门报文退回，指明条文：%s', async (_what, change, article) => {
  expect(ask(await readTable('signatoryRoute'), { ...usual, ...change })).toMatchObject({
    outcome: 'refuse',
    article,
  });
});

test('art-45 联合报送的请示由主办部门主要负责人签发，其他单位的签在前，沉默不作数，电话答复不代签', async () => {
  expect(ask(await readTable('signatoryRoute'), { ...usual, 'facts.joint': true })).toMatchObject({
    outcome: 'route',
    signatories: ['drafting-unit-principal'],
    article: 'art-45',
  });
  const rules = await readTable('countersignRules');
  const rule = (purpose: string) => ask(rules, { bodyKind: 'department', purpose });
  expect(rule('joint-issue')).toMatchObject({ deemed: false, byPrincipal: true });
  expect(rule('countersign')).toMatchObject({ deemed: true, byPrincipal: false });
});

test('art-45 请示涉及几个部门而没有列明会签单位的不能报送', async () => {
  const table = await readTable('submissionGates');
  const gate = (namedBodies: number) =>
    ask(table, {
      gate: 'concerned-bodies',
      'facts.kind': 'request',
      'facts.remit': 'several-departments',
      namedBodies,
    });
  expect(gate(0)).toMatchObject({ outcome: 'refuse', overridable: false, article: 'art-45' });
  expect(gate(1)).toMatchObject({ outcome: 'ask', article: 'art-45' });
});

test('art-45 请示按事项须由哪些单位会签由表得出，别的由拟稿人列明', async () => {
  const table = await readTable('consultees');
  const bodies = (kind: string, matter: string): unknown =>
    ask(table, { 'facts.kind': kind, 'facts.matter': matter })['bodies'];
  expect(bodies('request', 'finance')).toEqual(['finance']);
  expect(bodies('request', 'major-plan')).toEqual(['development-reform']);
  expect(bodies('request', 'none')).toEqual([]);
  expect(bodies('report', 'finance')).toEqual([]);
});
