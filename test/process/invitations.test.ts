import { randomUUID } from 'node:crypto';
import { Invitation } from '../support/invitation';
import { moveClockTo, officeTime } from '../support/officeClock';
import { RunningSystem } from '../support/running';
import { until } from '../support/until';

let system: RunningSystem;
beforeAll(async () => {
  system = await RunningSystem.connect();
});
afterAll(() => system.close());
jest.setTimeout(240_000);

const HOUR = 3_600_000;
const inHours = async (hours: number): Promise<Date> =>
  new Date((await officeTime(system)).getTime() + hours * HOUR);

const instanceOf = async (caseId: string): Promise<string> => {
  const { rows } = await system.pool.query(
    'select process_instance_key from case_instances where case_id = $1',
    [caseId],
  );
  return rows[0].process_instance_key;
};

async function expectNoIncidents(caseId: string): Promise<void> {
  const { rows } = await system.pool.query(
    `select element_id, message from incidents join case_instances using (process_instance_key)
      where case_id = $1 and resolved_at is null`,
    [caseId],
  );
  expect(rows).toEqual([]);
}

/** Each leads to its own invitation. */
const toldOf = async (kind: string, title: string): Promise<{ person: string; words: string }[]> => {
  const { rows } = await system.pool.query(
    `select person_id as person, words from meeting_tellings join cases on cases.id = meeting_tellings.case_id
      where kind = $1 and words like $2 and cases.title like $2 order by meeting_tellings.id`,
    [kind, `%${title}%`],
  );
  return rows;
};

test('art-43 人大工委会议由分管副专员参加，会后登记；会前不能登记，定了告知办公室回复', async () => {
  const title = `人大工委教育执法检查汇报会${randomUUID()}`;
  const startsAt = await inHours(48);
  const invitation = await Invitation.register(system, { title, startsAt });
  const step = await invitation.open('ConfirmAttendance');
  expect(step.rule.article).toBe('art-43');
  expect(step.holders.map(({ personId }) => personId)).toEqual(['linjingshu']);
  expect(step.reason).toContain('可以委托秘书长参加');
  expect((await invitation.invitation()).waitsFor).toBe('副专员林静姝');
  await invitation.act('ConfirmAttendance', 'attend', '');
  const settled = await invitation.state('confirmed');
  expect(settled).toMatchObject({ attendee: '副专员林静姝', isEntrusted: false });
  expect(await toldOf('invitation-confirmed', title)).toEqual([
    { person: 'qixiaoman', words: expect.stringContaining('副专员林静姝参加，请回复') },
  ]);
  expect(await invitation.isOpen('RecordAttendance')).toBe(false);

  await moveClockTo(system, new Date(startsAt.getTime() + HOUR));
  await invitation.act('RecordAttendance', 'attended', '会议听取了汇报，提出三条意见。');
  expect((await invitation.ended()).closedAs).toBe('done');
  expect((await invitation.invitation()).acts.map(({ decision }) => decision.id)).toEqual([
    'attend',
    'attended',
  ]);
  expect(await invitation.summaries()).toEqual(
    expect.arrayContaining(['定由副专员林静姝参加', '副专员林静姝参加了会议']),
  );
  await expect(invitation.callOff('不开了')).rejects.toMatchObject({ status: 409 });
  await expectNoIncidents(invitation.caseId);
});

