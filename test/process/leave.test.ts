import { Attendance } from '../support/attendance';
import { expectNoIncidents } from '../support/incidents';
import { Meeting } from '../support/meeting';
import { RunningSystem } from '../support/running';
import { Topic } from '../support/topic';
import { until } from '../support/until';

let system: RunningSystem;
beforeAll(async () => {
  system = await RunningSystem.connect();
});
afterAll(() => system.close());
jest.setTimeout(240_000);

const refusedBy = (article: string) => ({
  status: 422,
  problem: expect.objectContaining({ rule: expect.objectContaining({ article }) }),
});

/** A meeting whose agenda was approved and whose notices were sent. */
async function called(kind = 'standing'): Promise<Attendance> {
  const topic = await Topic.listed(system, { meetingKind: kind });
  const meeting = await Meeting.plan(system, { kind });
  await meeting.arrange([topic]);
  await meeting.approve();
  return new Attendance(system, meeting);
}

const stateOf = async (attendance: Attendance, personId: string) =>
  (await attendance.list()).rows.find(({ participant }) => participant.personId === personId)?.state;

test('art-39 行署领导请假由专员逐件决定；准假的在签到表上记为请假，不必再给回执；常务会议不派人代', async () => {
  const attendance = await called();
  await expect(attendance.ask('linjingshu', { substitutePersonId: 'zhenghuaishuo' })).rejects.toMatchObject(
    refusedBy('art-39'),
  );
  const asked = await attendance.ask('linjingshu');
  expect(asked).toMatchObject({ state: 'asked', decidedBy: 'each', listCaseId: null });
  await expect(attendance.ask('linjingshu')).rejects.toMatchObject({ status: 409 });
  const step = await system.openStep(asked.caseId, 'userTask_DecideLeave');
  expect(step.holders.map(({ postLabel }) => postLabel)).toEqual(['专员']);
  expect(step.rule.article).toBe('art-39');
  await system.act(asked.caseId, 'userTask_DecideLeave', 'grant-leave', '同意。');
  await attendance.becomes(asked.caseId, 'granted');
  expect(await stateOf(attendance, 'linjingshu')).toBe('excused');
  expect((await attendance.list()).summary.excused).toEqual(['林静姝']);
  expect((await system.view(asked.caseId)).closedAs).toBe('done');
  const notice = (await attendance.notices()).find(({ personId }) => personId === 'linjingshu');
  expect(notice?.receipt?.answer).toBe('asks-leave');
  await expectNoIncidents(system);
});

test('art-39 专员不准假须写明理由；不准的照常应到，可以再请', async () => {
  const attendance = await called();
  const asked = await attendance.ask('zhenghuaishuo');
  await expect(system.act(asked.caseId, 'userTask_DecideLeave', 'refuse-leave', '')).rejects.toMatchObject({
    status: 422,
  });
  await system.act(asked.caseId, 'userTask_DecideLeave', 'refuse-leave', '本次会议须到会汇报。');
  const refused = await attendance.becomes(asked.caseId, 'refused');
  expect(refused.decisionWords).toBe('本次会议须到会汇报。');
  expect(await stateOf(attendance, 'zhenghuaishuo')).toBe('awaited');
  expect((await attendance.ask('zhenghuaishuo')).state).toBe('asked');
  await expectNoIncidents(system);
});

test('art-5 专员本人不作请假：告知外出报备和委托的办法', async () => {
  const attendance = await called();
  await expect(attendance.ask('ailiyaer')).rejects.toMatchObject(refusedBy('art-5'));
});

