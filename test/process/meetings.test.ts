import { expectNoIncidents } from '../support/incidents';
import { Meeting } from '../support/meeting';
import { RunningSystem } from '../support/running';
import { Topic } from '../support/topic';
import { until } from '../support/until';

let system: RunningSystem;
beforeAll(async () => {
  system = await RunningSystem.connect();
  // What another run left open would let a delegate preside here.
  const { items } = await (
    await system.as(COMMISSIONER)
  ).get<{ items: { id: string; fromPersonId: string }[] }>('/api/v1/delegations');
  for (const { id, fromPersonId } of items) if (fromPersonId === COMMISSIONER) await revoke(id);
});
afterAll(() => system.close());
jest.setTimeout(240_000);

const COMMISSIONER = 'ailiyaer';
const EXECUTIVE = 'zhenghuaishuo';
const FARM_HEAD = 'adili';

/** 委托 from 专员 to 常务副专员, to preside. */
async function delegate(): Promise<string> {
  const { rows } = await system.pool.query<{ until: Date }>(`select app_now() + interval '9 days' as until`);
  const { id } = await (
    await system.as(COMMISSIONER)
  ).post<{ id: string }>('/api/v1/delegations', {
    fromPostId: 'commissioner',
    toPersonId: EXECUTIVE,
    toPostId: 'executive-deputy-commissioner',
    preside: true,
    validUntil: rows[0]?.until.toISOString(),
    basis: '喀署办〔2026〕9号',
  });
  return id;
}

const revoke = async (id: string): Promise<void> => {
  await (await system.as(COMMISSIONER)).post(`/api/v1/delegations/${id}/revocation`, { reason: '提前返回' });
};

describe('art-38 议程', () => {
  let first: Topic;
  let second: Topic;
  let third: Topic;
  let meeting: Meeting;
  beforeAll(async () => {
    [first, second, third] = await Promise.all([
      Topic.listed(system, { title: '关于冬春农业防灾减灾工作的汇报' }),
      Topic.listed(system, { title: '关于高标准农田建设的汇报' }),
      Topic.listed(system, { title: '关于农民增收工作的汇报' }),
    ]);
  });

  test('专员批印之前不给会次、不列参会人员；退回后重新编排再呈批；批印后给会次，人员按决策表', async () => {
    meeting = await Meeting.plan(system);
    await meeting.open('ArrangeAgenda');
    await meeting.arrange([{ topic: first, minutes: 20, bodyIds: ['finance', 'water'] }, second]);
    const step = await meeting.open('ApprovePrinting');
    expect(step.rule.article).toBe('art-38');
    expect(step.holders.map(({ personId }) => personId)).toEqual([COMMISSIONER]);
    expect(await meeting.meeting()).toMatchObject({ number: null, participants: [], agenda: null });
    // A department's own topic is his to read; the agenda is nobody's before 批印.
    expect(await meeting.meeting(FARM_HEAD)).toMatchObject({ agenda: null, draft: null, versions: [] });

    await meeting.act('ApprovePrinting', 'return', '第二项放在前面。');
    await meeting.open('ArrangeAgenda');
    await meeting.arrange([second, { topic: first, minutes: 20, bodyIds: ['finance', 'water'] }]);
    const view = await meeting.approve();
    expect(view.number).toBeGreaterThan(0);
    expect(view.title).toBe(`行署${view.year}年第${view.number}次常务会议`);
    expect(view.agenda?.number).toBe(2);
    expect(view.agenda?.changeWords).toContain('由第2项调整为第1项');
    expect(view.agenda?.items.map(({ topicCaseId }) => topicCaseId)).toEqual([second.caseId, first.caseId]);
    expect(view.versions.map(({ number, approval }) => [number, approval !== null])).toEqual([
      [2, true],
      [1, false],
    ]);
    await first.stands('scheduled');

    const ofClass = (name: string): string[] =>
      view.participants.filter((one) => one.class === name).map(({ label }) => label);
    expect(ofClass('member')[0]).toBe('专员艾力亚尔·玉苏普');
    expect(ofClass('member').join()).toContain('秘书长贺宜川');
    expect(ofClass('member').join()).not.toContain('副秘书长');
    expect(ofClass('invited')).toEqual(['人大工委负责同志', '政协工委负责同志']);
    const water = view.participants.find(({ label }) => label.startsWith('水利局'));
    expect(water?.itemIds).toHaveLength(1);
    expect(view.participants.find(({ label }) => label.startsWith('财政局'))?.itemIds).toBeNull();
  });

  test('批印后有改动的写明理由重新编排，另出一版，会次不变；批印前的一版照旧可看', async () => {
    const before = await meeting.meeting();
    await meeting.reopen('增加一项议题');
    expect((await meeting.meeting()).agenda?.number).toBe(2);
    await meeting.arrange([second, third, { topic: first, minutes: 20, bodyIds: ['finance'] }]);
    const view = await meeting.approve();
    expect(view).toMatchObject({ number: before.number, agenda: { number: 3 } });
    expect(view.agenda?.changeWords).toContain('增加第2项《关于农民增收工作的汇报》');
    expect(view.agenda?.changeWords).toContain('取消列席单位：水利局');
    expect(view.participants.some(({ label }) => label.startsWith('水利局'))).toBe(false);
    const secretary = await system.as(Meeting.secretaryOf(system));
    const { changes } = await secretary.get<{ changes: string[] }>(
      `/api/v1/meetings/${meeting.caseId}/comparison?from=1&to=3`,
    );
    expect(changes.join('；')).toContain('增加第2项');
    expect(await secretary.get(`/api/v1/meetings/${meeting.caseId}/comparison`)).toMatchObject({
      from: 2,
      to: 3,
    });
  });

  test('art-6 取消会议写明理由：流程结束，议题重新待排，会次不再用', async () => {
    await meeting.cancel('专员临时出差');
    const view = await meeting.stands('cancelled');
    expect(view).toMatchObject({ stateReason: '专员临时出差' });
    await first.stands('in');
    await until('流程结束', async () =>
      (await system.completedElements(meeting.caseId)).includes('endEvent_MeetingCancelled')
        ? true
        : undefined,
    );
    const { items } = await (
      await system.as(EXECUTIVE)
    ).get<{ items: { meetingId: string; words: string }[] }>('/api/v1/meeting-tellings');
    expect(items.find(({ meetingId }) => meetingId === meeting.caseId)?.words).toContain(
      '取消：专员临时出差',
    );

    const next = await Meeting.plan(system);
    await next.open('ArrangeAgenda');
    await next.arrange([first]);
    expect((await next.approve()).number).toBe((view.number ?? 0) + 1);
    await next.convene();
    await next.stands('opened');
    await expect(next.cancel()).rejects.toMatchObject({ status: 409 });
    const secretary = await system.as(Meeting.secretaryOf(system));
    const own = await secretary.get<{ items: { id: string }[] }>('/api/v1/cases?scope=mine&pageSize=100');
    expect(own.items.find(({ id }) => id === meeting.caseId)).toMatchObject({ closedAs: 'cancelled' });
  });

  test('没有议题的议程不能呈批', async () => {
    const empty = await Meeting.plan(system);
    await empty.open('ArrangeAgenda');
    await expect(empty.act('ArrangeAgenda', 'submit-agenda', '')).rejects.toMatchObject({ status: 422 });
    await empty.cancel('没有议题');
  });
});

