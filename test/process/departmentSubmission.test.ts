import { expectNoIncidents } from '../support/incidents';
import { Round } from '../support/round';
import { RunningSystem } from '../support/running';
import { Submission } from '../support/submission';
import { until } from '../support/until';
import { Way } from '../support/way';

let system: RunningSystem;
beforeAll(async () => {
  system = await RunningSystem.connect();
});
afterAll(() => system.close());
jest.setTimeout(240_000);

test('art-45 会签后才签发：有关部门会签办结以后才到主要负责人手里，签发、编号、登记办结', async () => {
  const paper = await Submission.handIn(system, { concerned: ['finance', 'water'] });
  const round = await paper.round();
  await round.served('finance', 'water');
  await round.answer('finance');
  expect(await paper.isOpen('SignByHead')).toBe(false);
  await round.answer('water', 'concur-with-comments', '请写明用水来源。');
  await round.openStep('HandleComments');
  const { comments } = await round.view();
  await (
    await round.lead()
  ).post(`/api/v1/countersign-comments/${comments[0]?.id}/adoption`, { adoption: 'adopted', reasons: '' });
  await round.act('HandleComments', null, 'comments-handled', '');
  await paper.through('SignByHead', 'RegisterSubmission');
  const view = await paper.issued();
  expect(view.documentNumber).toMatch(/^喀农发〔\d{4}〕\d+号$/);
  expect(view.signatures).toEqual([expect.objectContaining({ act: '签发', personName: '阿迪力·喀斯木' })]);
  expect(await paper.steps()).toEqual(expect.arrayContaining(['SignByHead', 'RegisterSubmission']));
  const clerk = await system.as(system.drafterLogin);
  const pdf = await clerk.bytes(`/api/v1/cases/${paper.caseId}/document.pdf`);
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  await until('流程结束', async () =>
    (await system.completedElements(paper.caseId)).includes('department-submission') ? true : undefined,
  );
  await expectNoIncidents(system);
});

test('art-48 须由主要负责人签发，副职签发不作数：接口拒绝；绕过接口在引擎中办结的不予采认，重新送签', async () => {
  const paper = await Submission.handIn(system);
  const step = await paper.open('SignByHead');
  expect(step.rule.article).toBe('art-48');
  expect(step.holders.map(({ postLabel }) => postLabel)).toEqual(['农业农村局局长']);
  const { currentVersion } = await paper.view();
  const deputy = await system.as('luqinghe');
  await expect(
    deputy.post(`/api/v1/tasks/${step.userTaskKey}/completion`, {
      decision: 'agree',
      opinion: '',
      versionSha256: currentVersion.sha256,
    }),
  ).rejects.toMatchObject({ status: 403 });

  const userTaskKey = step.userTaskKey ?? '';
  await system.engine.rest.assignUserTask({ userTaskKey, assignee: 'luqinghe', allowOverride: true });
  await system.engine.rest.completeUserTask({ userTaskKey, variables: { decision: 'agree' } as never });
  const refused = await system.waitFor(paper.caseId, ({ steps }) =>
    steps.some((one) => one.elementInstanceKey === step.elementInstanceKey && one.state === 'refused'),
  );
  expect(refused.signatures).toEqual([]);
  await paper.through('SignByHead', 'RegisterSubmission');
  expect((await paper.issued()).signatures).toEqual([
    expect.objectContaining({ personName: '阿迪力·喀斯木' }),
  ]);
  await expectNoIncidents(system);
});

test('art-45 逾期没有答复的视为无不同意见，照常签发；决策表列明的单位不必由拟稿人再列', async () => {
  const paper = await Submission.handIn(system, { facts: { matter: 'finance' } });
  const round = await paper.round();
  await round.served('finance');
  await round.pass('finance');
  const view = await round.closed();
  expect(view.requests).toEqual([
    expect.objectContaining({ bodyId: 'finance', state: 'deemed', answers: [], limitDays: 7 }),
  ]);
  await paper.through('SignByHead', 'RegisterSubmission');
  await paper.issued();
  await expectNoIncidents(system);
});

