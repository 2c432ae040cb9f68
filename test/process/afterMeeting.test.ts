import { currentCalendar } from '../../db/calendar';
import { countWorkingDays, deadline, endOfDay } from '../../domain/calendar';
import { announce, takeUpAgain } from '../support/calendarNotice';
import { expectNoIncidents } from '../support/incidents';
import { Meeting } from '../support/meeting';
import { moveClockTo } from '../support/officeClock';
import { RunningSystem } from '../support/running';
import { until } from '../support/until';
import { readPdf } from '../unit/rendering/readPdf';
import { Way } from '../support/way';

let system: RunningSystem;
beforeAll(async () => {
  system = await RunningSystem.connect();
});
afterAll(() => system.close());
jest.setTimeout(300_000);

const HEAD = 'adili';

test('art-40 还有议题没有决定的不能散会；散会以前可以重新登记，散会以后只能更正', async () => {
  const { meeting, items, topics } = await Meeting.held(
    system,
    '关于农业防灾减灾的汇报',
    '关于春耕备耕的汇报',
  );
  const secretary = await meeting.secretary();
  await meeting.decide(items[0]);
  await expect(secretary.post(`/api/v1/meetings/${meeting.caseId}/ending`, {})).rejects.toMatchObject({
    status: 409,
    problem: expect.objectContaining({ detail: expect.stringContaining('关于春耕备耕的汇报') }),
  });
  await meeting.decide(items[1], {
    outcome: 'postponed',
    words: '补充测算后再议',
    disclosure: 'on-request',
  });
  await meeting.decide(items[0], { words: '同意，修改后印发' });
  await meeting.end();
  expect((await meeting.decisions()).items[0]?.decision).toMatchObject({
    number: 2,
    words: '同意，修改后印发',
  });
  await topics[0]?.stands('decided');
  await topics[1]?.stands('postponed');
  await expect(meeting.decide(items[0])).rejects.toMatchObject({ status: 409 });
  await secretary.post(`/api/v1/meetings/${meeting.caseId}/items/${items[0]}/corrections`, {
    words: '原则同意，修改后印发',
    disclosure: 'public',
    reason: '漏记“原则”',
  });
  expect((await meeting.decisions()).items[0]?.decision?.words).toBe('原则同意，修改后印发');
  await expectNoIncidents(system);
});

test('art-24 议定事项不等纪要印发就交办；牵头单位反馈，分管领导确认后销号', async () => {
  const { meeting, items } = await Meeting.held(system, '关于高标准农田建设的汇报');
  await meeting.decide(items[0], {
    tasks: [{ what: '完成高标准农田项目前期工作', leadBodyId: 'agriculture', assistingBodyIds: ['finance'] }],
  });
  await meeting.end();
  const [task] = await until('交办', async () => {
    const found = await meeting.tasks();
    return found[0]?.stepLabel ? found : undefined;
  });
  expect((await meeting.decisions()).minutes?.status).toBe('draft');
  const way = meeting.follow(task?.caseId ?? '');
  const step = await way.open('ReportProgress');
  expect(step.holders.map(({ personId }) => personId)).toEqual([
    system.office.people.persons.find(({ login }) => login === HEAD)?.id,
  ]);
  const head = await system.as(HEAD);
  await head.post(`/api/v1/supervision/${way.caseId}/feedback`, { words: '可研报告已批复。' });
  const finance = system.office.people.persons.find(({ posts }) => posts.includes('finance-head'));
  const assisting = await system.as(finance?.login ?? '');
  await assisting.post(`/api/v1/supervision/${way.caseId}/feedback`, { words: '资金已落实。' });
  await expect((await system.as('gulimire')).get(`/api/v1/supervision/${way.caseId}`)).rejects.toMatchObject({
    status: 404,
  });
  await way.act('ReportProgress', 'report-done', '前期工作已完成。');
  await way.act('ConfirmDone', 'return', '请补报用地手续。');
  await way.act('ReportProgress', 'report-done', '用地手续已补齐。');
  await way.act('ConfirmDone', 'close-task', '');
  await way.ended();
  const [closed] = await meeting.tasks();
  expect(closed?.closedAt).not.toBeNull();
  expect(closed?.feedback.map(({ words }) => words)).toEqual(['可研报告已批复。', '资金已落实。']);
  const sheet = await head.bytes(`/api/v1/supervision/${way.caseId}/sheet.pdf`);
  expect(sheet.subarray(0, 5).toString()).toBe('%PDF-');
  await expectNoIncidents(system);
});

