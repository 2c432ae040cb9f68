import type { ApiProblem } from '../../tools/apiClient';
import { facts, grounds, noGrounds } from '../support/cases';
import { RunningSystem } from '../support/running';
import { Way } from '../support/way';

let system: RunningSystem;
beforeAll(async () => {
  system = await RunningSystem.connect();
});
afterAll(() => system.close());
jest.setTimeout(90_000);

const refusal = async (...args: Parameters<RunningSystem['submit']>): Promise<ApiProblem> =>
  system.submit(...args).then(
    () => {
      throw new Error('it was handed in');
    },
    (error: ApiProblem) => error,
  );

const meeting = { meeting: grounds.meeting };

test.each([
  ['art-49', '属一个部门职权的事项不以行署名义发文', { remit: 'one-department' }, {}],
  ['art-49', '分工方案不单独发文', { nature: 'division-plan' }, {}],
  ['art-18', '规范性文件未经合法性审查', { normative: true }, meeting],
  ['art-21', '规范性文件未经会议讨论决定', { normative: true }, { legality: grounds.legality }],
  ['art-21', '重大规划未经会议讨论决定', { matter: 'major-plan' }, {}],
  ['art-37', '议案未经常务会议讨论决定', { kind: 'bill', direction: 'congress' }, {}],
  [
    'art-37',
    '重要请示未经常务会议讨论决定',
    { kind: 'request', direction: 'upward', importance: 'important' },
    {},
  ],
  ['art-44', '拟提请地委的文稿未经行署审议', { matter: 'party-committee-draft' }, {}],
  ['art-22', '重大事项涉及县市而未征求意见', { matter: 'major-plan', counties: true }, meeting],
  ['art-22', '重大事项涉及公众权益而未评估', { matter: 'major-plan', wideInterest: true }, meeting],
] as const)('%s %s：报送前即说明，报送不成，什么也不登记', async (article, _name, change, given) => {
  const { rows: before } = await system.pool.query<{ count: string }>('select count(*) from case_instances');
  const refused = await refusal(change, given);
  expect(refused.status).toBe(422);
  expect(refused.problem.rule?.article).toBe(article);

  const clerk = await system.as(system.drafterLogin);
  const preview = await clerk.post<{
    gates: { outcome: string; words: string; rule: { article: string } }[];
  }>('/api/v1/route-previews', { facts: { ...facts, ...change }, grounds: { ...noGrounds, ...given } });
  const findings = preview.gates.filter(({ outcome }) => outcome === 'refuse');
  expect(findings.map(({ rule }) => rule.article)).toContain(article);
  const { rows: after } = await system.pool.query<{ count: string }>('select count(*) from case_instances');
  expect(after).toEqual(before);
});

test('art-49 原则上的规定可写明理由例外：核稿人确认例外后才通过，记在办理过程里', async () => {
  const exception = '涉及十二县市分头落实，须单独印发';
  const way = new Way(system, await system.submit({ nature: 'division-plan' }, { exception }));
  await way.act('ReviewByDraftingUnit');
  const { statements } = await system.questions(await way.open('ReviewByOffice'));
  expect(statements.map(({ value }) => value)).toContain('division-plan');
  await way.through('ReviewByOffice', 'ReviewByLeader', 'SignAndIssue', 'FinalCheck');
  await way.issued();
});

test('art-49 核稿人未逐项确认的，接口不收；在引擎中径行办结的，不予采认，重新核稿', async () => {
  const way = new Way(system, await system.submit());
  await way.act('ReviewByDraftingUnit');
  const step = await way.open('ReviewByOffice');
  await expect(way.act('ReviewByOffice', 'agree', '', { confirmations: [] })).rejects.toMatchObject({
    status: 422,
  });
  const login = system.loginOf(step.holders[0]?.personId ?? '');
  const userTaskKey = step.userTaskKey ?? '';
  await system.engine.rest.assignUserTask({ userTaskKey, assignee: login, allowOverride: true });
  await system.engine.rest.completeUserTask({ userTaskKey, variables: { decision: 'agree' } as never });
  const view = await system.waitFor(way.caseId, ({ opinions }) => opinions.some(({ accepted }) => !accepted));
  expect(view.opinions.at(-1)?.refusal).toContain('尚有未确认的核对事项');
  const again = await way.open('ReviewByOffice');
  expect(again.reason).toContain('不予采认');
});

test('art-49 每个部门原则上只报一种简报：同一种的下一期可报，另一种须写明理由', async () => {
  const briefing = {
    nature: 'briefing',
    kind: 'circular',
    series: 'general-office-issue',
    issuingName: 'general-office',
  };
  await system.submit(briefing, {}, '农业农村工作简报第1期');
  await system.submit(briefing, {}, '农业农村工作简报第2期');
  const other = await system.submit(briefing, {}, '畜牧工作简报第1期').then(
    () => undefined,
    (error: ApiProblem) => error,
  );
  expect(other?.problem.rule?.article).toBe('art-49');
  await system.submit(briefing, { exception: '畜牧业专项部署需要' }, '畜牧工作简报第1期');
});
