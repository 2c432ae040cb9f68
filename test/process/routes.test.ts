import type { CaseFacts, Grounds } from '../../domain/routing/facts';
import { grounds } from '../support/cases';
import { RunningSystem } from '../support/running';
import { Way } from '../support/way';

let system: RunningSystem;
beforeAll(async () => {
  system = await RunningSystem.connect();
});
afterAll(() => system.close());
jest.setTimeout(90_000);

interface Case {
  name: string;
  facts: Partial<CaseFacts>;
  given?: Partial<Grounds>;
  /** Posts of who reviews; null: nobody does. */
  reviewed: string | null;
  signed: string;
  act?: string;
}

const letterTo = { kind: 'letter', series: 'administration-letter' };
const byOffice = { series: 'general-office-letter', issuingName: 'general-office', kind: 'letter' };

// One per route of art 47 and its registered readings; the portfolio leader is the drafter's own.
const cases: Case[] = [
  {
    name: '议案由专员签署，不经审核',
    facts: { kind: 'bill', direction: 'congress' },
    given: { meeting: grounds.meeting },
    reviewed: null,
    signed: '专员',
    act: '签署',
  },
  {
    name: '决定由专员签署',
    facts: { kind: 'decision' },
    reviewed: null,
    signed: '专员',
    act: '签署',
  },
  {
    name: '命令（令）由专员签署',
    facts: { kind: 'order', series: 'administration-order' },
    reviewed: null,
    signed: '专员',
    act: '签署',
  },
  {
    name: '上报自治区的请示：分管领导审核，专员签发',
    facts: { kind: 'request', direction: 'upward' },
    reviewed: '副专员',
    signed: '专员',
  },
  {
    name: '上报的报告，按登记的口径比照上报',
    facts: { kind: 'report', direction: 'upward' },
    reviewed: '副专员',
    signed: '专员',
  },
  {
    name: '致自治区厅局的一般公文由分管副专员签发',
    facts: { ...letterTo, direction: 'regional-departments', importance: 'routine' },
    reviewed: null,
    signed: '副专员',
  },
  {
    name: '致自治区厅局的重要公文由专员或常务副专员签发，由办公室选定',
    facts: { ...letterTo, direction: 'regional-departments', importance: 'important' },
    reviewed: null,
    signed: '常务副专员',
  },
  {
    name: '重要程度未定的从严：分管领导审核，专员签发',
    facts: { ...letterTo, direction: 'regional-departments' },
    reviewed: '副专员',
    signed: '专员',
  },
  {
    name: '平级机关之间的函，按登记的口径',
    facts: { ...letterTo, direction: 'peer' },
    reviewed: '副专员',
    signed: '专员',
  },
  {
    name: '致人大工委的函，按登记的口径',
    facts: { ...letterTo, direction: 'congress' },
    reviewed: '副专员',
    signed: '专员',
  },
  { name: '下发的“喀署发”公文', facts: {}, reviewed: '副专员', signed: '专员' },
  {
    name: '下发的规范性文件，不论字号',
    facts: { ...letterTo, normative: true, importance: 'routine' },
    given: { meeting: grounds.meeting, legality: grounds.legality },
    reviewed: '副专员',
    signed: '专员',
  },
  {
    name: '下发的一般函件由分管副专员签发',
    facts: { ...letterTo, importance: 'routine' },
    reviewed: null,
    signed: '副专员',
  },
  {
    name: '下发的重要函件由专员或常务副专员签发',
    facts: { ...letterTo, importance: 'important' },
    reviewed: null,
    signed: '专员',
  },
  {
    name: '行署会议纪要：办公室主任或秘书长审核，专员签发（art 40）',
    facts: { kind: 'minutes', series: 'administration-minutes' },
    reviewed: '秘书长',
    signed: '专员',
  },
  {
    name: '办公室名义行文：秘书长或副秘书长核报，分管副专员签发',
    facts: byOffice,
    reviewed: '副秘书长',
    signed: '副专员',
  },
  {
    name: '办公室名义的重要行文报专员或常务副专员签发',
    facts: { ...byOffice, importance: 'important' },
    reviewed: '秘书长',
    signed: '常务副专员',
  },
  {
    name: '办公室名义的规范性文件报专员或常务副专员签发',
    facts: { ...byOffice, kind: 'notice', series: 'general-office-issue', normative: true },
    given: { meeting: grounds.meeting, legality: grounds.legality },
    reviewed: '秘书长',
    signed: '专员',
  },
  {
    name: '办公室职责范围内的发文由秘书长或办公室主任签发',
    facts: { ...byOffice, issuingName: 'general-office-remit' },
    reviewed: null,
    signed: '行署办公室主任',
  },
];

const ofPost =
  (post: string | null) =>
  ({ label }: { label: string }): boolean =>
    post !== null && label.startsWith(post);

test.each(cases)('art-47 $name', async ({ facts, given, reviewed, signed, act = '签发' }) => {
  const way = new Way(system, await system.submit(facts, given));
  await way.act('ReviewByDraftingUnit');
  const { reviewers, signatories } = await system.questions(await way.open('ReviewByOffice'));
  const reviewer = reviewers.find(ofPost(reviewed));
  const signatory = signatories.find(ofPost(signed));
  await way.act('ReviewByOffice', 'agree', '', {
    ...(reviewer ? { reviewer: reviewer.value } : {}),
    ...(signatory ? { signatory: signatory.value } : {}),
  });
  if (reviewed !== null) {
    const review = await way.act('ReviewByLeader');
    expect(review.holders.map(({ postLabel }) => postLabel)).toEqual([reviewed]);
  }
  const signing = await way.act('SignAndIssue');
  expect(signing.act).toBe(act);
  expect(signing.holders.map(({ postLabel }) => postLabel)).toEqual([signed]);
  await way.act('FinalCheck');

  const view = await way.issued();
  expect(view.documentNumber).toMatch(/〔\d{4}〕\d+号$/);
  expect(view.signatures).toEqual([expect.objectContaining({ act, voidReason: null, grade: 'trusted' })]);
  expect(await way.steps()).toEqual([
    'ReviewByDraftingUnit',
    'ReviewByOffice',
    ...(reviewed === null ? [] : ['ReviewByLeader']),
    'SignAndIssue',
    'FinalCheck',
  ]);
  if (reviewers.length > 0 || signatories.length > 0) {
    expect(await way.summaries()).toContainEqual(expect.stringMatching(/^选定/));
  }
});

test('art-47 审核人与签发人为同一人的，两步并作一步，并记明', async () => {
  const commissioner = 'commissioner';
  const { rows } = await system.pool.query<{ id: string; bodyId: string }>(
    `select portfolios.id, portfolios.body_id as "bodyId"
       from portfolios
       join posts on posts.body_id = portfolios.body_id
       join post_holdings on post_holdings.post_id = posts.id
       join persons on persons.id = person_id
      where login = $1 and valid_until is null`,
    [system.drafterLogin],
  );
  const before = rows[0];
  // 专员 takes the drafting department into his own portfolio: he would review what he signs.
  await system.pool.query('update portfolios set post_id = $2 where id = $1', [before?.id, commissioner]);
  try {
    const way = new Way(system, await system.submit());
    await way.through('ReviewByDraftingUnit', 'ReviewByOffice', 'SignAndIssue', 'FinalCheck');
    await way.issued();
    expect(await way.summaries()).toContainEqual(expect.stringContaining('两步并作一步'));
  } finally {
    await system.pool.query('update portfolios set post_id = $2 where id = $1', [
      before?.id,
      'deputy-commissioner-agriculture',
    ]);
  }
});
