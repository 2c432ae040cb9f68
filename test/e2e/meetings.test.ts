import { deadline } from '../../domain/calendar';
import { findConverter } from '../../rendering/packet';
import { Attendance } from '../support/attendance';
import { Meeting } from '../support/meeting';
import { moveClockTo } from '../support/officeClock';
import { Topic } from '../support/topic';
import { until } from '../support/until';
import { Way } from '../support/way';
import { Desk, press } from './desk';
import { MeetingDesk } from './meetingDesk';
import { schoolMaterials, waterMaterials } from './meetingMaterials';

let desk: Desk;
let pages: MeetingDesk;
let water: Topic;
let school: Topic;
let heating: Topic;
let meeting: Meeting;
let secretary: string;

jest.setTimeout(900_000);
beforeAll(async () => {
  desk = await Desk.open();
  secretary = Meeting.secretaryOf(desk.system);
  pages = new MeetingDesk(desk, secretary);
});
afterAll(() => desk.close());

test('art-38 水利局在页面提出议题，上传七份材料；装有转换程序的收 Office 文件，没有的说明怎么办', async () => {
  const drafter = desk.personAt('水利局科员');
  const page = await pages.at(drafter, '/topics/new');
  await page.selectOption('[name=category]', 'decisions-from-above');
  await page.selectOption('[name=meetingKind]', 'standing');
  await page.fill('[name=minutes]', '15');
  await page.fill('[name=title]', '关于灌区续建配套与节水改造实施方案的汇报');
  await page.fill('[name=purpose]', '贯彻上级水利工作部署，研究今后三年灌区续建配套与节水改造的安排。');
  await page.fill('[name=proposal]', '原则同意实施方案，由水利局会同财政局、农业农村局组织实施。');
  await page.fill('[name=explanation]', '方案根据年度计划起草，现场查看了五个灌区。');
  await page.fill('[name=budget]', '总投资三点二亿元，分三年安排。');
  await page.locator('summary', { hasText: '征求意见' }).click();
  await page.fill('[name=opinions]', '已书面征求财政局、农业农村局意见，均采纳。');
  await press(page, '存并检查');
  const caseId = /topics\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
  water = new Topic(desk.system, caseId);
  desk.system.drafters.set(caseId, drafter);
  const materials = await waterMaterials();
  for (const material of materials.plain) await pages.bring(water, material);
  const converter = findConverter(process.env);
  for (const material of materials.office) {
    if (converter) await pages.bring(water, material);
    else
      await expect(pages.bring(water, material)).rejects.toMatchObject({
        status: 422,
        problem: expect.objectContaining({ detail: expect.stringContaining('PDF') }),
      });
  }
  await page.reload();
  await page.screenshot({ path: desk.pictureFile('topic-edit'), fullPage: true });
  await page.getByRole('button', { name: '报送', exact: true }).click();
  await page.waitForURL(/\/topics\/[0-9a-f-]+(\?|$)/);
  await page.context().close();
  await desk.act(caseId, 'userTask_ConfirmTopic', '材料齐全，核报');
  await desk.act(caseId, 'userTask_CoordinateTopic', '已协调好，可以提请会议', {
    opinion: '会前协调会议定：分三年实施，资金由财政局分年安排。各方意见一致。',
    look: (task) => task.photograph(desk.pictureFile('topic-coordinate')),
  });
  await desk.act(caseId, 'userTask_CheckTopic', '程序和材料合格，报请确定', {
    look: (task) => task.photograph(desk.pictureFile('topic-check')),
  });
  await desk.act(caseId, 'userTask_DecideTopic', '同意上会', {
    look: (task) => task.photograph(desk.pictureFile('topic-decide')),
  });
  await water.stands('in');
  expect(await pages.look(drafter, `/topics/${caseId}`, 'topic')).toContain('同意上会');
});

test('art-38 教育局的议题由办公室写明理由退回，改后上会；财政局的议题由专员缓议', async () => {
  school = await Topic.draft(desk.system, {
    title: '关于推进义务教育集团化办学的汇报',
    drafter: desk.personAt('教育局科员'),
    materials: [],
  });
  for (const material of await schoolMaterials()) await pages.bring(school, material);
  await school.submit();
  await school.coordinate();
  await desk.act(school.caseId, 'userTask_CheckTopic', '不合格，退回修改', {
    opinion: '经费渠道没有写明，请补充。',
  });
  await desk.act(school.caseId, 'userTask_ReviseTopic', '已修改，重新报送', { opinion: '已补充经费渠道。' });
  await school.coordinate();
  await school.check();
  await school.decide('in');

  heating = await Topic.propose(desk.system, {
    title: '关于冬季供暖补贴的汇报',
    drafter: desk.personAt('财政局科员'),
  });
  await heating.coordinate();
  await heating.check();
  await desk.act(heating.caseId, 'userTask_DecideTopic', '缓议', { opinion: '待能源价格核定后再议。' });
  await heating.stands('postponed');
  expect(await pages.look(secretary, '/topics', 'topics')).toContain('缓议');
});

