import { Attendance } from '../support/attendance';
import { Invitation } from '../support/invitation';
import { Meeting } from '../support/meeting';
import { moveClockTo } from '../support/officeClock';
import { RegionalMeeting } from '../support/regionalMeeting';
import { Topic } from '../support/topic';
import { Desk } from './desk';
import { MeetingDesk } from './meetingDesk';
import type { TasklistPage } from './tasklistPage';

/** Forms of meetings that the story of one meeting doesn't pass, filled in and completed in Tasklist, with pictures. */
let desk: Desk;
let pages: MeetingDesk;
jest.setTimeout(400_000);
beforeAll(async () => {
  desk = await Desk.open();
  pages = new MeetingDesk(desk, Meeting.secretaryOf(desk.system));
});
afterAll(() => desk.close());

const look = (form: string) => (page: TasklistPage) =>
  page.photograph(desk.pictureFile(`form-${form}`), desk.pictureFile(`form-${form}-phone`));

test('art-41 区域性会议：分管领导同意、办公室核对、批准召开', async () => {
  const regional = await RegionalMeeting.propose(desk.system, desk.system.drafterLogin);
  const show = (form: string, element: string, choice: string) =>
    desk.act(regional.caseId, `userTask_${element}`, choice, { look: look(form) });
  await show('agree-regional-meeting', 'AgreeRegionalMeeting', '同意');
  await regional.state('agreed');
  await regional.post('request', { requestCaseId: await regional.paper() });
  await show('check-regional-meeting', 'CheckRegionalMeeting', '核对无误，报批');
  await show('approve-regional-meeting', 'ApproveRegionalMeeting', '批准');
  await regional.state('approved');
  const words = await pages.look(regional.login, `/regional-meetings/${regional.caseId}`, 'regional-meeting');
  expect(words).toContain('已批准，待召开');
});

test('art-38 议题由部门核报、会前协调；art-39 名单上的请假逐位审定', async () => {
  const topic = await Topic.propose(desk.system, { title: '关于道路交通安全整治的汇报' });
  await desk.act(topic.caseId, 'userTask_ConfirmTopic', '材料齐全，核报', { look: look('confirm-topic') });
  await desk.act(topic.caseId, 'userTask_CoordinateTopic', '已协调好，可以提请会议', {
    opinion: '各方意见一致，公安局、交通运输局按分工落实。',
    look: look('coordinate-topic'),
  });
  await topic.check();
  await topic.decide('in');
  const meeting = await Meeting.plan(desk.system);
  await meeting.list([topic]);
  await desk.act(meeting.caseId, 'userTask_ArrangeAgenda', '已编好，呈批', { look: look('arrange-agenda') });
  await meeting.approve();
  await meeting.reopen('调整时长');
  await meeting.arrange([{ topic, minutes: 25 }]);
  await meeting.approve();
  const path = `/meetings/${meeting.caseId}/comparison`;
  expect(await pages.look(pages.secretary, path, 'meeting-comparison')).toContain('25');

  const attendance = new Attendance(desk.system, meeting);
  const { caseId, listCaseId } = await attendance.askByTelephone(desk.personAt('农业农村局局长'));
  desk.system.drafters.set(listCaseId ?? '', pages.secretary);
  await desk.act(listCaseId ?? '', 'userTask_CollectLeave', '已收齐，汇总上报', {
    look: look('collect-leave'),
  });
  await desk.act(listCaseId ?? '', 'userTask_DecideLeaveList', '都不准假', {
    opinion: '该议题须由局长本人汇报。',
    look: look('decide-leave-list'),
  });
  await attendance.becomes(caseId, 'refused');
});

test('art-42 会议报道：起草、审定、登记发布；art-24 交办事项销号', async () => {
  const { meeting, items } = await Meeting.held(desk.system, '关于冬季蔬菜保供的汇报');
  await meeting.decide(items[0], {
    pressWanted: true,
    tasks: [{ what: '落实冬季蔬菜储备', leadBodyId: 'agriculture', assistingBodyIds: ['finance'] }],
  });
  await meeting.end();
  const press = await meeting.press();
  const show = (form: string, element: string, choice: string, opinion = '') =>
    desk.act(press.caseId, `userTask_${element}`, choice, { opinion, look: look(form) });
  const page = await pages.at(pages.secretary, `/press-releases/${press.caseId}`);
  await page.fill(
    '[name=body]',
    '行署常务会议研究了冬季蔬菜保供工作。\n会议要求压实储备责任，稳定市场价格。',
  );
  await page.screenshot({ path: desk.pictureFile('press-release'), fullPage: true });
  await page.locator('main button').first().click();
  await page.waitForLoadState();
  await page.context().close();
  await show('draft-press', 'DraftPress', '新闻稿已起草，送审');
  await show('review-press', 'ReviewPress', '同意');
  await show('record-publication', 'RecordPublication', '已发布', '当日在行署网站发布。');
  await press.ended();
  const path = `/press-releases/${press.caseId}`;
  expect(await pages.look(pages.secretary, path, 'press-release-done')).toContain('当日在行署网站发布');

  const [task] = await meeting.tasks();
  const done = meeting.follow(task?.caseId ?? '');
  await done.act('ReportProgress', 'report-done', '储备已落实。');
  await desk.act(done.caseId, 'userTask_ConfirmDone', '同意销号', { look: look('confirm-done') });
});

test('art-43 应邀会议：分管副专员委托秘书长，写明理由；秘书长受托参加，会后登记', async () => {
  const startsAt = new Date((await desk.now()).getTime() + 2 * 86_400_000);
  const invitation = await Invitation.register(desk.system, { startsAt });
  const show = (form: string, element: string, choice: string, opinion = '') =>
    desk.act(invitation.caseId, `userTask_${element}`, choice, { opinion, look: look(form) });
  const entrust = '特殊情况，委托他人参加';
  await show('confirm-attendance', 'ConfirmAttendance', entrust, '外出调研，不能赶回。');
  await show('accept-entrustment', 'AcceptEntrustment', '知悉，届时参加');
  const { attendee } = await invitation.state('confirmed');
  expect(attendee).toMatch(/^秘书长/);
  await moveClockTo(desk.system, new Date(startsAt.getTime() + 3_600_000));
  await show('record-attendance', 'RecordAttendance', '已参加（所定的人到会）', '会议同意所作的汇报。');
  await invitation.ended();
  const path = `/meeting-invitations/${invitation.caseId}`;
  expect(await pages.look(invitation.login, path, 'meeting-invitation')).toContain('外出调研');
});
