import { isoDay } from '../../api/dates';
import { currentCalendar } from '../../db/calendar';
import { deadline } from '../../domain/calendar';
import { Attendance } from '../support/attendance';
import { expectNoIncidents } from '../support/incidents';
import { Meeting } from '../support/meeting';
import { moveClockTo, officeTime } from '../support/officeClock';
import { RegionalMeeting } from '../support/regionalMeeting';
import { RunningSystem } from '../support/running';
import { readStories } from '../support/stories';
import { Topic } from '../support/topic';
import { until } from '../support/until';
import { readPdf } from '../unit/rendering/readPdf';

const { leave, regional } = readStories();

/** What holds for every office, in its own words: from a topic to what follows the meeting. */
let system: RunningSystem;
beforeAll(async () => {
  system = await RunningSystem.connect();
});
afterAll(() => system.close());
jest.setTimeout(240_000);

test('art-38 art-40 议题上会、批印、开会、决定、散会；议定事项交办，决定印发的文件有期限', async () => {
  const topic = await Topic.listed(system, { title: '关于今冬取暖工作的汇报' });
  const meeting = await Meeting.plan(system);
  await meeting.arrange([topic]);
  const { number, participants, agenda } = await meeting.approve();
  expect(number).toBeGreaterThan(0);
  expect(participants.filter((one) => one.class === 'member').length).toBeGreaterThan(2);
  await meeting.convene();
  const [first, second] = system.office.bodies.filter(({ kind }) => kind === 'department');
  await meeting.decide(agenda?.items[0]?.itemId, {
    words: '同意。',
    tasks: [{ what: '检修供热管网', leadBodyId: first?.id, assistingBodyIds: [second?.id] }],
    documents: [{ title: '关于做好今冬取暖工作的通知', bodyId: first?.id }],
  });
  await (await meeting.secretary()).post(`/api/v1/meetings/${meeting.caseId}/ending`, {});
  await system.waitFor(meeting.caseId, ({ closedAs }) => closedAs === 'done');
  await topic.stands('decided');
  const { documents, endedAt } = await meeting.decisions();
  expect(documents).toHaveLength(1);
  expect(new Date(documents[0]?.dueAt ?? '').getTime()).toBeGreaterThan(new Date(endedAt ?? '').getTime());
  const [task] = await meeting.tasks();
  const way = meeting.follow(task?.caseId ?? '');
  await way.act('ReportProgress', 'report-done', '管网已检修。');
  await way.act('ConfirmDone', 'close-task');
  await until('销号', async () => ((await meeting.tasks())[0]?.closedAt ? true : undefined));
  await expectNoIncidents(system);
});

test(`${leave.article} 领导和部门负责人请假，由决策表列明的人决定；会议材料印成一册，组成人员打得开`, async () => {
  const topic = await Topic.listed(system, { title: '关于排水防涝的汇报' });
  const meeting = await Meeting.plan(system);
  await meeting.arrange([topic]);
  await meeting.approve();
  const attendance = new Attendance(system, meeting);

  const leader = await attendance.ask(leave.leader);
  expect(leader.decidedBy).toBe('each');
  const step = await system.openStep(leader.caseId, 'userTask_DecideLeave');
  expect(step.rule.article).toBe(leave.article);
  expect(step.holders.map(({ postLabel }) => postLabel)).toEqual([leave.decides]);
  await system.act(leader.caseId, 'userTask_DecideLeave', 'grant-leave');
  await attendance.becomes(leader.caseId, 'granted');

  const head = await attendance.ask(leave.head);
  expect(head.decidedBy).toBe('list');
  const list = meeting.follow(head.listCaseId ?? '');
  await list.act('CollectLeave', 'hand-in-list', '');
  const listStep = await list.open('DecideLeaveList');
  expect(listStep.holders.map(({ postLabel }) => postLabel)).toEqual([leave.decides]);
  await list.act('DecideLeaveList', 'grant-leave', '');
  await attendance.becomes(head.caseId, 'granted');
  expect((await attendance.list()).summary.excused).toHaveLength(2);

  const path = `/meetings/${meeting.caseId}/packet.pdf`;
  const pages = await until('会议材料印成', async () => {
    const bytes = await (await system.as(leave.leader)).bytes(path);
    return readPdf(bytes);
  });
  const words = pages.flatMap(({ lines }) => lines).join('');
  expect(words).toContain('关于排水防涝的汇报');
  expect(words).toContain('全面落实防灾减灾各项措施');
  await expect((await system.as(uninvited())).bytes(path)).rejects.toMatchObject({ status: 404 });
  await expectNoIncidents(system);
});

/** Posts of those who were told that a region-wide meeting wasn't recorded as held in time. */
async function toldOf(title: unknown): Promise<string[]> {
  const { rows } = await system.pool.query<{ label: string }>(
    `select distinct posts.label from meeting_tellings
       join post_holdings using (person_id) join posts on posts.id = post_id
      where kind = 'regional-wait' and words like '“' || $1 || '”应于%登记召开情况%'`,
    [title],
  );
  return rows.map(({ label }) => label);
}

/** Login of somebody in a lower government, whom the meeting doesn't concern. */
function uninvited(): string {
  const { bodies, people } = system.office;
  const lower = bodies.filter(({ kind }) => kind === 'lower-government').map(({ id }) => id);
  const posts = people.posts.filter(({ body }) => lower.includes(body)).map(({ id }) => id);
  const person = people.persons.find((one) => one.posts.some((post) => posts.includes(post)));
  if (!person) throw new Error('the office has no lower governments');
  return person.login;
}

test(`${regional.article} 区域性会议：分管领导同意，报送请示，核对，批准；会后没有登记的告知部门和办公室，登记后办结`, async () => {
  const soon = new Date((await officeTime(system)).getTime() + 86_400_000);
  const meeting = await RegionalMeeting.propose(system, regional.login, {
    ...regional.plan,
    startsAt: soon.toISOString(),
  });
  await meeting.act('AgreeRegionalMeeting');
  await meeting.state('agreed');
  await meeting.post('request', { requestCaseId: await meeting.paper() });
  await meeting.act('CheckRegionalMeeting');
  const approval = await meeting.open('ApproveRegionalMeeting');
  expect(approval.holders.map(({ postLabel }) => postLabel)).toEqual([regional.approves]);
  await meeting.act('ApproveRegionalMeeting');
  await meeting.state('approved');
  const { at: due } = deadline(soon, regional.recordedWithin, await currentCalendar(system.pool));
  await moveClockTo(system, new Date(due.getTime() + 60_000));
  const told = await until('告知没有登记召开', async () => {
    const posts = await toldOf(regional.plan['title']);
    return posts.includes(regional.toldOfDelay) ? posts : undefined;
  });
  // The head of the department and whoever applied.
  expect(told).toHaveLength(3);
  const heldOn = isoDay(soon, system.office.timeZone);
  await meeting.post('holding', { heldOn, days: 0.5, size: 50, costYuan: 1000 });
  expect((await meeting.ended()).closedAs).toBe('done');
  await expectNoIncidents(system);
});