test('art-35 art-38 会务人员计划常务会议、编排议程，专员批印，编为第 1 次以后的会次', async () => {
  const page = await pages.at(secretary, '/meetings');
  await page.locator('summary', { hasText: '计划' }).first().click();
  const inThreeDays = new Date((await desk.now()).getTime() + 3 * 86_400_000).toISOString().slice(0, 10);
  await page.selectOption('[name=kind]', 'standing');
  await page.fill('[name=startsAt]', `${inThreeDays}T10:30`);
  await page.fill('[name=place]', '行署二楼会议室');
  await press(page, '计划会议');
  const caseId = /meetings\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
  meeting = new Meeting(desk.system, caseId);
  desk.system.drafters.set(caseId, secretary);
  await meeting.open('ArrangeAgenda');
  await page.goto(`${desk.system.baseUrl}/meetings/${caseId}/agenda`);
  const rows = page.locator('fieldset');
  const own = [water, school].map(({ caseId: id }) => rows.filter({ has: page.locator(`[value="${id}"]`) }));
  await own[0]?.locator('[name^=order]').fill('1');
  await own[0]?.locator('[name^=bodies]').selectOption(['agriculture', 'finance']);
  await own[1]?.locator('[name^=order]').fill('2');
  await page.screenshot({ path: desk.pictureFile('meeting-arrange'), fullPage: true });
  await press(page, '保存议程');
  await page.context().close();
  await desk.act(caseId, 'userTask_ArrangeAgenda', '已编好，呈批');
  await desk.act(caseId, 'userTask_ApprovePrinting', '同意批印', {
    look: (task) => task.photograph(desk.pictureFile('meeting-approve')),
  });
  const { number } = await meeting.stands('approved');
  expect(number).toBeGreaterThan(0);
  expect(await pages.look(secretary, `/meetings/${caseId}`, 'meeting')).toContain('灌区续建配套');
});

test('art-38 art-56 材料合订成册：组成人员得全部，部门主要负责人只看到自己的议题', async () => {
  const all = await pages.packetOf(meeting, 'ailiyaer');
  const text = all.join('\n');
  expect(all.length).toBeGreaterThan(20);
  for (const word of ['分三年实施', '三年内覆盖城区', '各方意见一致', 'Feasibility6', 'A3PLAN'])
    expect(text).toContain(word);
  all.forEach((page, index) => expect(page).toContain(`第${index + 1}页`));
  const head = desk.personAt('教育局局长');
  const own = (await pages.packetOf(meeting, head)).join('\n');
  expect(own).toContain('三年内覆盖城区');
  expect(own).not.toContain('分三年实施');
  const words = await pages.look(head, `/meetings/${meeting.caseId}`, 'meeting-head');
  expect(words).toContain('集团化办学');
  expect(words).not.toContain('灌区');
  const stranger = await pages.at(desk.personAt('卫生健康委员会主任'), `/meetings/${meeting.caseId}`);
  expect(await stranger.innerText('body')).not.toContain('集团化办学');
  await stranger.context().close();
});

test('art-39 林静姝副专员请假由专员决定；教育局局长电话请假，由办公室汇总报专员', async () => {
  const page = await pages.at('linjingshu', `/leave?meeting=${meeting.caseId}`);
  await page.fill('[name=reason]', '自治区召开教育工作会议，通知本人参加。');
  await page.screenshot({ path: desk.pictureFile('leave-ask'), fullPage: true });
  await press(page, '提出请假');
  await page.context().close();
  const attendance = new Attendance(desk.system, meeting);
  const [leader] = await attendance.requests();
  desk.system.drafters.set(leader?.caseId ?? '', 'linjingshu');
  await desk.act(leader?.caseId ?? '', 'userTask_DecideLeave', '准假', {
    look: (task) => task.photograph(desk.pictureFile('leave-decide')),
  });
  await attendance.becomes(leader?.caseId ?? '', 'granted');
  const head = desk.personAt('教育局局长');
  const { listCaseId, caseId } = await attendance.askByTelephone(head, {
    substitutePersonId: desk.personAt('教育局副局长'),
  });
  desk.system.drafters.set(listCaseId ?? '', secretary);
  await desk.act(listCaseId ?? '', 'userTask_CollectLeave', '已收齐，汇总上报', { login: secretary });
  await desk.act(listCaseId ?? '', 'userTask_DecideLeaveList', '名单上的都准假', {
    look: (task) => task.photograph(desk.pictureFile('leave-list')),
  });
  await attendance.becomes(caseId, 'granted');
});