test('art-39 其他人员由办公室汇总成一份名单报专员；除所选人员外准假；报出以后再请的列入下一份', async () => {
  const attendance = await called('plenary');
  const head = await attendance.ask('adili', { substitutePersonId: 'luqinghe' });
  const other = await attendance.askByTelephone('palidan');
  const third = await attendance.askByTelephone('gulanting');
  expect(head.decidedBy).toBe('list');
  expect(head.listCaseId).not.toBeNull();
  expect([other.listCaseId, third.listCaseId]).toEqual([head.listCaseId, head.listCaseId]);
  await expect(attendance.ask('taozhiyuan', { substitutePersonId: 'luqinghe' })).rejects.toMatchObject({
    status: 422,
  });
  const listId = head.listCaseId ?? '';
  system.drafters.set(listId, Meeting.secretaryOf(system));
  await system.act(listId, 'userTask_CollectLeave', 'hand-in-list', '');
  const step = await system.openStep(listId, 'userTask_DecideLeaveList');
  expect(step.holders.map(({ postLabel }) => postLabel)).toEqual(['专员']);
  const late = await attendance.askByTelephone('taozhiyuan');
  expect(late.listCaseId).not.toBe(listId);

  const { listed } = await system.questions(step);
  expect(listed.map(({ label }) => label)).toEqual([
    '农业农村局局长阿迪力·喀斯木',
    '财政局局长帕丽旦·玉山',
    '教育局局长顾兰亭',
  ]);
  const decide = (excepted: string[]) =>
    system.act(listId, 'userTask_DecideLeaveList', 'grant-leave-except', '财政局须到会。', { excepted });
  await expect(decide([])).rejects.toMatchObject({ status: 422 });
  await expect(decide(listed.map(({ value }) => value))).rejects.toMatchObject({ status: 422 });
  await decide([other.caseId]);
  await attendance.becomes(head.caseId, 'granted');
  await attendance.becomes(third.caseId, 'granted');
  await attendance.becomes(other.caseId, 'refused');
  expect((await system.view(listId)).closedAs).toBe('done');
  for (const [id, closedAs] of [
    [head.caseId, 'done'],
    [other.caseId, 'declined'],
  ] as const) {
    await until('请假流程结束', async () =>
      (await system.completedElements(id)).includes('endEvent_LeaveSettled') ? true : undefined,
    );
    const { rows } = await system.pool.query('select closed_as from cases where id = $1', [id]);
    expect(rows[0]).toEqual({ closed_as: closedAs });
  }
  const told = (await attendance.notices()).find(({ personId }) => personId === 'luqinghe');
  expect(told).toMatchObject({ kind: 'convened', words: expect.stringContaining('请您代农业农村局局长') });
  await attendance.mark('adili', 'present');
  expect((await attendance.list()).summary).toMatchObject({
    present: ['鲁青禾（代阿迪力·喀斯木）'],
    excused: ['顾兰亭', '阿迪力·喀斯木'],
  });
  await expectNoIncidents(system);
});

test('art-39 开会以前可以销假：名单上的人都销了，名单作废；代会人得知不必来', async () => {
  const attendance = await called('plenary');
  const head = await attendance.ask('adili', { substitutePersonId: 'luqinghe' });
  const listId = head.listCaseId ?? '';
  system.drafters.set(listId, Meeting.secretaryOf(system));
  await system.openStep(listId, 'userTask_CollectLeave');
  expect((await attendance.giveBack('adili', head.caseId)).state).toBe('cancelled');
  await system.waitFor(listId, ({ closedAs }) => closedAs === 'cancelled');
  await system.waitFor(head.caseId, ({ closedAs }) => closedAs === 'cancelled');
  await until('名单流程结束', async () =>
    (await system.completedElements(listId)).includes('endEvent_LeaveListEmptied') ? true : undefined,
  );
  expect(await system.completedElements(head.caseId)).toContain('endEvent_LeaveCancelled');
  const again = await attendance.ask('adili');
  expect(again.listCaseId).not.toBe(listId);
  await expectNoIncidents(system);
});

test('art-39 领导在专员决定以前销假，专员的待办收回', async () => {
  const attendance = await called();
  const asked = await attendance.ask('linjingshu');
  await system.openStep(asked.caseId, 'userTask_DecideLeave');
  await attendance.giveBack('linjingshu', asked.caseId);
  const view = await system.waitFor(asked.caseId, ({ closedAs }) => closedAs === 'cancelled');
  expect(view.steps.filter(({ state }) => state === 'open')).toEqual([]);
  await expectNoIncidents(system);
});