describe('art-5 art-6 主持', () => {
  test('没有书面委托的不能主持', async () => {
    await expect(Meeting.plan(system, { presider: EXECUTIVE })).rejects.toMatchObject({
      status: 422,
      problem: { rule: { article: 'art-6' } },
    });
  });

  test('受委托主持的可以批印；委托在办理中撤销的，批印不作数，改定主持人后由专员批印', async () => {
    const topic = await Topic.listed(system, { title: '关于节水灌溉的汇报' });
    const delegation = await delegate();
    const meeting = await Meeting.plan(system, { presider: EXECUTIVE });
    await meeting.open('ArrangeAgenda');
    await meeting.arrange([topic]);
    const step = await meeting.open('ApprovePrinting');
    expect(step.holders.map(({ personId }) => personId).sort()).toEqual([COMMISSIONER, EXECUTIVE].sort());
    const { currentVersion } = await meeting.view();
    await revoke(delegation);
    const completion = { decision: 'approve-printing', opinion: '', versionSha256: currentVersion.sha256 };
    await expect(
      (await system.as(EXECUTIVE)).post(`/api/v1/tasks/${step.userTaskKey}/completion`, completion),
    ).rejects.toMatchObject({ status: 403 });
    // Nor may 专员 have it printed under a presider who no longer may preside.
    await expect(meeting.act('ApprovePrinting', 'approve-printing', '')).rejects.toMatchObject({
      status: 422,
    });
    await meeting.act('ApprovePrinting', 'return', '由我主持。');
    await meeting.open('ArrangeAgenda');
    const { rows } = await system.pool.query<{ at: Date }>(`select app_now() + interval '3 days' as at`);
    await (
      await meeting.secretary()
    ).put(`/api/v1/meetings/${meeting.caseId}`, { startsAt: rows[0]?.at.toISOString(), place: '第二会议室' });
    await meeting.act('ArrangeAgenda', 'submit-agenda', '');
    const view = await meeting.approve();
    expect(view.presiderPersonId).toBe(COMMISSIONER);
    expect(view.agenda?.changeWords).toContain('主持人由');
  });

  test('批印以后、开会之前委托撤销的，不能开会', async () => {
    const topic = await Topic.listed(system, { title: '关于设施农业的汇报' });
    const delegation = await delegate();
    const meeting = await Meeting.plan(system, { presider: EXECUTIVE });
    await meeting.open('ArrangeAgenda');
    await meeting.arrange([topic]);
    await meeting.approve();
    await revoke(delegation);
    await expect(meeting.convene()).rejects.toMatchObject({
      status: 422,
      problem: { rule: { article: 'art-6' } },
    });
    await meeting.cancel('委托已撤销');
    await expectNoIncidents(system);
  });
});
