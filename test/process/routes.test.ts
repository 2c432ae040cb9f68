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

const ofPost =
  (post: string | null) =>
  ({ label }: { label: string }): boolean =>
    post !== null && label.startsWith(post);

// One per route of the office's table; the portfolio leader is the drafter's own.
test.each(stories.routes)('$article $name', async ({ article, facts, grounds, reviewed, signed, act }) => {
  const way = new Way(system, await system.submit(facts, pick(stories.grounds, grounds)));
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
  expect(signing.rule.article).toBe(article);
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
  const { facts, post } = stories.samePerson;
  const { rows } = await system.pool.query<{ id: string; postId: string }>(
    `select portfolios.id, portfolios.post_id as "postId"
       from portfolios
       join posts on posts.body_id = portfolios.body_id
       join post_holdings on post_holdings.post_id = posts.id
       join persons on persons.id = person_id
      where login = $1 and valid_until is null`,
    [system.drafterLogin],
  );
  const before = rows[0];
  const assign = (to: string | undefined) =>
    system.pool.query('update portfolios set post_id = $2 where id = $1', [before?.id, to]);
  // The signer takes the drafting department into his own portfolio: he would review what he signs.
  await assign(post);
  try {
    const way = new Way(system, await system.submit(facts));
    await way.through('ReviewByDraftingUnit', 'ReviewByOffice', 'SignAndIssue', 'FinalCheck');
    await way.issued();
    expect(await way.summaries()).toContainEqual(expect.stringContaining('两步并作一步'));
  } finally {
    await assign(before?.postId);
  }
});