test('art-40 法则8 录入放假通知，印发期限随之顺延并记明缘由；会议定了期限的议定事项不变', async () => {
  const { meeting, items } = await Meeting.held(system, '关于冬季供暖的汇报');
  const before = await currentCalendar(system.pool);
  const { rows } = await system.pool.query<{ now: Date }>('select app_now() as now');
  const dueOn = deadline(rows[0]?.now ?? new Date(Number.NaN), 10, before).counted.at(-1)?.date ?? '';
  await meeting.decide(items[0], {
    tasks: [{ what: '检修供暖管网', leadBodyId: 'housing-construction', dueOn }],
    documents: [{ title: '关于冬季供暖的通知', bodyId: 'housing-construction' }],
  });
  await meeting.end();
  const { documents, endedAt } = await meeting.decisions();
  const [task] = await until('交办', async () => {
    const found = await meeting.tasks();
    return found[0]?.stepDueAt ? found : undefined;
  });
  const set = endOfDay(dueOn, before).toISOString();
  expect(task?.stepDueAt).toBe(set);

  const firstDay = deadline(new Date(endedAt ?? 0), 1, before).counted[0]?.date ?? '';
  const after = await announce(system, { daysOff: [firstDay] });
  const expected = deadline(new Date(endedAt ?? 0), 7, after).at.toISOString();
  expect(expected > (documents[0]?.dueAt ?? '')).toBe(true);
  await until('印发期限顺延', async () => {
    const [document] = (await meeting.decisions()).documents;
    return document?.dueAt === expected ? document : undefined;
  });
  expect(await meeting.summaries()).toContainEqual(
    expect.stringMatching(/^《关于冬季供暖的通知》印发期限由.+改为.+：工作日历录入放假通知/),
  );
  expect((await meeting.tasks())[0]?.stepDueAt).toBe(set);
  await takeUpAgain(system, before.version);
  await expectNoIncidents(system);
});

test('art-40 决定印发的文件自散会起7个工作日：按期的不须理由，第9个工作日的须登记理由才能过复核', async () => {
  const { meeting, items } = await Meeting.held(system, '关于防沙治沙的汇报');
  await meeting.decide(items[0], {
    documents: [
      { title: '关于做好防沙治沙工作的通知', bodyId: 'agriculture' },
      { title: '关于加强农田水利管护的通知', bodyId: 'agriculture' },
    ],
  });
  await meeting.end();
  const { documents, endedAt } = await meeting.decisions();
  const [first, second] = documents;
  expect(documents).toHaveLength(2);
  const due = new Date(first?.dueAt ?? 0);
  const calendar = await currentCalendar(system.pool);
  expect(countWorkingDays(new Date(endedAt ?? 0), new Date(due.getTime() - 1), calendar)).toBe(7);

  const inTime = await meeting.draftDecided(first?.id ?? '');
  await inTime.act('FinalCheck');
  await inTime.issued();
  const late = await meeting.draftDecided(second?.id ?? '');
  const head = await system.as(HEAD);
  const overrun = `/api/v1/decided-documents/${second?.id}/overrun`;
  await expect(head.post(overrun, { reason: '会商未定' })).rejects.toMatchObject({ status: 409 });

  // The ninth working day: two after the last one.
  await moveClockTo(system, new Date(deadline(due, 2, calendar).at.getTime() - 3_600_000));
  const told = await until('超时提醒', async () => {
    const { rows } = await system.pool.query<{ kind: string; posts: string[] }>(
      `select notice.kind, array_agg(distinct posts.label) as posts
         from decided_document_notices as notice join decided_document_notice_recipients on notice_id = notice.id
         join post_holdings using (person_id) join posts on posts.id = post_id
        where document_id = $1 group by notice.id`,
      [second?.id],
    );
    return rows.find(({ kind }) => kind === 'overdue');
  });
  expect(told.posts).toEqual(expect.arrayContaining(['农业农村局局长', '秘书长', '行署办公室主任']));

  await late.act('FinalCheck');
  const refused = await until('复核不予采认', async () =>
    (await late.view()).opinions.find(({ act, accepted }) => act === '复核' && !accepted),
  );
  expect(refused.refusal).toContain('超期理由');
  await head.post(overrun, { reason: '与水利局会商用时较长。' });
  await late.act('FinalCheck');
  await late.issued();
  const after = (await meeting.decisions()).documents;
  expect(after.find(({ id }) => id === first?.id)).toMatchObject({ isOverrun: false, overrunReason: null });
  expect(after.find(({ id }) => id === second?.id)).toMatchObject({
    isOverrun: true,
    overrunReason: '与水利局会商用时较长。',
  });
  await expectNoIncidents(system);
});

