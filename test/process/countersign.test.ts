import { expectNoIncidents } from '../support/incidents';
import { moveClockTo, officeTime } from '../support/officeClock';
import { Round } from '../support/round';
import type { OpenStep } from '../support/round';
import { RunningSystem } from '../support/running';
import { until } from '../support/until';

let system: RunningSystem;
beforeAll(async () => {
  system = await RunningSystem.connect();
});
afterAll(() => system.close());
jest.setTimeout(240_000);

const DAY = 24 * 60 * 60 * 1_000;
const soon = async (milliseconds: number): Promise<void> =>
  moveClockTo(system, new Date((await officeTime(system)).getTime() + milliseconds));

test('art-45 单位内部逐级办理：收发岗签收、科室拟意见、负责人呈主要负责人，由其答复；全部同意的办结', async () => {
  const round = await Round.open(system, { departments: ['finance', 'health'] });
  await round.served('finance', 'health');
  const receipt = await round.openStep('ReceiveRequest', 'finance');
  expect(receipt.logins).toEqual(['maliya']);
  await round.act('ReceiveRequest', 'finance', 'receive', '');
  await round.act('PrepareAnswer', 'finance', 'submit-opinion', '拟同意。');
  await round.act('AnswerRequest', 'finance', 'return-to-section', '请补充测算。');
  await round.act('PrepareAnswer', 'finance', 'submit-opinion', '已补充，拟同意。');
  await round.act('AnswerRequest', 'finance', 'pass-to-head', '');
  await round.act('AnswerByHead', 'finance', 'concur', '同意。', { replyNumber: '喀财函〔2026〕5号' });
  await round.answer('health');
  const view = await round.closed();
  expect(view.outcome).toBe('agreed');
  const [finance] = view.requests;
  expect(finance).toMatchObject({ state: 'answered', receipt: 'received', deemed: null });
  expect(finance?.answers).toEqual([
    expect.objectContaining({ kind: 'in-time', answer: 'agree', replyNumber: '喀财函〔2026〕5号' }),
  ]);
  expect(finance?.answers[0]?.actor).toContain('财政局局长');
  await expectNoIncidents(system);
});

test('art-45 全部没有答复：都视为无不同意见，不是同意；时刻是期限本身；凭据齐全', async () => {
  const round = await Round.open(system, { departments: ['finance', 'transport'] });
  await round.served('finance', 'transport');
  const due = await round.pass('finance');
  const view = await round.closed();
  expect(view.outcome).toBe('agreed');
  for (const request of view.requests) {
    expect(request).toMatchObject({ state: 'deemed', answers: [], limitDays: 7 });
    expect(new Date(request.deemed?.expiredAt ?? 0)).toEqual(due);
    expect(request.calendarVersion).toContain('kashi');
  }
  await expectNoIncidents(system);
});

test('art-45 一家没有答复、一家不同意：不同意的照列，进入协商', async () => {
  const round = await Round.open(system, { departments: ['finance', 'water'] });
  await round.answer('water', 'disagree', '水源不足，建议缩小范围。');
  await round.served('finance');
  await round.pass('finance');
  await round.becomes('finance', 'deemed');
  const view = await round.view();
  await (
    await round.lead()
  ).post(`/api/v1/countersign-comments/${view.comments[0]?.id}/adoption`, {
    adoption: 'not-adopted',
    reasons: '已有水源论证。',
  });
  await round.act('HandleComments', null, 'comments-handled', '');
  const step = await round.openStep('Negotiate');
  expect(step.logins).toEqual(['adili']);
});

/** The department asks for a week more, and the lead department agrees. */
async function extendByAWeek(round: Round, step: OpenStep, due: Date): Promise<void> {
  const { id } = await round.request('finance');
  const until7 = new Date(due.getTime() + 7 * DAY).toISOString().slice(0, 10);
  const department = await system.as(step.logins[0] ?? '');
  await department.post(`/api/v1/countersign-requests/${id}/extensions`, {
    wantedUntil: until7,
    reason: '需报上级部门核实',
  });
  await (
    await round.lead()
  ).post(`/api/v1/countersign-requests/${id}/extension-decision`, {
    agreed: true,
    until: until7,
    manner: '书面答复',
  });
  await round.redated(step);
}

test('art-45 最后一刻同意延期：期限随之移动，承办人手里的件不动，原期限过后仍可答复', async () => {
  const round = await Round.open(system, { departments: ['finance'] });
  const step = await round.toLeader('finance');
  const due = new Date((await round.request('finance')).deadlineAt ?? NaN);
  await moveClockTo(system, new Date(due.getTime() - 20_000));
  await extendByAWeek(round, step, due);
  await moveClockTo(system, new Date(due.getTime() + 5_000));
  const open = await round.request('finance');
  expect(open.state).toBe('open');
  expect(new Date(open.deadlineAt ?? 0).getTime()).toBeGreaterThan(due.getTime());
  const same = await round.openStep('AnswerRequest', 'finance');
  expect(same.elementInstanceKey).toBe(step.elementInstanceKey);
  await round.complete(same, 'concur', '同意。');
  expect((await round.closed()).requests[0]).toMatchObject({ state: 'answered' });
  await expectNoIncidents(system);
});