test('art-38 批印后水利局换一份材料：重新批印，另出一版，说出改动的页', async () => {
  await water.upload('other', {
    title: '补充测算',
    name: '补充测算.txt',
    text: '第一年投资调整为一点一亿元。',
    reason: '按财政测算调整。',
  });
  const page = await pages.at(secretary, `/meetings/${meeting.caseId}`);
  await page.locator('summary', { hasText: '议程、材料有改动' }).click();
  await page.locator('form[action$=reopening] [name=reason]').fill('水利局补充测算材料。');
  await press(page, '重新编排');
  await page.context().close();
  await meeting.act('ArrangeAgenda', 'submit-agenda', '');
  await meeting.approve();
  await until('第二版印成', async () => {
    const { version } = await (
      await desk.system.as('ailiyaer')
    ).get<{ version: { number: number } }>(`/api/v1/meetings/${meeting.caseId}/packet`);
    return version.number === 2 ? true : undefined;
  });
  expect((await pages.packetOf(meeting, 'ailiyaer')).join('\n')).toContain('第一年投资调整为一点一亿元');
  expect(await pages.look('ailiyaer', `/meetings/${meeting.caseId}/packet`, 'packet-page')).toMatch(/第.*页/);
  expect(await pages.look('ailiyaer', '/', 'home-commissioner')).not.toBe('');
});

test('art-40 开会、签到、逐项登记决定；散会后出交办单、纪要', async () => {
  await moveClockTo(desk.system, new Date((await meeting.meeting()).agenda?.items[0]?.callAt ?? ''));
  const opening = await pages.at(secretary, `/meetings/${meeting.caseId}`);
  await press(opening, '开会');
  await opening.context().close();
  const attendance = new Attendance(desk.system, meeting);
  for (const login of ['ailiyaer', 'zhenghuaishuo', 'heyichuan']) await attendance.mark(login, 'present');
  for (const post of ['水利局局长', '教育局局长']) await attendance.mark(desk.personAt(post), 'present');
  await attendance.mark('abudureyimu', 'late', '下乡返回');
  await pages.look(secretary, `/meetings/${meeting.caseId}/attendance`, 'attendance');
  for (const paper of ['seating', 'place-cards', 'call-up'])
    expect(await pages.pdf(secretary, `/meetings/${meeting.caseId}/${paper}.pdf`, paper)).not.toEqual([]);

  const page = await pages.at(secretary, `/meetings/${meeting.caseId}/decisions`);
  await page.locator('summary', { hasText: '登记决定' }).first().click();
  const form = page.locator('form[action$="/decision"]').first();
  await form.locator('[name=outcome]').selectOption('agreed');
  await form.locator('[name=words]').fill('原则同意实施方案，由水利局修改后印发。');
  await form.locator('[name=disclosure]').selectOption('public');
  await form.locator('[name=what0]').fill('分年落实灌区续建配套资金');
  await form.locator('[name=lead0]').selectOption('finance');
  await form.locator('[name=assisting0]').selectOption(['water']);
  await form.locator('[name=title0]').fill('关于印发灌区续建配套与节水改造实施方案的通知');
  await form.locator('[name=drafter0]').selectOption('water');
  await form.locator('[name=title1]').fill('关于加强灌区用水管理的通知');
  await form.locator('[name=drafter1]').selectOption('water');
  await page.screenshot({ path: desk.pictureFile('decision-form'), fullPage: true });
  await form.getByRole('button').click();
  await page.getByText('决定已登记').waitFor();
  await press(page, '登记散会');
  expect(await page.innerText('main')).toContain('集团化办学');
  const itemId = (await meeting.meeting()).agenda?.items[1]?.itemId;
  await (
    await desk.system.as(secretary)
  ).put(`/api/v1/meetings/${meeting.caseId}/items/${itemId}/decision`, {
    outcome: 'agreed-with-changes',
    words: '同意，按会议意见修改后实施。',
    disclosure: 'public',
  });
  await page.goto(`${desk.system.baseUrl}/meetings/${meeting.caseId}/decisions`);
  await press(page, '登记散会');
  await page.context().close();
  await until('会后转办', async () => ((await pages.decisions(meeting)).minutes ? true : undefined));
  expect(await pages.look(secretary, `/meetings/${meeting.caseId}/decisions`, 'decisions')).toContain(
    '财政局',
  );
});

