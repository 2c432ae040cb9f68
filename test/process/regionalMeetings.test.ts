import { processes } from '../../domain/generated/ids';
import { moveClockTo, officeTime } from '../support/officeClock';
import { freshDay, RegionalMeeting } from '../support/regionalMeeting';
import { RunningSystem } from '../support/running';
import { until } from '../support/until';

let system: RunningSystem;
beforeAll(async () => {
  system = await RunningSystem.connect();
});
afterAll(() => system.close());
jest.setTimeout(240_000);

/** What the API refuses with under an article, naming the gates. */
const refusedBy = (article: string, ...gates: string[]) => ({
  status: 422,
  problem: expect.objectContaining({
    rule: expect.objectContaining({ article }),
    ...(gates.length > 0
      ? { findings: gates.map((gate) => expect.objectContaining({ gate, rule: expect.anything() })) }
      : {}),
  }),
});

async function expectNoIncidents(caseId: string): Promise<void> {
  const { rows } = await system.pool.query(
    `select element_id, message from incidents join case_instances using (process_instance_key)
      where case_id = $1 and resolved_at is null`,
    [caseId],
  );
  expect(rows).toEqual([]);
}

const ended = (caseId: string): Promise<true> =>
  until('流程结束', async () =>
    (await system.completedElements(caseId)).includes(processes.regionalMeetingRequest) ? true : undefined,
  );