test('art-45 会签中退回：本轮和没有答复的请求都结束；已有的不同意见不因退回而消失，重新报送时再请会签', async () => {
  const paper = await Submission.handIn(system, { concerned: ['finance', 'water', 'health'] });
  const first = await paper.round();
  await first.served('finance', 'water', 'health');
  await first.answer('health');
  await first.answer('water', 'disagree', '水源不足。');
  await (
    await first.lead()
  ).post(`/api/v1/countersigns/${first.id}/ending`, { outcome: 'returned', reason: '补充测算后再报' });
  expect((await first.closed()).outcome).toBe('returned');
  expect((await first.request('finance')).state).toBe('ended');
  await paper.act('ReviseDraft', 'resubmit-wording', '');
  const second = await paper.round(2);
  const asked = (await second.view()).requests.map(({ bodyId }) => bodyId);
  expect(asked.sort()).toEqual(['finance', 'water']);
  await second.served('finance', 'water');
  await Promise.all([second.answer('finance'), second.answer('water')]);
  await paper.through('SignByHead');
  await paper.open('RegisterSubmission');
  await expectNoIncidents(system);
});

test('art-44 办公室退回：签发作废，改后再签；文号不变，没有实质改动的不再会签', async () => {
  const paper = await Submission.handIn(system, { concerned: ['finance'] });
  await (await paper.round()).answer('finance');
  await paper.through('SignByHead');
  await paper.act('RegisterSubmission', 'return', '主送机关应写全称。');
  const back = await system.waitFor(paper.caseId, ({ signatures }) =>
    signatures.some(({ voidReason }) => voidReason !== null),
  );
  const number = back.documentNumber;
  await paper.open('ReviseDraft');
  await paper.edit(system.drafterLogin, (body) => body.replace('妥否', '当否'));
  await paper.act('ReviseDraft', 'resubmit-wording', '');
  await paper.through('SignByHead', 'RegisterSubmission');
  const view = await paper.issued();
  expect(view.documentNumber).toBe(number);
  expect(view.signatures.filter(({ voidReason }) => voidReason === null)).toEqual([
    expect.objectContaining({ versionNumber: 2 }),
  ]);
  expect(await paper.rounds()).toHaveLength(1);
  await expectNoIncidents(system);
});

test('art-44 签发之前拟稿人可以撤回；作废的存废稿，不编号', async () => {
  const paper = await Submission.handIn(system);
  await paper.open('SignByHead');
  const clerk = await system.as(system.drafterLogin);
  await clerk.post(`/api/v1/cases/${paper.caseId}/withdrawal`, { reason: '数字有误' });
  await paper.act('ReviseDraft', 'discard', '不再报送。');
  expect((await paper.ended()).documentNumber).toBeNull();
  await expectNoIncidents(system);
});

test('art-45 发文退回拟稿人的，另起的会签随之结束，不必再答复', async () => {
  const round = await Round.open(system, { departments: ['finance'] });
  await round.served('finance');
  await new Way(system, round.caseId).act('ReviewByDraftingUnit', 'return', '请改写。');
  const view = await round.closed();
  expect(view.outcome).toBe('returned');
  expect(view.requests).toEqual([expect.objectContaining({ state: 'ended' })]);
});

test('art-49 部门的请示只用于上报，报送前指明条文', async () => {
  const id = await Submission.draft(system, { facts: { direction: 'peer' } });
  const clerk = await system.as(system.drafterLogin);
  await expect(clerk.post(`/api/v1/drafts/${id}/submission`, {})).rejects.toMatchObject({
    status: 422,
    problem: expect.objectContaining({ rule: expect.objectContaining({ article: 'art-49' }) }),
  });
});
