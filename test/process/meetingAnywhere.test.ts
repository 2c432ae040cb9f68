import { expectNoIncidents } from '../support/incidents';
import { Meeting } from '../support/meeting';
import { RunningSystem } from '../support/running';
import { Topic } from '../support/topic';
import { until } from '../support/until';

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