test('art-39 电话请假到开会为止：开会以后不再受理，也不能销假；签到在散会以前可以更正', async () => {
  const attendance = await called();
  const asked = await attendance.askByTelephone('linjingshu');
  await attendance.meeting.convene();
  await expect(attendance.askByTelephone('zhenghuaishuo')).rejects.toMatchObject({
    status: 409,
    problem: expect.objectContaining({ detail: expect.stringContaining('不再受理') }),
  });
  await expect(attendance.giveBack(Meeting.secretaryOf(system), asked.caseId)).rejects.toMatchObject({
    status: 409,
  });
  const { rows } = await attendance.list();
  const participant = rows.find((row) => row.participant.personId === 'zhenghuaishuo')?.participant;
  await expect(
    system.pool.query(
      `insert into leave_requests (case_id, meeting_id, participant_id, person_id, post_id, reason, channel, entered_by,
         entered_as, decided_by, rule)
       select $1, $2, $3, person_id, post_id, '事由', 'system', person_id, '某某', 'each', '{}'
         from meeting_participants where id = $3`,
      [attendance.meeting.caseId, attendance.meeting.caseId, participant?.id],
    ),
  ).rejects.toThrow('不再受理');
  await attendance.mark('zhenghuaishuo', 'absent');
  expect(await stateOf(attendance, 'zhenghuaishuo')).toBe('absent');
  await attendance.mark('zhenghuaishuo', 'late', '途中堵车');
  expect(await stateOf(attendance, 'zhenghuaishuo')).toBe('late');
  expect(await system.ledgerSummaries(attendance.meeting.caseId)).toEqual(
    expect.arrayContaining(['签到：常务副专员郑怀朔缺席', '签到：常务副专员郑怀朔迟到（途中堵车）']),
  );
  // What was asked in time is still decided.
  await system.drafters.set(asked.caseId, Meeting.secretaryOf(system));
  await system.act(asked.caseId, 'userTask_DecideLeave', 'grant-leave', '');
  await attendance.becomes(asked.caseId, 'granted');
  await expectNoIncidents(system);
});

test('art-38 议程有变动：只告知与其有关的人；新请的人得到通知，回执重新给', async () => {
  const attendance = await called();
  const { meeting } = attendance;
  const first = await attendance.notices();
  expect(new Set(first.map(({ kind }) => kind))).toEqual(new Set(['convened']));
  const secretary = await meeting.secretary();
  await (
    await system.as('linjingshu')
  ).post(`/api/v1/meetings/${meeting.caseId}/receipts`, { answer: 'attends' });
  await secretary.post(`/api/v1/meetings/${meeting.caseId}/receipts`, {
    participantId: first.find(({ personId }) => personId === 'zhenghuaishuo')?.participantId,
    answer: 'attends',
    channel: 'telephone',
    answeredBy: '常务副专员秘书',
  });
  const answered = await attendance.notices();
  expect(
    answered
      .filter(({ receipt }) => receipt?.answer === 'attends')
      .map(({ personId }) => personId)
      .sort(),
  ).toEqual(['linjingshu', 'zhenghuaishuo']);
  const topic = await Topic.listed(system);
  await meeting.reopen();
  const { items } = (await meeting.meeting()).agenda ?? { items: [] };
  const kept = items.map(({ topicCaseId }) => new Topic(system, topicCaseId));
  await meeting.arrange([...kept, topic]);
  await meeting.approve();
  await until('变更告知', async () =>
    (await attendance.notices()).some(({ kind }) => kind === 'changed') ? true : undefined,
  );
  const member = (await attendance.notices()).filter(({ personId }) => personId === 'linjingshu');
  expect(member.map(({ kind }) => kind)).toEqual(['changed', 'convened']);
  expect(member[0]?.receipt).toBeNull();
  expect(member[0]?.words).toContain('会议安排有变动');
  await meeting.cancel();
  await until('取消告知', async () =>
    (await attendance.notices()).some(({ kind }) => kind === 'cancelled') ? true : undefined,
  );
  await expectNoIncidents(system);
});
