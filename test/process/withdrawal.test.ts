import { RunningSystem } from '../support/running';
import { Way } from '../support/way';

let system: RunningSystem;
beforeAll(async () => {
  system = await RunningSystem.connect();
});
afterAll(() => system.close());
jest.setTimeout(90_000);

const begin = async (): Promise<Way> => new Way(system, await system.submit());

async function withdraw(way: Way, login = system.drafterLogin): Promise<void> {
  const client = await system.as(login);
  await client.post(`/api/v1/cases/${way.caseId}/withdrawal`, { reason: '漏写附件' });
}

test('无人办理前拟稿人可以撤回：改后重新报送，记在办理过程里', async () => {
  const way = await begin();
  const step = await way.open('ReviewByDraftingUnit');
  await withdraw(way);
  const revising = await way.open('ReviseDraft');
  expect(revising.reason).toContain('拟稿人已撤回');
  expect((await way.view()).steps).toContainEqual(
    expect.objectContaining({ elementInstanceKey: step.elementInstanceKey, state: 'cancelled' }),
  );
  await way.edit(system.drafterLogin, (body) => `${body}\n附件另送。`);
  await way.act('ReviseDraft', 'resubmit', '');
  await way.through('ReviewByDraftingUnit', 'ReviewByOffice', 'ReviewByLeader', 'SignAndIssue', 'FinalCheck');
  await way.issued();
  expect(await way.summaries()).toContainEqual(expect.stringContaining('撤回'));
});

test('已有人办理的不能撤回；他人不能替拟稿人撤回', async () => {
  const way = await begin();
  const head = await way.loginAt('ReviewByDraftingUnit');
  await expect(withdraw(way, head)).rejects.toMatchObject({ status: 404 });
  await way.act('ReviewByDraftingUnit');
  await way.open('ReviewByOffice');
  await expect(withdraw(way)).rejects.toMatchObject({ status: 409 });
});

test('撤回与办理同时发生：只有一个作数，另一个得到明白的答复，办件照常办完', async () => {
  const way = await begin();
  await way.open('ReviewByDraftingUnit');
  const outcomes = await Promise.allSettled([withdraw(way), way.act('ReviewByDraftingUnit')]);
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const view = await system.waitFor(way.caseId, ({ steps }) =>
    steps.some(({ state, elementId }) => state === 'open' && elementId !== 'userTask_ReviewByDraftingUnit'),
  );
  const isWithdrawn = view.steps.some(({ elementId }) => elementId === 'userTask_ReviseDraft');
  expect(isWithdrawn).toBe(outcomes[0]?.status === 'fulfilled');
  if (isWithdrawn) {
    await way.act('ReviseDraft', 'resubmit', '');
    await way.through('ReviewByDraftingUnit');
  }
  await way.through('ReviewByOffice', 'ReviewByLeader', 'SignAndIssue', 'FinalCheck');
  await way.issued();
});

test('有人在引擎中先办了：迟到的撤回不生效，也不会取消后面的环节', async () => {
  const way = await begin();
  const step = await way.open('ReviewByDraftingUnit');
  const login = system.loginOf(step.holders[0]?.personId ?? '');
  const userTaskKey = step.userTaskKey ?? '';
  await system.engine.rest.assignUserTask({ userTaskKey, assignee: login, allowOverride: true });
  const done = system.engine.rest.completeUserTask({
    userTaskKey,
    variables: { decision: 'agree' } as never,
  });
  const asked = withdraw(way).then(
    () => 'withdrawn',
    () => 'refused',
  );
  await done.catch(() => undefined);
  const outcome = await asked;
  const next = outcome === 'withdrawn' ? 'ReviseDraft' : 'ReviewByOffice';
  await way.open(next);
});
