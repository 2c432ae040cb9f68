import { judgeCompletion } from '../../../domain/steps/judgeCompletion';
import type { CompletionEvidence, StepTerms } from '../../../domain/steps/judgeCompletion';
import type { Capacity, PeopleSnapshot } from '../../../domain/people/types';

const at = new Date('2026-03-02T12:00:00+08:00');
const leader: Capacity = {
  personId: 'p-leader',
  login: 'leader',
  personName: '艾力亚尔·玉苏普',
  postId: 'post-leader',
  postLabel: '专员',
};
const people: PeopleSnapshot = {
  at,
  ranks: [],
  bodies: [],
  persons: [
    { id: 'p-leader', login: 'leader', displayName: '艾力亚尔·玉苏普' },
    { id: 'p-clerk', login: 'clerk', displayName: '米日班·艾合麦提' },
  ],
  posts: [
    {
      id: 'post-clerk',
      bodyId: 'b',
      rankId: null,
      label: '科员',
      isPrincipal: false,
      isInCharge: false,
      duties: [],
    },
  ],
  holdings: [{ personId: 'p-clerk', postId: 'post-clerk' }],
  portfolios: [],
  pairings: [],
  delegations: [],
  absences: [],
};
const terms: StepTerms = {
  act: '签发',
  decisions: ['agree', 'ask-to-check', 'return'],
  meanings: [
    { id: 'agree', agrees: true, needsReasons: false, names: false },
    { id: 'ask-to-check', agrees: false, needsReasons: false, names: true },
    { id: 'return', agrees: false, needsReasons: true, names: false },
  ],
  questions: { reviewers: [], signatories: [], named: [], statements: [], listed: [] },
  versionSha256: 'v1',
  article: 'art-47',
  lawful: { capacities: [leader], words: '现任专员' },
  void: null,
};
const inTasklist = (assignee: string | null, variables: Record<string, unknown>): CompletionEvidence => ({
  assignee,
  endedAt: at,
  variables,
  intent: null,
});
const byIntent = (change: Partial<NonNullable<CompletionEvidence['intent']>> = {}): CompletionEvidence => ({
  assignee: 'clerk',
  endedAt: at,
  variables: { decision: 'return' },
  intent: {
    id: 'i-1',
    personId: 'p-leader',
    postId: 'post-leader',
    decision: 'agree',
    opinion: '同意。',
    details: { confirmations: [] },
    versionSha256: 'v1',
    declaredAt: new Date('2026-03-02T11:59:59+08:00'),
    ...change,
  },
});

test('art-47 签发人本人在任务列表中同意，予以采认', () => {
  const judgement = judgeCompletion(
    inTasklist('leader', { decision: 'agree', opinion: '同意' }),
    terms,
    people,
  );
  expect(judgement).toMatchObject({
    accepted: true,
    personId: 'p-leader',
    postId: 'post-leader',
    source: 'engine',
  });
});

test('art-47 他人签发不予采认，并说明应由谁签发', () => {
  const judgement = judgeCompletion(inTasklist('clerk', { decision: 'agree' }), terms, people);
  expect(judgement.accepted).toBe(false);
  expect(judgement.postLabel).toBe('科员');
  expect(judgement.refusal).toContain('米日班·艾合麦提无权签发');
  expect(judgement.refusal).toContain('专员艾力亚尔·玉苏普');
});

test('引擎中无人认领即被办结的，不予采认', () => {
  const judgement = judgeCompletion(inTasklist(null, { decision: 'agree' }), terms, people);
  expect(judgement).toMatchObject({ accepted: false, personId: null, personName: '身份不明者' });
});

test('引擎所记办理人与本系统意见不一致时，以引擎确认的意见为准', () => {
  const judgement = judgeCompletion(byIntent(), terms, people);
  expect(judgement).toMatchObject({
    accepted: true,
    personId: 'p-leader',
    decision: 'agree',
    source: 'intent',
  });
  expect(judgement.actedAt).toEqual(new Date('2026-03-02T11:59:59+08:00'));
});

test('所看不是现行版本的，不予采认', () => {
  expect(judgeCompletion(byIntent({ versionSha256: 'v0' }), terms, people).refusal).toContain('不是现行版本');
});

test('同一人以另一职务办理的，不予采认', () => {
  expect(judgeCompletion(byIntent({ postId: 'post-other' }), terms, people).accepted).toBe(false);
});

test.each([undefined, '', 'issue', 'refused', 7])('选择为 %p 的，不予采认', (decision) => {
  expect(judgeCompletion(inTasklist('leader', { decision }), terms, people).refusal).toContain(
    '未作出有效选择',
  );
});

test('退回而未写明理由的，不予采认；写明的予以采认', () => {
  const silent = inTasklist('leader', { decision: 'return', opinion: ' \n' });
  expect(judgeCompletion(silent, terms, people).refusal).toContain('须写明意见或理由');
  const reasoned = inTasklist('leader', { decision: 'return', opinion: '请补充资金来源' });
  expect(judgeCompletion(reasoned, terms, people).accepted).toBe(true);
});