test('art-40 会前已经另行拟稿的，关联到会议决定，印发后决定随之了结、不再提醒', async () => {
  const way = new Way(system, await system.submit());
  const { meeting, items } = await Meeting.held(system, '关于防沙治沙春季造林的汇报');
  await meeting.decide(items[0], {
    documents: [{ title: '关于做好防沙治沙春季造林工作的通知', bodyId: 'agriculture' }],
  });
  await meeting.end();
  const [document] = (await meeting.decisions()).documents;
  const clerk = await system.as(system.drafterLogin);
  const linked = await clerk.put<{ caseId: string }>(`/api/v1/decided-documents/${document?.id}/case`, {
    caseId: way.caseId,
  });
  expect(linked.caseId).toBe(way.caseId);
  await way.through('ReviewByDraftingUnit', 'ReviewByOffice', 'ReviewByLeader', 'SignAndIssue', 'FinalCheck');
  await way.issued();
  const [issued] = await until('决定了结', async () => {
    const { documents } = await meeting.decisions();
    return documents[0]?.issuedAt ? documents : undefined;
  });
  expect(issued).toMatchObject({ caseId: way.caseId, isOverrun: false });
  const { rows } = await system.pool.query('select is_watched from decided_documents where id = $1', [
    document?.id,
  ]);
  expect(rows).toEqual([{ is_watched: false }]);
  await expectNoIncidents(system);
});

