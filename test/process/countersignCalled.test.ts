import { expectNoIncidents } from '../support/incidents';
import { Round } from '../support/round';
import { RunningSystem } from '../support/running';
import { Submission } from '../support/submission';
import { Way } from '../support/way';

let system: RunningSystem;
beforeAll(async () => {
  system = await RunningSystem.connect();
});
afterAll(() => system.close());
jest.setTimeout(240_000);

/** 财政事项 must have been before a meeting (art 37). */
const MEETING = { meeting: '行署2026年第3次常务会议第二项议题' };

/** 行署上报的请示, touching several departments. */
async function requestOfGovernment(
  concernedBodies: string[],
  facts: object = {},
  grounds: object = {},
): Promise<Way> {
  const request = { kind: 'request', direction: 'upward', remit: 'several-departments', ...facts };
  return new Way(system, await system.submit(request, grounds, undefined, { concernedBodies }));
}

test('art-45 行署的请示涉及几个部门的，单位审核后送其会签，会签办结才核稿；会签单随件到签发人', async () => {
  const paper = await requestOfGovernment(['water'], { matter: 'finance' }, MEETING);
  await paper.through('ReviewByDraftingUnit');
  const round = await paper.round();
  await round.served('finance', 'water');
  expect(await paper.isOpen('ReviewByOffice')).toBe(false);
  await round.answer('finance');
  await round.answer('water', 'disagree', '水源不足。');
  await round.handleComments('adopted');
  await round.act('Negotiate', null, 'settled', '核减面积。');
  await round.becomes('water', 'open', 2);
  await round.answer('water');
  expect((await round.closed()).outcome).toBe('agreed');
  await paper.through('ReviewByOffice', 'ReviewByLeader', 'SignAndIssue', 'FinalCheck');
  await paper.issued();
  expect(await paper.rounds()).toHaveLength(1);
  await expectNoIncidents(system);
});

test('art-45 请示涉及几个部门而没有列明会签单位的，报送不成，指明条文', async () => {
  await expect(requestOfGovernment([])).rejects.toMatchObject({
    status: 422,
    problem: expect.objectContaining({ rule: expect.objectContaining({ article: 'art-45' }) }),
  });
});

test('art-45 会签中退回的由拟稿人修改，重新报送后只再请没有答复的；没有会签完的到不了核稿', async () => {
  const paper = await requestOfGovernment(['water', 'finance']);
  await paper.through('ReviewByDraftingUnit');
  const first = await paper.round();
  await first.served('finance', 'water');
  await first.answer('water');
  await (
    await first.lead()
  ).post(`/api/v1/countersigns/${first.id}/ending`, { outcome: 'returned', reason: '补充测算' });
  await paper.act('ReviseDraft', 'resubmit-wording', '');
  const second = await paper.round(2);
  expect((await second.view()).requests.map(({ bodyId }) => bodyId)).toEqual(['finance']);
  await second.answer('finance');
  await paper.open('ReviewByOffice');
  await expectNoIncidents(system);
});

test('art-45 主办部门可以取消自己列明的单位，不再送会签；决策表列明的不能取消，指明条文', async () => {
  const paper = await requestOfGovernment(['water'], { matter: 'finance' }, MEETING);
  await paper.through('ReviewByDraftingUnit');
  const round = await paper.round();
  await round.served('water', 'finance');
  const lead = await round.lead();
  const drop = async (bodyId: string): Promise<unknown> =>
    lead.post(`/api/v1/countersign-requests/${(await round.request(bodyId)).id}/drop`, { reason: '不涉及' });
  await expect(drop('finance')).rejects.toMatchObject({
    status: 422,
    problem: expect.objectContaining({ rule: expect.objectContaining({ article: 'art-45' }) }),
  });
  await drop('water');
  await round.answer('finance');
  await paper.through('ReviewByOffice');
  expect(await paper.rounds()).toHaveLength(1);
  await expectNoIncidents(system);
});