const asking = {
  ...terms,
  questions: {
    reviewers: [],
    signatories: [
      { value: 'post-a/p-a', label: '专员甲' },
      { value: 'post-b/p-b', label: '常务副专员乙' },
    ],
    named: [{ value: 'post-c/p-c', label: '副专员丙' }],
    statements: [
      { value: 'substance', label: '文稿有实质内容。' },
      { value: 'already-covered', label: '现行文件没有部署。' },
    ],
    listed: [],
  },
};
const confirmations = ['substance', 'already-covered'];

test('art-47 有几位可签发的，须选定一位；在任务列表中选的也算', () => {
  const answer = (variables: Record<string, unknown>) =>
    judgeCompletion(inTasklist('leader', { decision: 'agree', confirmations, ...variables }), asking, people);
  expect(answer({}).refusal).toContain('请选定签发人（专员甲、常务副专员乙）');
  expect(answer({ signatory: 'post-z/p-z' }).refusal).toContain('不在规则所列之内');
  expect(answer({ signatory: 'post-b/p-b' })).toMatchObject({
    accepted: true,
    details: { signatory: 'post-b/p-b', confirmations },
  });
});

test('art-49 核稿未逐项确认的，不予采认，并指出是哪一项', () => {
  const answer = (given: unknown) =>
    judgeCompletion(
      inTasklist('leader', { decision: 'agree', signatory: 'post-a/p-a', confirmations: given }),
      asking,
      people,
    );
  expect(answer(['substance']).refusal).toContain('现行文件没有部署');
  expect(answer('substance').refusal).toContain('文稿有实质内容；现行文件没有部署');
  expect(answer([...confirmations, 'invented']).refusal).toContain('没有列出的事项');
  expect(answer(confirmations).accepted).toBe(true);
});

test('请有关领导核的须指定是谁；退回的不问选定和确认', () => {
  const answer = (variables: Record<string, unknown>) =>
    judgeCompletion(inTasklist('leader', variables), asking, people);
  expect(answer({ decision: 'ask-to-check' }).refusal).toContain('请选定送哪位领导');
  expect(answer({ decision: 'ask-to-check', named: 'post-c/p-c' })).toMatchObject({
    accepted: true,
    details: { named: 'post-c/p-c', confirmations: [] },
  });
  const returned = answer({
    decision: 'return',
    returnReasons: '请补充',
    named: 'post-c/p-c',
    confirmations,
  });
  expect(returned).toMatchObject({ accepted: true, details: { confirmations: [] } });
});

describe('art-5 art-47 一人有两个职务可以办理的，以其在表单上选定的职务办理一次', () => {
  const other: Capacity = { ...leader, postId: 'post-other', postLabel: '常务副专员' };
  const colleague: Capacity = { ...leader, personId: 'p-clerk', postId: 'post-clerk', postLabel: '科员' };
  const inTwo: StepTerms = {
    ...terms,
    lawful: { capacities: [leader, other, colleague], words: '现任专员和常务副专员' },
  };
  const judge = (capacity: unknown, assignee = 'leader') =>
    judgeCompletion(inTasklist(assignee, { decision: 'agree', capacity }), inTwo, people);

  it.each([
    ['post-leader/p-leader', '专员'],
    ['post-other/p-leader', '常务副专员'],
  ])('选 %s 的，记以%s办理', (capacity, postLabel) => {
    const postId = capacity.split('/')[0];
    expect(judge(capacity)).toMatchObject({ accepted: true, postId, postLabel });
  });

  it.each([undefined, '', 7])('写 %p 的不予采认：职务不由系统代选', (capacity) => {
    expect(judge(capacity).refusal).toContain('请在专员艾力亚尔·玉苏普、常务副专员艾力亚尔·玉苏普中选定一个');
  });

  it.each(['post-clerk/p-clerk', 'post-leader', 'post-gone/p-leader', 'post-leader/p-clerk'])(
    '选 %s 的不予采认：不是本人可以用的职务，也不记入这一职务',
    (capacity) => {
      const judgement = judge(capacity);
      expect(judgement.refusal).toContain('不能以所选的职务签发。依第四十七条，本人可以用的职务是专员');
      expect(judgement.postId).toBeNull();
    },
  );

  it('只有一个职务的不必选；选了别人的，不予采认', () => {
    expect(judge(undefined, 'clerk')).toMatchObject({ accepted: true, postLabel: '科员' });
    expect(judge('post-leader/p-leader', 'clerk').accepted).toBe(false);
  });

  it('经本系统办理的，以意见所记的职务为准，表单上写的不算', () => {
    const evidence = {
      ...byIntent({ postId: 'post-other' }),
      variables: { capacity: 'post-leader/p-leader' },
    };
    expect(judgeCompletion(evidence, inTwo, people)).toMatchObject({ accepted: true, postId: 'post-other' });
  });
});
