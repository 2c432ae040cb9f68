import { setTopicState } from '../../db/meetings/topics';
import { enqueue } from '../../db/outbox';
import { messages } from '../../domain/generated/ids';
import { expectNoIncidents } from '../support/incidents';
import { Round } from '../support/round';
import { RunningSystem } from '../support/running';
import { Topic } from '../support/topic';
import { until } from '../support/until';

let system: RunningSystem;
beforeAll(async () => {
  system = await RunningSystem.connect();
});
afterAll(() => system.close());
jest.setTimeout(240_000);

/** As the end of a meeting leaves it: the state in the record, the message in the outbox. */
async function meetingDecided(caseId: string): Promise<void> {
  await setTopicState(system.pool, caseId, 'decided');
  await enqueue(system.pool, {
    kind: 'publish-message',
    caseId,
    payload: { name: messages.topicDecided, correlationKey: caseId, variables: {} },
    effectKey: `topic-decided:${caseId}`,
  });
}

const secretary = 'qixiaoman';
const refusedBy = (article: string) => ({
  status: 422,
  problem: expect.objectContaining({ rule: expect.objectContaining({ article }) }),
});

test('art-38 部门核报、分管领导或对口副秘书长协调、办公室审核、专员确定：议题同意上会', async () => {
  const topic = await Topic.propose(system);
  const confirm = await topic.open('ConfirmTopic');
  expect(confirm.holders.map(({ postLabel }) => postLabel)).toEqual(['农业农村局局长']);
  await topic.act('ConfirmTopic');
  const coordinate = await topic.open('CoordinateTopic');
  expect(coordinate.rule.article).toBe('art-38');
  expect(coordinate.holders.map(({ postLabel }) => postLabel).sort()).toEqual(['副专员', '副秘书长']);
  await topic.act('CoordinateTopic', 'coordinated', '各方意见一致，可以上会。');
  await topic.stands('coordinated');
  const check = await topic.open('CheckTopic');
  expect(new Set(check.holders.map(({ postLabel }) => postLabel))).toEqual(new Set(['行署办公室科员']));
  expect((await system.questions(check)).statements.map(({ value }) => value).sort()).toEqual([
    'material-draft',
    'topic-opinions',
  ]);
  await topic.check();
  await topic.stands('checked');
  const decide = await topic.open('DecideTopic');
  expect(decide.holders.map(({ postLabel }) => postLabel)).toEqual(['专员']);
  await topic.decide('in');
  expect(await topic.steps()).toEqual(['ConfirmTopic', 'CoordinateTopic', 'CheckTopic', 'DecideTopic']);
  const sheet = await (await topic.drafter()).bytes(`/api/v1/topics/${topic.caseId}/approval-sheet.pdf`);
  expect(sheet.subarray(0, 5).toString()).toBe('%PDF-');
  await expectNoIncidents(system);
});

test('art-38 办公室审核不合格的退回并说明理由；改后重新报送，从部门核报走起', async () => {
  const topic = await Topic.propose(system);
  await topic.coordinate();
  await topic.check('return', '送审稿没有写明牵头单位。');
  await topic.open('ReviseTopic');
  const returned = await topic.stands('returned');
  await topic.upload('draft', { title: '工作方案（修改稿）', text: '一、牵头单位\n农业农村局。' });
  await topic.act('ReviseTopic', 'resubmit-topic', '已补写。');
  await topic.open('ConfirmTopic');
  const again = await topic.stands('proposed');
  expect(again.version?.number).toBe(2);
  expect(again.version?.sha256).not.toBe(returned.version?.sha256);
  await expectNoIncidents(system);
});

test('art-38 专员缓议的，由办公室再次列入后再报专员；会议决定后办结', async () => {
  const topic = await Topic.propose(system);
  await topic.coordinate();
  await topic.check();
  await topic.decide('later', '待财政核算后再议。');
  const drafter = await topic.drafter();
  const path = `/api/v1/topics/${topic.caseId}/listing`;
  await expect(drafter.post(path, { reason: '已核算' })).rejects.toMatchObject({ status: 403 });
  await (await system.as(secretary)).post(path, { reason: '财政已核算' });
  await topic.decide('in');
  expect(await topic.summaries()).toContainEqual(expect.stringContaining('再次列入'));
  await meetingDecided(topic.caseId);
  expect((await topic.ended()).closedAs).toBe('done');
  await expectNoIncidents(system);
});

test('art-37 改上其他会议的须另选会议，规则不许的会议不能选', async () => {
  const topic = await Topic.propose(system, { category: 'report-upward' });
  await topic.coordinate();
  await topic.check();
  await topic.decide('other-meeting', '请改上全体会议。');
  const office = await system.as(secretary);
  const path = `/api/v1/topics/${topic.caseId}/listing`;
  await expect(office.post(path, { reason: '改上' })).rejects.toMatchObject({ status: 422 });
  await expect(office.post(path, { reason: '改上', meetingKind: 'plenary' })).rejects.toMatchObject(
    refusedBy('art-37'),
  );
});