test('art-40 纪要由办公室起草，秘书长或办公室主任审核，专员签发', async () => {
  const { minutes } = await pages.decisions(meeting);
  const way = new Way(desk.system, minutes?.caseId ?? '');
  desk.system.drafters.set(way.caseId, secretary);
  await (await desk.system.as(secretary)).post(`/api/v1/drafts/${way.caseId}/submission`, {});
  await way.through('ReviewByDraftingUnit');
  const { reviewers } = await desk.system.questions(await way.open('ReviewByOffice'));
  const reviewer = reviewers.find(({ label }) => label.startsWith('秘书长'))?.value ?? '';
  await way.act('ReviewByOffice', 'agree', '同意。', { reviewer });
  await desk.act(way.caseId, 'userTask_ReviewByLeader', '同意，送签发');
  await desk.act(way.caseId, 'userTask_SignAndIssue', '同意，签发', {
    look: (task) => task.photograph(desk.pictureFile('minutes-sign')),
  });
  await way.through('FinalCheck');
  expect((await way.issued()).documentNumber).toMatch(/^喀署纪要〔\d{4}〕\d+号$/u);
  const words = (await pages.pdf(secretary, `/cases/${way.caseId}/document.pdf`, 'minutes')).join('');
  for (const word of ['请假', '林静姝', '列席']) expect(words).toContain(word);
});

test('art-40 会议决定的两个文件：一个按期印发，一个在第九个工作日写明理由后印发', async () => {
  const { documents, endedAt } = await pages.decisions(meeting);
  const first = await meeting.draftDecided(documents[0]?.id ?? '', desk.personAt('水利局科员'));
  await first.through('FinalCheck');
  await first.issued();
  const late = await meeting.draftDecided(documents[1]?.id ?? '', desk.personAt('水利局科员'));
  const ninth = deadline(new Date(endedAt), 9, await desk.calendar());
  await moveClockTo(desk.system, new Date(ninth.at.getTime() - 3_600_000));
  await until('超期', async () =>
    (await pages.decisions(meeting)).documents[1]?.isOverrun ? true : undefined,
  );
  const page = await pages.at(desk.personAt('水利局局长'), `/decided-documents/${documents[1]?.id}`);
  await page
    .locator('form[action$=overrun] [name=reason]')
    .fill('会后按会议意见与五个县核对用水指标，推迟印发。');
  await page.screenshot({ path: desk.pictureFile('decided-document'), fullPage: true });
  await page.locator('form[action$=overrun] button').click();
  await page.waitForLoadState();
  await page.context().close();
  await late.through('FinalCheck');
  await late.issued();
  const [inTime, beyond] = (await pages.decisions(meeting)).documents;
  expect(inTime).toMatchObject({ isOverrun: false, overrunReason: null });
  expect(beyond).toMatchObject({ isOverrun: true, overrunReason: expect.stringContaining('用水指标') });
});

test('art-24 财政局反馈后由分管领导销号；一年的会议画成图', async () => {
  const { items } = await (
    await desk.system.as(secretary)
  ).get<{ items: { caseId: string }[] }>(`/api/v1/supervision?scope=all&meeting=${meeting.caseId}`);
  const task = items[0]?.caseId ?? '';
  desk.system.drafters.set(task, secretary);
  await desk.act(task, 'userTask_ReportProgress', '已办结，报请销号', {
    opinion: '第一年资金一点一亿元已下达。',
    look: (form) => form.photograph(desk.pictureFile('supervision-report')),
  });
  await desk.act(task, 'userTask_ConfirmDone', '同意销号');
  await desk.system.waitFor(task, ({ closedAs }) => closedAs === 'done');
  await pages.look(secretary, `/supervision/${task}`, 'supervision');
  const { endedAt } = await pages.decisions(meeting);
  const year = new Date(endedAt).getUTCFullYear();
  expect(await pages.look(secretary, `/meetings/year/${year}`, 'meeting-year')).toContain('常务会议');
});