test('art-45 主办部门自行发起的会签没有办结时，不耽误核稿，但不能签发，写明原因；办结后再签有效', async () => {
  const paper = new Way(system, await system.submit());
  const round = await Round.open(system, { departments: ['water'] }, paper.caseId);
  await round.served('water');
  await paper.through('ReviewByDraftingUnit', 'ReviewByOffice', 'ReviewByLeader', 'SignAndIssue');
  const refused = await system.waitFor(paper.caseId, ({ opinions }) =>
    opinions.some(({ accepted }) => !accepted),
  );
  expect(refused.opinions.at(-1)?.refusal).toContain('正在会签');
  expect(refused.signatures).toEqual([]);
  await round.answer('water');
  await round.closed();
  await paper.through('SignAndIssue', 'FinalCheck');
  await paper.issued();
  await expectNoIncidents(system);
});

test('art-45 联合报送：各单位主要负责人先签，逾期不视为同意；主办单位最后签，编主办单位的字号', async () => {
  const paper = await Submission.handIn(system, { joint: ['财政局', '水利局'], concerned: ['health'] });
  const heard = await paper.round();
  expect((await heard.view()).requests.map(({ bodyId }) => bodyId)).toEqual(['health']);
  await heard.answer('health');
  const round = await paper.round(2);
  const asked = await round.view();
  expect(asked.purpose).toBe('joint-issue');
  await round.served('finance', 'water');
  await round.answer('water');
  const step = await round.toLeader('finance');
  const { rows } = await system.pool.query<{ isPrincipal: boolean }>(
    `select bool_and(posts.is_principal) as "isPrincipal" from step_holders as holder
       join posts on posts.id = holder.post_id where holder.element_instance_key = $1`,
    [step.elementInstanceKey],
  );
  expect(rows).toEqual([{ isPrincipal: true }]);
  await round.pass('finance');
  await round.waitFor('逾期未签有登记', ({ requests }) =>
    requests.some(({ bodyId, overdueAt }) => bodyId === 'finance' && overdueAt !== null),
  );
  expect((await round.request('finance')).state).toBe('open');
  expect(await paper.isOpen('SignByHead')).toBe(false);
  await round.complete(step, 'concur', '同意。');
  await paper.through('SignByHead', 'RegisterSubmission');
  const view = await paper.issued();
  expect(view.documentNumber).toMatch(/^喀农发/);
  expect(view.signatures.map(({ personName }) => personName)).toEqual(['阿迪力·喀斯木']);
  await expectNoIncidents(system);
});

test('art-45 联合报送的单位不签的，主办单位签了不作数，写明谁没有签；改为会签后可以报送', async () => {
  const paper = await Submission.handIn(system, { joint: ['水利局'] });
  const round = await paper.round();
  await round.answer('water', 'disagree', '我局不宜联合报送。');
  await round.handleComments('not-adopted');
  await round.act('Negotiate', null, 'still-split', '双方意见不一。');
  await Promise.all(
    (await round.waitFor('再会签', ({ requests }) => requests.some(({ stage }) => stage === 2))).requests
      .filter(({ stage }) => stage === 2)
      .map(({ bodyId }) => round.answer(bodyId, 'disagree', '意见不变。')),
  );
  await round.act('AssistCoordination', null, 'assisted', '已理清。');
  await round.act('Coordinate', null, 'recommend', '倾向由主办部门单独报送。');
  expect((await round.closed()).outcome).toBe('dissent-decided');
  await paper.act('SignByHead');
  const refused = await system.waitFor(paper.caseId, ({ opinions }) =>
    opinions.some(({ accepted, refusal }) => !accepted && refusal?.includes('联合行文')),
  );
  expect(refused.signatures).toEqual([]);
  expect(refused.opinions.at(-1)?.refusal).toMatch(/依第四十五条.*水利局没有签/);
  await paper.act('SignByHead', 'return', '不再联合报送。');
  await paper.open('ReviseDraft');
  await expectNoIncidents(system);
});

test('art-45 谁也不能随手发起联合签发：请谁签由文稿得出', async () => {
  const caseId = await system.submit();
  const clerk = await system.as(system.drafterLogin);
  await expect(
    clerk.post(`/api/v1/cases/${caseId}/countersigns`, {
      purpose: 'joint-issue',
      departments: [{ bodyId: 'finance', group: 1 }],
    }),
  ).rejects.toMatchObject({ status: 409 });
});