test('art-38 不上会的办结，全部材料留存', async () => {
  const topic = await Topic.propose(system);
  await topic.coordinate();
  await topic.check();
  await topic.decide('out', '由部门按职责办理。');
  expect((await topic.ended()).closedAs).toBe('declined');
  await until('流程结束', async () =>
    (await system.completedElements(topic.caseId)).includes('meeting-topic') ? true : undefined,
  );
  await expectNoIncidents(system);
});

test('art-20 重大决策缺少程序依据的不能报送，逐项指明；补齐的可以', async () => {
  const topic = await Topic.draft(system, {
    flags: { isMajor: true },
    evidences: [{ evidence: 'experts', words: '2026年9月12日论证会，专家一致同意' }],
    materials: ['draft', 'explanation', 'adoption'],
  });
  await expect(topic.submit()).rejects.toMatchObject({
    ...refusedBy('art-20'),
    problem: expect.objectContaining({
      detail: expect.stringMatching(/公众参与.*风险评估.*合法性审查.*集体讨论/s),
    }),
  });
  const whole = await Topic.propose(system, {
    flags: { isMajor: true },
    evidences: ['participation', 'experts', 'risk', 'legality', 'discussion'].map((evidence) => ({
      evidence,
      words: '已办理，见材料',
    })),
    materials: ['draft', 'explanation', 'adoption'],
  });
  await whole.open('ConfirmTopic');
});

test('art-18 规范性文件未经合法性审查的不能报送；涉及市场主体的须公平竞争审查', async () => {
  const materials = ['draft', 'explanation', 'adoption'];
  const normative = await Topic.draft(system, {
    category: 'normative-document',
    flags: { isNormative: true },
    materials,
  });
  await expect(normative.submit()).rejects.toMatchObject(refusedBy('art-18'));
  const business = await Topic.draft(system, { flags: { touchesBusiness: true } });
  await expect(business.submit()).rejects.toMatchObject({
    status: 422,
    problem: expect.objectContaining({ detail: expect.stringContaining('公平竞争审查') }),
  });
});

test('art-38 列明的部门先会签，有了结果才到部门主要负责人', async () => {
  const topic = await Topic.propose(system, { concerned: ['finance'] });
  const round = await topic.round();
  await round.served('finance');
  expect(await topic.isOpen('ConfirmTopic')).toBe(false);
  await round.answer('finance');
  await topic.open('ConfirmTopic');
  await expectNoIncidents(system);
});

test('art-38 报送后另起的征求意见没有办结，部门不能核报', async () => {
  const topic = await Topic.propose(system);
  const step = await topic.open('ConfirmTopic');
  const { id } = await (
    await topic.drafter()
  ).post<{ id: string }>(`/api/v1/cases/${topic.caseId}/countersigns`, {
    purpose: 'consult',
    departments: [{ bodyId: 'water' }],
  });
  const round = Round.of(system, id, topic.caseId);
  const { currentVersion } = await topic.view();
  const head = await system.as('adili');
  const completion = { decision: 'agree', opinion: '', versionSha256: currentVersion.sha256 };
  await expect(head.post(`/api/v1/tasks/${step.userTaskKey}/completion`, completion)).rejects.toMatchObject(
    refusedBy('art-38'),
  );
  await round.served('water');
  await round.answer('water');
  await round.closed();
  await topic.act('ConfirmTopic');
  await topic.open('CoordinateTopic');
  await expectNoIncidents(system);
});

test('art-38 别人不能替部门负责人核报；撤回的议题办结', async () => {
  const topic = await Topic.propose(system);
  const step = await topic.open('ConfirmTopic');
  const { currentVersion } = await topic.view();
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
  await system.waitFor(topic.caseId, ({ steps }) =>
    steps.some((one) => one.elementInstanceKey === step.elementInstanceKey && one.state === 'refused'),
  );
  await topic.act('ConfirmTopic', 'return', '本部门再研究。');
  await topic.act('ReviseTopic', 'withdraw-topic', '不再提请。');
  expect((await topic.ended()).closedAs).toBe('cancelled');
  await expectNoIncidents(system);
});

test('art-38 专员确定以后换材料须写理由，形成新的一稿；排入议程之前部门可以撤回', async () => {
  const topic = await Topic.listed(system);
  await expect(topic.upload('other', { title: '补充材料' })).rejects.toMatchObject({ status: 422 });
  await topic.upload('other', { title: '补充材料', reason: '数据有更新' });
  expect((await topic.topic()).version?.number).toBe(2);
  await (await topic.drafter()).post(`/api/v1/topics/${topic.caseId}/withdrawal`, { reason: '情况有变' });
  expect((await topic.ended()).closedAs).toBe('cancelled');
  await expectNoIncidents(system);
});
