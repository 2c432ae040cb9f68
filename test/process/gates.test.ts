import type { ApiProblem } from '../../tools/apiClient';
import { noGrounds } from '../support/cases';
import { RunningSystem } from '../support/running';
import { pick, readStories } from '../support/stories';
import { Way } from '../support/way';

const stories = readStories();
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

const noted = '报送前即说明，报送不成，什么也不登记';

test.each(stories.refusals)(`$article $name：${noted}`, async ({ article, facts: change, grounds }) => {
  const given = pick(stories.grounds, grounds);
  const { rows: before } = await system.pool.query<{ count: string }>('select count(*) from case_instances');
  const refused = await refusal(change, given);
  expect(refused.status).toBe(422);
  expect(refused.problem.rule?.article).toBe(article);

  const clerk = await system.as(system.drafterLogin);
  const preview = await clerk.post<{
    gates: { outcome: string; words: string; rule: { article: string } }[];
  }>('/api/v1/route-previews', {
    facts: { ...stories.draft.facts, ...change },
    grounds: { ...noGrounds, ...given },
  });
  const findings = preview.gates.filter(({ outcome }) => outcome === 'refuse');
  expect(findings.map(({ rule }) => rule.article)).toContain(article);
  const { rows: after } = await system.pool.query<{ count: string }>('select count(*) from case_instances');
  expect(after).toEqual(before);
});

test.each([stories.exception])('$article $name：核稿人确认后才通过', async ({ facts, reason, gate }) => {
  const way = new Way(system, await system.submit(facts, { exception: reason }));
  await way.act('ReviewByDraftingUnit');
  const { statements } = await system.questions(await way.open('ReviewByOffice'));
  expect(statements.map(({ value }) => value)).toContain(gate);
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
  // Where the office's table leaves a choice, that it was not made is said first.
  expect(view.opinions.at(-1)?.refusal).toMatch(/尚有未确认的核对事项|请选定/);
  const again = await way.open('ReviewByOffice');
  expect(again.reason).toContain('不予采认');
});

test.each([stories.briefings])('$article $name', async ({ article, facts, titles, other, reason }) => {
  for (const title of titles) await system.submit(facts, {}, title);
  const refused = await refusal(facts, {}, other);
  expect(refused.problem.rule?.article).toBe(article);
  await system.submit(facts, { exception: reason }, other);
});