test('art-41 先征得分管领导同意，再报送请示：顺序不能颠倒；核对、批准以后召开并登记，办结', async () => {
  const soon = new Date((await officeTime(system)).getTime() + 86_400_000);
  const meeting = await RegionalMeeting.propose(system, 'luheng', { startsAt: soon.toISOString() });
  const step = await meeting.open('AgreeRegionalMeeting');
  expect(step.rule.article).toBe('art-41');
  expect(step.holders.map(({ personId }) => personId)).toEqual(['gulizhaer']);
  const early = await meeting.paper();
  await expect(meeting.post('request', { requestCaseId: early })).rejects.toMatchObject(refusedBy('art-41'));

  await meeting.act('AgreeRegionalMeeting');
  expect((await meeting.state('agreed')).requestCandidates).toEqual([]);
  await expect(meeting.post('request', { requestCaseId: early })).rejects.toMatchObject(refusedBy('art-41'));
  const paper = await meeting.paper();
  expect((await meeting.meeting()).requestCandidates).toEqual([expect.objectContaining({ caseId: paper })]);
  await meeting.post('request', { requestCaseId: paper });

  const check = await meeting.open('CheckRegionalMeeting');
  const { statements } = await system.questions(check);
  expect(statements.map(({ value }) => value)).toEqual([
    'regional-request',
    'regional-size',
    'regional-budget',
  ]);
  await meeting.act('CheckRegionalMeeting');
  expect((await meeting.open('ApproveRegionalMeeting')).holders.map(({ personId }) => personId)).toEqual([
    'ailiyaer',
  ]);
  await meeting.act('ApproveRegionalMeeting');
  await meeting.state('approved');

  const day = (moment: Date) => new Date(moment.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
  const held = { heldOn: day(soon), days: 0.5, size: 90, costYuan: 6000 };
  await expect(meeting.post('holding', held)).rejects.toMatchObject({ status: 422 });
  await moveClockTo(system, new Date(soon.getTime() + 3_600_000));
  expect((await meeting.post('holding', held)).holding).toMatchObject({ heldOn: held.heldOn, size: 90 });
  expect((await meeting.ended()).closedAs).toBe('done');
  await ended(meeting.caseId);
  expect(await meeting.steps()).toEqual([
    'AgreeRegionalMeeting',
    'CheckRegionalMeeting',
    'ApproveRegionalMeeting',
  ]);
  await expect(meeting.post('calling-off', { reason: '不开了' })).rejects.toMatchObject({ status: 409 });
  await expectNoIncidents(meeting.caseId);
});

test('art-41 一个部门一年一次：第二次不能申请；写明例外理由的可以，由办公室核对、专员批准', async () => {
  const startsAt = freshDay();
  await RegionalMeeting.propose(system, 'duanruoxi', { startsAt });
  await expect(RegionalMeeting.propose(system, 'duanruoxi', { startsAt })).rejects.toMatchObject(
    refusedBy('art-41', 'regional-quota'),
  );
  // Another department's year is its own.
  await RegionalMeeting.propose(system, 'guhaier', { startsAt });
  const second = await RegionalMeeting.propose(system, 'duanruoxi', {
    startsAt,
    exceptionReason: '汛情紧急，须再次部署。',
  });
  expect((await second.meeting()).placeInYear).toBe(2);
  await second.act('AgreeRegionalMeeting');
  await second.state('agreed');
  await second.post('request', { requestCaseId: await second.paper() });
  const { statements } = await system.questions(await second.open('CheckRegionalMeeting'));
  expect(statements.map(({ value }) => value)).toContain('regional-quota');
  await second.through('CheckRegionalMeeting', 'ApproveRegionalMeeting');
  await second.state('approved');
  await expectNoIncidents(second.caseId);
});

test('art-41 几份申请同时提出，只受理一份；数据库也不容两份占同一次', async () => {
  const startsAt = freshDay();
  const asked = await Promise.allSettled(
    ['kuermanbieke', 'tuerdihan', 'baisongtao', 'kuermanbieke', 'tuerdihan'].map((login) =>
      RegionalMeeting.propose(system, login, { startsAt }),
    ),
  );
  const accepted = asked.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  expect(accepted).toHaveLength(1);
  for (const one of asked) {
    if (one.status === 'rejected') expect(one.reason).toMatchObject(refusedBy('art-41', 'regional-quota'));
  }
  const other = await RegionalMeeting.propose(system, 'kuermanbieke', {
    startsAt,
    exceptionReason: '另有部署。',
  });
  await expect(
    system.pool.query('update regional_meetings set place_in_year = 1 where case_id = $1', [other.caseId]),
  ).rejects.toMatchObject({ code: '23505' });
});

test('art-41 不邀请县市负责人；综合经济部门写明理由的可以申请', async () => {
  await expect(
    RegionalMeeting.propose(system, 'yumingche', { invitesHeads: true, headsReason: '确有必要。' }),
  ).rejects.toMatchObject(refusedBy('art-41', 'regional-heads'));
  const startsAt = freshDay();
  await expect(
    RegionalMeeting.propose(system, 'aikebaier', { startsAt, invitesHeads: true }),
  ).rejects.toMatchObject(refusedBy('art-41', 'regional-heads'));
  const meeting = await RegionalMeeting.propose(system, 'aikebaier', {
    startsAt,
    invitesHeads: true,
    headsReason: '布置县市预算编制。',
  });
  expect((await meeting.meeting()).findings).toEqual(
    expect.arrayContaining([expect.objectContaining({ gate: 'regional-heads', outcome: 'ask' })]),
  );
});

test('art-41 art-59 不用行署名义，不开视频会议须有理由，没有预算项目的不得召开：一次说全', async () => {
  await expect(
    RegionalMeeting.propose(system, 'yumingche', {
      title: '行署办公室法治工作会议',
      format: 'in-person',
      budgetItem: '',
    }),
  ).rejects.toMatchObject(refusedBy('art-41', 'regional-name', 'regional-format', 'regional-budget'));
});

test('art-41 取消的让出本年度的次数，流程随之结束；未予同意的也不计', async () => {
  const startsAt = freshDay();
  const first = await RegionalMeeting.propose(system, 'minawaer', { startsAt });
  await first.open('AgreeRegionalMeeting');
  await first.post('calling-off', { reason: '改以文件部署' });
  expect((await first.ended()).closedAs).toBe('cancelled');
  await ended(first.caseId);
  await until('待办已撤销', async () => {
    const { steps } = await first.view();
    return steps.every(({ state }) => state === 'cancelled') ? true : undefined;
  });

  const second = await RegionalMeeting.propose(system, 'minawaer', { startsAt });
  expect((await second.meeting()).placeInYear).toBe(1);
  await second.act('AgreeRegionalMeeting', 'decline', '今年不宜再开。');
  expect((await second.ended()).closedAs).toBe('declined');
  await ended(second.caseId);
  await RegionalMeeting.propose(system, 'minawaer', { startsAt });
  await expectNoIncidents(first.caseId);
  await expectNoIncidents(second.caseId);
});

test('art-41 年度按本机关的时区：除夕夜里的和元旦零时的不在一个年度', async () => {
  const year = Number(freshDay().slice(0, 4));
  const eve = await RegionalMeeting.propose(system, 'yilihamujiang', {
    startsAt: `${year}-12-31T23:30:00+08:00`,
  });
  const morning = await RegionalMeeting.propose(system, 'yilihamujiang', {
    startsAt: `${year + 1}-01-01T00:30:00+08:00`,
  });
  expect([(await eve.meeting()).year, (await morning.meeting()).year]).toEqual([year, year + 1]);
  await expect(
    RegionalMeeting.propose(system, 'yilihamujiang', { startsAt: `${year}-12-31T15:00:00Z` }),
  ).rejects.toMatchObject(refusedBy('art-41', 'regional-quota'));
});

test('art-41 办公室退回的，另报请示再核对；批准前专员可以不予同意', async () => {
  const meeting = await RegionalMeeting.propose(system, 'maiwulan');
  await meeting.act('AgreeRegionalMeeting');
  await meeting.state('agreed');
  const paper = await meeting.paper();
  await meeting.post('request', { requestCaseId: paper });
  await meeting.act('CheckRegionalMeeting', 'return', '请示没有写明规模。');
  expect(await meeting.state('agreed')).toMatchObject({ request: null });
  await meeting.post('request', { requestCaseId: await meeting.paper() });
  await meeting.act('CheckRegionalMeeting');
  await meeting.act('ApproveRegionalMeeting', 'decline', '合并到年度工作会议。');
  expect((await meeting.ended()).closedAs).toBe('declined');
  await expectNoIncidents(meeting.caseId);
});

test('art-41 绕过接口让流程前进的不作数：没有请示，办公室的核对不予采认', async () => {
  const meeting = await RegionalMeeting.propose(system, 'leisiyu');
  await meeting.act('AgreeRegionalMeeting');
  await meeting.state('agreed');
  await system.engine.rest.publishMessage({
    name: 'regionalMeeting.requested',
    correlationKey: meeting.caseId,
    timeToLive: 60_000,
    variables: {},
  } as never);
  const check = await meeting.open('CheckRegionalMeeting');
  await meeting.act('CheckRegionalMeeting');
  const view = await system.waitFor(meeting.caseId, ({ steps }) =>
    steps.some((one) => one.elementInstanceKey === check.elementInstanceKey && one.state === 'refused'),
  );
  expect(view.opinions.at(-1)).toMatchObject({ accepted: false });
  expect((await meeting.meeting()).state).toBe('agreed');
});