test('art-40 散会后更正决定：没有签发的纪要改好才能送审、审核、签发；已经签发的不再更正', async () => {
  const { meeting, items } = await Meeting.held(system, '关于冬季取暖的汇报');
  await meeting.decide(items[0], { words: '原则同意，下月底前全部供暖' });
  await meeting.end();
  const secretary = await meeting.secretary();
  const correct = (words: string): Promise<unknown> =>
    secretary.post(`/api/v1/meetings/${meeting.caseId}/items/${items[0]}/corrections`, {
      ...{ words, disclosure: 'public', reason: '时限记错' },
    });
  const { minutes } = await meeting.decisions();
  const way = meeting.follow(minutes?.caseId ?? '');
  const rewrite = async (from: string, to: string): Promise<void> => {
    const draft = await secretary.get<{
      facts: object;
      grounds: object;
      revision: number;
      content: { body: string };
    }>(`/api/v1/drafts/${way.caseId}`);
    const { facts, grounds, revision, content } = draft;
    const body = content.body.replace(from, to);
    await secretary.put(`/api/v1/drafts/${way.caseId}`, {
      ...{ facts, grounds, revision, content: { ...content, body } },
    });
  };

  await correct('原则同意，本月底前全部供暖');
  await expect(secretary.post(`/api/v1/drafts/${way.caseId}/submission`, {})).rejects.toMatchObject({
    ...{ status: 422, problem: expect.objectContaining({ detail: expect.stringContaining('本月底前') }) },
  });
  const { items: told } = await secretary.get<{ items: { words: string }[] }>('/api/v1/meeting-tellings');
  expect(told.map(({ words }) => words).join()).toContain('对“关于冬季取暖的汇报”的决定有更正（时限记错）');
  await rewrite('下月底前', '本月底前');
  await secretary.post(`/api/v1/drafts/${way.caseId}/submission`, {});

  await way.through('ReviewByDraftingUnit');
  await way.open('ReviewByOffice');
  await correct('原则同意，十日内全部供暖');
  await expect(way.act('ReviewByOffice')).rejects.toMatchObject({
    ...{ status: 422, problem: expect.objectContaining({ detail: expect.stringContaining('请退回修改') }) },
  });
  await way.act('ReviewByOffice', 'return', '照更正后的决定改。');
  const revising = await way.open('ReviseDraft');
  expect(revising.reason).toContain('十日内全部供暖');
  await expect(way.act('ReviseDraft', 'resubmit', '')).rejects.toMatchObject({ status: 422 });
  await rewrite('本月底前', '十日内');
  await way.act('ReviseDraft', 'resubmit', '');
  // Of the reviewers 办公室主任 is picked, who has seen this text as head of the drafting unit: he isn't asked twice.
  await way.through('ReviewByDraftingUnit', 'ReviewByOffice', 'SignAndIssue');
  expect(await way.steps()).not.toContain('ReviewByLeader');
  expect(await way.summaries()).toContainEqual(
    expect.stringMatching(/^行署办公室主任.+已以主办单位主要负责人审核过这一稿，不再重复审核/u),
  );
  await way.open('FinalCheck');
  await expect(correct('原则同意，五日内全部供暖')).rejects.toMatchObject({
    ...{
      status: 409,
      problem: expect.objectContaining({ detail: expect.stringContaining('请提请会议重新议定') }),
    },
  });
  await way.act('FinalCheck');
  await way.issued();
  const excerpt = await secretary.bytes(`/api/v1/meetings/${meeting.caseId}/excerpts/agriculture`);
  const words = (await readPdf(excerpt)).flatMap(({ lines }) => lines).join('');
  expect(words).toContain('十日内全部供暖');
  expect(words).not.toContain('下月底前');
  await expectNoIncidents(system);
});

test('art-40 纪要由会务人员报送，办公室主任或秘书长审核，专员签发，编纪要号', async () => {
  const { meeting, items } = await Meeting.held(system, '关于农村饮水安全的汇报');
  await meeting.decide(items[0], {
    tasks: [{ what: '排查农村饮水安全隐患', leadBodyId: 'water', assistingBodyIds: ['agriculture'] }],
  });
  await meeting.end();
  const { minutes } = await meeting.decisions();
  const way = meeting.follow(minutes?.caseId ?? '');
  const secretary = await meeting.secretary();
  const draft = await secretary.get<{ content: { body: string; attendance: { present: string[] } } }>(
    `/api/v1/drafts/${way.caseId}`,
  );
  expect(draft.content.body).toContain('由水利局牵头，农业农村局配合');
  expect(draft.content.attendance.present.length).toBeGreaterThan(3);
  await secretary.post(`/api/v1/drafts/${way.caseId}/submission`, {});
  await way.through('ReviewByDraftingUnit');
  const { reviewers } = await system.questions(await way.open('ReviewByOffice'));
  const reviewer = reviewers.find(({ label }) => label.startsWith('秘书长'))?.value ?? '';
  await way.act('ReviewByOffice', 'agree', '同意。', { reviewer });
  const review = await way.open('ReviewByLeader');
  expect(review.rule.article).toBe('art-40');
  expect(review.holders.map(({ postLabel }) => postLabel)).toEqual(['秘书长']);
  await way.act('ReviewByLeader');
  const sign = await way.open('SignAndIssue');
  expect(sign.holders.map(({ postLabel }) => postLabel)).toEqual(['专员']);
  await way.through('SignAndIssue', 'FinalCheck');
  await way.issued();
  expect((await meeting.decisions()).minutes?.documentNumber).toMatch(/^喀署纪要〔\d{4}〕\d+号$/u);
  const excerpt = await secretary.bytes(`/api/v1/meetings/${meeting.caseId}/excerpts/water`);
  expect(excerpt.subarray(0, 5).toString()).toBe('%PDF-');
  await expectNoIncidents(system);
});