test('art-45 提醒之后同意延期的，到新期限前再提醒一次；期满是认定，不是超时', async () => {
  const round = await Round.open(system, { departments: ['finance'] });
  const step = await round.toLeader('finance');
  const due = new Date((await round.request('finance')).deadlineAt ?? NaN);
  const notices = async (count: number): Promise<{ kind: string; dueAt: Date }[]> =>
    until(`第 ${count} 次提醒`, async () => {
      const { rows } = await system.pool.query<{ kind: string; dueAt: Date }>(
        'select kind, due_at as "dueAt" from notices where element_instance_key = $1 order by at',
        [step.elementInstanceKey],
      );
      return rows.length >= count ? rows : undefined;
    });
  await moveClockTo(system, new Date(due.getTime() - 60_000));
  expect(await notices(1)).toEqual([{ kind: 'reminder', dueAt: due }]);
  await extendByAWeek(round, step, due);
  const later = new Date((await round.request('finance')).deadlineAt ?? NaN);
  await moveClockTo(system, new Date(later.getTime() - 60_000));
  const reminders = [due, later].map((dueAt) => ({ kind: 'reminder', dueAt }));
  expect(await notices(2)).toEqual(reminders);
  await (await round.lead()).post(`/api/v1/countersigns/${round.id}/urgings`, {});
  await round.pass('finance');
  await round.becomes('finance', 'deemed');
  await round.closed();
  expect(await notices(2)).toEqual(reminders);
  const { rows: evidence } = await system.pool.query(
    'select urgings, extensions from countersign_deemed join countersign_requests on id = request_id where round_id = $1',
    [round.id],
  );
  expect(evidence).toEqual([{ urgings: 1, extensions: 1 }]);
  await expectNoIncidents(system);
});

test('art-45 期满之后才提出的延期，照记而不予受理', async () => {
  const round = await Round.open(system, { departments: ['finance', 'shufu'] });
  const step = await round.toLeader('finance');
  const { id } = await round.request('finance');
  const due = await round.pass('finance');
  await round.becomes('finance', 'deemed');
  const department = await system.as(step.logins[0] ?? '');
  const wantedUntil = new Date(due.getTime() + 7 * 86_400_000).toISOString().slice(0, 10);
  await expect(
    department.post(`/api/v1/countersign-requests/${id}/extensions`, { wantedUntil, reason: '来不及' }),
  ).rejects.toMatchObject({ status: 422 });
  expect((await round.request('finance')).extensions).toEqual([expect.objectContaining({ state: 'late' })]);
});

test('art-45 逾期之后的答复照存，不改变认定，并告知主办部门；期满后在待办中答复的被拒绝', async () => {
  const round = await Round.open(system, { departments: ['finance', 'shufu'] });
  const step = await round.toLeader('finance');
  const { id } = await round.request('finance');
  await round.pass('finance', 500);
  await expect(round.complete(step, 'disagree', '不同意。')).rejects.toMatchObject({
    status: expect.any(Number),
  });
  await soon(5_000);
  await round.becomes('finance', 'deemed');
  const head = await system.as(step.logins[0] ?? '');
  await head.post(`/api/v1/countersign-requests/${id}/late-answers`, {
    answer: 'disagree',
    opinion: '资金没有落实。',
  });
  const request = await round.request('finance');
  expect(request.state).toBe('deemed');
  expect(request.answers).toEqual([expect.objectContaining({ kind: 'late', answer: 'disagree' })]);
  const told = await (
    await round.lead()
  ).get<{ items: { kind: string; requestId: string }[] }>('/api/v1/countersign-notices');
  expect(told.items).toContainEqual(expect.objectContaining({ kind: 'late-answer', requestId: id }));
});

test('art-45 急件电话答复后没有按期补签的，按电话答复登记，不算沉默；同一时刻期满的另一家照常认定', async () => {
  const round = await Round.open(system, { departments: ['finance', 'water'] });
  const [finance] = await round.served('finance', 'water');
  await (
    await round.lead()
  ).post(`/api/v1/countersign-requests/${finance?.id ?? ''}/phone-answer`, {
    answer: 'agree',
    opinion: '同意，正式意见随后补签。',
    spokenWith: '财政局局长',
    answeredAt: (await officeTime(system)).toISOString(),
  });
  await round.pass('finance');
  await round.becomes('water', 'deemed');
  const unsigned = await round.becomes('finance', 'by-phone');
  expect(unsigned.phone).toMatchObject({ answer: 'agree', spokenWith: '财政局局长' });
  expect(unsigned.deemed).toBeNull();
  await round.closed();
  const summaries = await system.ledgerSummaries(round.caseId);
  expect(summaries).toContainEqual(expect.stringContaining('电话答复后没有按期补签，按电话答复登记'));
  expect(summaries.filter((summary) => summary.endsWith('没有答复，视为无不同意见'))).toHaveLength(1);
  await expectNoIncidents(system);
});