test('art-43 没有写理由的不能委托秘书长；委托的理由、秘书长不能参加的理由都记录在案', async () => {
  const invitation = await Invitation.register(system);
  await expect(invitation.act('ConfirmAttendance', 'entrust', ' ')).rejects.toMatchObject({ status: 422 });
  // Past the API, as Tasklist would without its form.
  const step = await invitation.open('ConfirmAttendance');
  await system.engine.rest.completeUserTask({
    userTaskKey: step.userTaskKey ?? '',
    variables: { decision: 'entrust', opinion: '', returnReasons: '' } as never,
  });
  expect(await invitation.refusalOf(step.elementInstanceKey)).toContain('须写明意见或理由');
  expect((await invitation.invitation()).state).toBe('invited');

  await invitation.act('ConfirmAttendance', 'entrust', '陪同上级检查组。');
  expect((await invitation.open('AcceptEntrustment')).holders.map(({ personId }) => personId)).toEqual([
    'heyichuan',
  ]);
  await invitation.act('AcceptEntrustment', 'decline-entrustment', '同一时间有常务会议。');
  expect((await invitation.state('invited')).stateReason).toContain('同一时间有常务会议');
  await invitation.act('ConfirmAttendance', 'entrust', '仍不能到会，已另作协调。');
  await invitation.act('AcceptEntrustment', 'accept-entrustment', '');
  expect(await invitation.state('confirmed')).toMatchObject({
    attendee: '秘书长贺宜川',
    isEntrusted: true,
  });
  const { acts } = await invitation.invitation();
  expect(acts.map(({ actor, decision, opinion }) => [actor, decision.id, opinion])).toEqual([
    ['副专员林静姝', 'entrust', '陪同上级检查组。'],
    ['秘书长贺宜川', 'decline-entrustment', '同一时间有常务会议。'],
    ['副专员林静姝', 'entrust', '仍不能到会，已另作协调。'],
    ['秘书长贺宜川', 'accept-entrustment', ''],
  ]);
  const summaries = (await invitation.summaries()).join('\n');
  expect(summaries).toContain('特殊情况，委托参加（副专员林静姝：陪同上级检查组。）');
  expect(summaries).toContain('定由秘书长贺宜川受托参加');
  await expectNoIncidents(invitation.caseId);
});

test('art-43 不能由表外的人参加：填了别人也不作数，绕过委托把任务移给秘书长、提前登记的不予采认', async () => {
  const invitation = await Invitation.register(system);
  const confirm = await invitation.open('ConfirmAttendance');
  const processInstanceKey = await instanceOf(invitation.caseId);
  // Whoever isn't asked can't answer, and whoever is asked names nobody else.
  const other = await system.as('gulizhaer');
  await expect(
    other.post(`/api/v1/tasks/${confirm.userTaskKey}/completion`, {
      decision: 'attend',
      opinion: '',
      confirmations: [],
      versionSha256: (await invitation.view()).currentVersion.sha256,
    }),
  ).rejects.toMatchObject({ status: 404 });
  await system.engine.grpc.setVariables({
    elementInstanceKey: processInstanceKey,
    variables: { attendee: '副秘书长沈砚秋', meetingAt: '2020-01-01T00:00:00Z' } as never,
    local: false,
  });
  await system.engine.rest.completeUserTask({
    userTaskKey: confirm.userTaskKey ?? '',
    variables: {
      decision: 'entrust',
      returnReasons: '外出。',
      named: 'deputy-secretary-general-two/shenyanqiu',
    } as never,
  });
  const accept = await invitation.open('AcceptEntrustment');
  expect(accept.holders.map(({ personId }) => personId)).toEqual(['heyichuan']);
  await invitation.act('AcceptEntrustment', 'accept-entrustment', '');
  expect((await invitation.state('confirmed')).attendee).toBe('秘书长贺宜川');

  // The forged time lets the task come early; the record of the meeting's time doesn't.
  const early = await invitation.act('RecordAttendance', 'attended', '已参加。');
  expect(await invitation.refusalOf(early.elementInstanceKey)).toContain('会议还没有开');
  expect((await invitation.invitation()).state).toBe('confirmed');
  await invitation.act('RecordAttendance', 'not-held', '接人大工委电话，会议取消。');
  expect((await invitation.ended()).closedAs).toBe('cancelled');

  const moved = await Invitation.register(system);
  const open = await moved.open('ConfirmAttendance');
  await system.engine.grpc.modifyProcessInstance({
    processInstanceKey: await instanceOf(moved.caseId),
    activateInstructions: [
      { elementId: 'userTask_AcceptEntrustment', ancestorElementInstanceKey: '-1', variableInstructions: [] },
    ],
    terminateInstructions: [{ elementInstanceKey: open.elementInstanceKey }],
  });
  const forged = await moved.act('AcceptEntrustment', 'accept-entrustment', '');
  expect(await moved.refusalOf(forged.elementInstanceKey)).toContain('现在不能办');
  expect(await moved.invitation()).toMatchObject({ state: 'invited', attendee: '' });
});

