import type { CaseFacts } from '../../domain/routing/facts';
import { RunningSystem } from '../support/running';
import { Way } from '../support/way';

/** Keeps the register of readings. */
const KEEPER = 'dilixiati';
const READING = 'reading-2';
const letter: Partial<CaseFacts> = {
  kind: 'letter',
  series: 'administration-letter',
  importance: 'routine',
};

let system: RunningSystem;
beforeAll(async () => {
  system = await RunningSystem.connect();
});
afterAll(async () => {
  await choose('by-weight');
  await system.close();
});
beforeEach(() => choose('by-weight'));
jest.setTimeout(120_000);

const begin = async (): Promise<Way> => new Way(system, await system.submit(letter));

/** Records another option of the reading; the same again changes nothing. */
async function choose(option: string): Promise<void> {
  const keeper = await system.as(KEEPER);
  const choice = { option, chosenBy: '专员', basis: '专员批示（演示）' };
  await keeper.post(`/api/v1/readings/${READING}/choices`, choice).catch((error: { status?: number }) => {
    if (error.status !== 409) throw error;
  });
}

async function reroute(way: Way, login = KEEPER): Promise<{ route: string }> {
  const client = await system.as(login);
  return client.post(`/api/v1/cases/${way.caseId}/rerouting`, { reason: '专员批示改按新口径（演示）' });
}

test('art-66 改选口径：在办件仍按报送时的口径办完，此后报送的按新口径', async () => {
  const before = await begin();
  await before.through('ReviewByDraftingUnit', 'ReviewByOffice');
  const step = await before.open('SignAndIssue');
  expect(step.holders[0]?.postLabel).toContain('副专员');
  await choose('all-commissioner');

  const after = await begin();
  await after.through('ReviewByDraftingUnit', 'ReviewByOffice', 'ReviewByLeader');
  expect((await after.open('SignAndIssue')).holders[0]?.postLabel).toBe('专员');

  await before.through('SignAndIssue', 'FinalCheck');
  expect((await before.issued()).steps).toContainEqual(
    expect.objectContaining({ elementInstanceKey: step.elementInstanceKey, state: 'accepted' }),
  );
});

test('art-66 登记改按现行口径：签发环节收回，重新审核、签发，办理过程写明原定、现定和理由', async () => {
  const way = await begin();
  await way.through('ReviewByDraftingUnit', 'ReviewByOffice');
  const step = await way.open('SignAndIssue');
  await choose('all-commissioner');
  expect((await reroute(way)).route).toContain('专员签发');

  const review = await way.open('ReviewByLeader');
  expect(review.reason).toContain('分管');
  expect((await way.view()).steps).toContainEqual(
    expect.objectContaining({ elementInstanceKey: step.elementInstanceKey, state: 'cancelled' }),
  );
  await way.act('ReviewByLeader');
  expect((await way.open('SignAndIssue')).holders[0]?.postLabel).toBe('专员');
  await way.through('SignAndIssue', 'FinalCheck');
  await way.issued();
  expect(await way.summaries()).toContainEqual(
    expect.stringMatching(
      /改按现行口径办理.+原定由分管副专员签发；现定由分管领导审核，专员签发。理由：专员批示/,
    ),
  );
});

test('art-66 改来改去：审核环节收回，直接送签；原路线上的审核对新路线不作数的不沿用', async () => {
  const way = await begin();
  await choose('all-commissioner');
  await way.through('ReviewByDraftingUnit');
  // Before the route is determined there is nothing to take back.
  await way.open('ReviewByOffice');
  await reroute(way);
  await way.act('ReviewByOffice');
  await way.open('ReviewByLeader');
  await choose('by-weight');
  await reroute(way);
  expect((await way.open('SignAndIssue')).holders[0]?.postLabel).toContain('副专员');
  await way.through('SignAndIssue', 'FinalCheck');
  await way.issued();
});

test('art-66 不能改路线的各有明白的答复：无此职责、口径未变、已经签发', async () => {
  const way = await begin();
  await way.through('ReviewByDraftingUnit', 'ReviewByOffice');
  await way.open('SignAndIssue');
  await expect(reroute(way)).rejects.toMatchObject({ status: 409 });
  await choose('all-commissioner');
  await expect(reroute(way, system.drafterLogin)).rejects.toMatchObject({ status: 403 });
  await way.act('SignAndIssue');
  await way.open('FinalCheck');
  await expect(reroute(way)).rejects.toMatchObject({ status: 409 });
  await way.act('FinalCheck');
  await way.issued();
});

test('改路线与签发同时发生：只有一条路线上的签发作数，办件照常办完', async () => {
  const way = await begin();
  await way.through('ReviewByDraftingUnit', 'ReviewByOffice');
  await way.open('SignAndIssue');
  await choose('all-commissioner');
  await Promise.allSettled([way.act('SignAndIssue'), reroute(way)]);
  const moved = await system.waitFor(way.caseId, ({ steps }) =>
    steps.some(
      ({ state, elementId, taskIsOpen }) =>
        state === 'open' && taskIsOpen && !elementId.endsWith('SignAndIssue'),
    ),
  );
  if (moved.steps.some(({ state, elementId }) => state === 'open' && elementId.endsWith('ReviewByLeader')))
    await way.through('ReviewByLeader', 'SignAndIssue');
  await way.act('FinalCheck');
  const view = await way.issued();
  expect(view.signatures.filter(({ voidReason }) => voidReason === null)).toHaveLength(1);
});