test('art-22 县市期满没有答复：报告逾期，不视为无不同意见，请求仍然开着，答复后才办结', async () => {
  const round = await Round.open(system, { purpose: 'consult', departments: ['shufu'] });
  const step = await round.toLeader('shufu');
  await round.pass('shufu');
  const late = await round.waitFor('逾期', ({ requests }) => requests[0]?.overdueAt !== null);
  expect(late.requests[0]).toMatchObject({ state: 'open', deemed: null, mayBeDeemed: false });
  expect(late.state).toBe('open');
  await round.complete(step, 'concur', '无意见。');
  expect((await round.closed()).requests[0]).toMatchObject({ state: 'answered' });
  await expectNoIncidents(system);
});

test('art-45 一半答复之后同时增加两家：各从送达起另算期限，都有结果才办结', async () => {
  const round = await Round.open(system, { departments: ['finance', 'water'] });
  await round.answer('finance');
  await soon(4 * 86_400_000);
  const lead = await round.lead();
  await Promise.all(
    ['health', 'education'].map((bodyId) =>
      lead.post(`/api/v1/countersigns/${round.id}/departments`, { bodyId, reason: '涉及其职责' }),
    ),
  );
  await round.answer('water');
  const [health, education] = await round.served('health', 'education');
  const { deadlineAt } = await round.request('water');
  expect(new Date(health?.deadlineAt ?? 0).getTime()).toBeGreaterThan(new Date(deadlineAt ?? 0).getTime());
  expect(education?.state).toBe('open');
  await round.answer('health');
  expect((await round.view()).state).toBe('open');
  await round.answer('education');
  expect((await round.closed()).outcome).toBe('agreed');
  await expectNoIncidents(system);
});

test('art-45 负责人正在填写时取消会签：提交得到明白的答复，本轮照常办结', async () => {
  const round = await Round.open(system, { departments: ['finance', 'water'] });
  const step = await round.toLeader('finance');
  const { id } = await round.request('finance');
  await (await round.lead()).post(`/api/v1/countersign-requests/${id}/drop`, { reason: '不涉及资金' });
  await expect(round.complete(step, 'disagree', '不同意。')).rejects.toMatchObject({ status: 409 });
  await round.answer('water');
  const view = await round.closed();
  expect(view.requests.map(({ state }) => state).sort()).toEqual(['answered', 'dropped']);
  await expectNoIncidents(system);
});

test('art-45 各组依次请，前一组没有结果不请后一组；催办只催没有答复的', async () => {
  const round = await Round.open(system, {
    departments: ['finance', 'water', { bodyId: 'justice', group: 2 }],
  });
  await round.answer('finance');
  await round.served('water');
  expect((await round.request('justice')).state).toBe('waiting');
  const lead = await round.lead();
  expect(await lead.post(`/api/v1/countersigns/${round.id}/urgings`, {})).toEqual({ bodyIds: ['water'] });
  await round.answer('water');
  await round.answer('justice');
  expect((await round.closed()).requests.map(({ state }) => state)).toEqual([
    'answered',
    'answered',
    'answered',
  ]);
});

test('art-45 会签中文稿退回：未答复的会签随之结束，改稿后另起一轮，默认只请不同意和提过意见的', async () => {
  const round = await Round.open(system, { departments: ['finance', 'water', 'health'] });
  await round.answer('finance', 'disagree', '资金没有落实。');
  await round.answer('water');
  const step = await round.toLeader('health');
  const lead = await round.lead();
  await lead.post(`/api/v1/countersigns/${round.id}/ending`, { outcome: 'returned', reason: '退回修改' });
  await expect(round.complete(step, 'concur', '')).rejects.toMatchObject({ status: 409 });
  expect(await round.view()).toMatchObject({ state: 'closed', outcome: 'returned' });
  const task = await until('任务取消', async () => {
    const { rows } = await system.pool.query<{ state: string }>(
      'select state from inbox_tasks where user_task_key = $1',
      [step.userTaskKey],
    );
    return rows[0]?.state === 'cancelled' ? rows[0].state : undefined;
  });
  expect(task).toBe('cancelled');

  const again = await Round.open(system, { departments: [], previousRoundId: round.id }, round.caseId);
  expect((await again.view()).requests.map(({ bodyId }) => bodyId)).toEqual(['finance']);
  await again.answer('finance');
  expect((await again.closed()).outcome).toBe('agreed');
  // Earlier dissent stays on the first sheet.
  expect((await round.request('finance')).answers[0]).toMatchObject({ answer: 'disagree' });
  await expectNoIncidents(system);
});

test('art-45 主办部门另定的期限过短的，须写明理由；主办部门自己会签的由主要负责人答复', async () => {
  await expect(Round.open(system, { departments: ['finance'], limitDays: 1 })).rejects.toMatchObject({
    status: 422,
  });
  const round = await Round.open(system, {
    departments: ['agriculture'],
    limitDays: 1,
    limitReason: '汛情紧急',
  });
  const step = await round.toLeader('agriculture');
  expect(step.logins).toEqual(['adili']);
  await round.complete(step, 'concur', '同意。');
  expect((await round.closed()).requests[0]).toMatchObject({ limitDays: 1, limitReason: '汛情紧急' });
});