test('art-43 分管领导在办理前离任：原来的人不作数，由接任的人确定', async () => {
  const invitation = await Invitation.register(system, { bodyId: 'justice' });
  const step = await invitation.open('ConfirmAttendance');
  expect(step.holders.map(({ personId }) => personId)).toEqual(['gulizhaer']);
  const today = `(app_now() at time zone 'Asia/Shanghai')::date`;
  await system.pool.query(
    `update post_holdings set held_until = ${today} where post_id = 'deputy-commissioner-law' and person_id = 'gulizhaer'`,
  );
  await system.pool.query(
    `insert into post_holdings (post_id, person_id, held_from, basis)
     values ('deputy-commissioner-law', 'shenyanqiu', ${today}, '试验任职')`,
  );
  try {
    const userTaskKey = step.userTaskKey ?? '';
    await until('任务转给接任的人', async () => {
      const { rows } = await system.pool.query<{ assignee: string | null }>(
        'select assignee from inbox_tasks where user_task_key = $1',
        [userTaskKey],
      );
      return rows[0]?.assignee === 'shenyanqiu' ? true : undefined;
    });
    // Whoever gets at the engine can still give it to him; Tasklist then lets him complete it.
    await system.engine.rest.assignUserTask({ userTaskKey, assignee: 'gulizhaer', allowOverride: true });
    const variables = { decision: 'attend', opinion: '' } as never;
    await system.engine.rest.completeUserTask({ userTaskKey, variables });
    expect(await invitation.refusalOf(step.elementInstanceKey)).toContain('副专员沈砚秋');
    expect(await invitation.invitation()).toMatchObject({ state: 'invited', attendee: '' });
    await invitation.act('ConfirmAttendance', 'attend', '');
    expect((await invitation.state('confirmed')).attendee).toBe('副专员沈砚秋');
  } finally {
    await system.pool.query(
      `delete from post_holdings where post_id = 'deputy-commissioner-law' and person_id = 'shenyanqiu'`,
    );
    await system.pool.query(
      `update post_holdings set held_until = null where post_id = 'deputy-commissioner-law' and person_id = 'gulizhaer'`,
    );
    // An account closes with the last of its posts: opened before that it would be closed again.
    await system.pool.query(`update persons set active = true where id = 'gulizhaer'`);
  }
});

test('art-43 定了以后不能去的：本人或者会务人员写明理由，由分管领导重新确定，互相告知；开会以后不能再提', async () => {
  const title = `人大工委预算审查会${randomUUID()}`;
  const startsAt = await inHours(30);
  const invitation = await Invitation.register(system, { title, startsAt });
  await expect(invitation.reconsider('有事')).rejects.toMatchObject({ status: 409 });
  await invitation.act('ConfirmAttendance', 'attend', '');
  await invitation.state('confirmed');
  await expect(invitation.reconsider(' ', 'linjingshu')).rejects.toMatchObject({ status: 400 });
  await expect(invitation.reconsider('有事', 'heyichuan')).rejects.toMatchObject({ status: 404 });

  expect(await invitation.reconsider('临时赴乌鲁木齐开会。', 'linjingshu')).toMatchObject({
    state: 'invited',
    attendee: '',
  });
  expect(await toldOf('invitation-reconsidered', title)).toEqual([
    { person: 'qixiaoman', words: expect.stringContaining('临时赴乌鲁木齐开会') },
  ]);
  await invitation.act('ConfirmAttendance', 'entrust', '临时赴乌鲁木齐开会。');
  await invitation.act('AcceptEntrustment', 'accept-entrustment', '');
  await invitation.state('confirmed');
  expect((await invitation.reconsider('秘书长来电，因病不能去。')).isEntrusted).toBe(false);
  const told = await toldOf('invitation-reconsidered', title);
  expect(told.map(({ person }) => person)).toEqual(['qixiaoman', 'heyichuan']);
  await invitation.act('ConfirmAttendance', 'attend', '');
  await invitation.state('confirmed');
  expect(await invitation.summaries()).toContain('秘书长贺宜川不能参加，重新确定：秘书长来电，因病不能去。');

  await moveClockTo(system, new Date(startsAt.getTime() + HOUR));
  await expect(invitation.reconsider('没有去成')).rejects.toMatchObject({ status: 409 });
  await invitation.act('RecordAttendance', 'not-attended', '途中车辆故障。');
  expect((await invitation.ended()).closedAs).toBe('done');
  await expectNoIncidents(invitation.caseId);
});

test('art-43 正要重新确定就到了开会的时间：参加人没有定的不能登记已参加，只登记没有参加或者取消', async () => {
  const invitation = await Invitation.register(system, { startsAt: await inHours(2) });
  await invitation.act('ConfirmAttendance', 'attend', '');
  await invitation.state('confirmed');
  // The record says so, and the message comes after the meeting's time.
  await system.pool.query(
    `update meeting_invitations set state = 'invited', attendee_person_id = null, attendee_post_id = null,
            attendee_as = '', attendee_in = null where case_id = $1`,
    [invitation.caseId],
  );
  await moveClockTo(system, await inHours(3));
  const { elementInstanceKey } = await invitation.act('RecordAttendance', 'attended', '已参加。');
  expect(await invitation.refusalOf(elementInstanceKey)).toContain('没有定下来');
  await invitation.act('RecordAttendance', 'not-attended', '没有人参加。');
  expect((await invitation.ended()).closedAs).toBe('done');
});

test('art-43 会议取消：待办随之撤销，已定的参加人得到告知，取消的登记不能再改', async () => {
  const startsAt = await inHours(3);
  const pending = await Invitation.register(system, { startsAt });
  // Who attends is settled before the meeting, however long the table's limit is.
  expect(new Date((await pending.open('ConfirmAttendance')).dueAt)).toEqual(startsAt);
  await expect(pending.callOff(' ')).rejects.toMatchObject({ status: 400 });
  expect((await pending.callOff('会议推迟，时间另定')).state).toBe('called-off');
  expect((await pending.ended()).closedAs).toBe('cancelled');
  await until('待办已撤销', async () =>
    (await pending.view()).steps.every(({ state }) => state === 'cancelled') ? true : undefined,
  );
  await expectNoIncidents(pending.caseId);

  const title = `人大工委医疗卫生工作座谈会${randomUUID()}`;
  const settled = await Invitation.register(system, { title, bodyId: 'health' });
  await settled.act('ConfirmAttendance', 'attend', '');
  await settled.state('confirmed');
  await settled.callOff('人大工委来电取消');
  expect((await settled.ended()).closedAs).toBe('cancelled');
  expect(await toldOf('invitation-called-off', title)).toEqual([
    { person: 'linjingshu', words: expect.stringContaining('人大工委来电取消') },
  ]);
  await expect(
    system.pool.query(`update meeting_invitations set state = 'confirmed' where case_id = $1`, [
      settled.caseId,
    ]),
  ).rejects.toMatchObject({ code: '23514' });
  await expectNoIncidents(settled.caseId);

  // What is answered before the engine has heard of it doesn't count either.
  const late = await Invitation.register(system);
  const { elementInstanceKey } = await late.open('ConfirmAttendance');
  await system.pool.query(`update meeting_invitations set state = 'called-off' where case_id = $1`, [
    late.caseId,
  ]);
  await late.act('ConfirmAttendance', 'attend', '');
  expect(await late.refusalOf(elementInstanceKey)).toContain('会议已经取消');
  expect(await late.invitation()).toMatchObject({ state: 'called-off', attendee: '' });
});
