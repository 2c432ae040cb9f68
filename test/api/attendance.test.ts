import { sendNoticesOf } from '../../db/attendance/sendNotices';
import { findMeeting, openMeeting, setMeetingState } from '../../db/meetings/meetings';
import { withTransaction } from '../../db/transaction';
import { ApprovedMeeting, plainPdf } from '../support/approvedMeeting';
import { readPdf } from '../unit/rendering/readPdf';
import type { ApiUnderTest } from './support/apiUnderTest';
import { startApi } from './support/apiUnderTest';
import type { Client } from './support/client';
import { people } from './support/stories';

const SECRETARY = 'qixiaoman';
const DEPUTY = 'linjingshu';
const FINANCE_HEAD = 'palidan';
const STRANGER = 'gulanting';

let api: ApiUnderTest;
let id: string;
beforeAll(async () => {
  api = await startApi();
  const meeting = await ApprovedMeeting.plan(api.pool);
  id = meeting.id;
  const topics = [
    await meeting.topic('防沙治沙方案', await plainPdf('SAND')),
    await meeting.topic('补助资金安排', await plainPdf('MONEY')),
  ];
  await meeting.approve(1, topics, [
    { login: people.commissioner, post: 'commissioner', items: null },
    { login: DEPUTY, post: 'deputy-commissioner-social', items: null },
    { login: FINANCE_HEAD, post: 'finance-head', items: [2] },
  ]);
  await withTransaction(api.pool, async (sql) => {
    await setMeetingState(sql, id, 'approved');
    const found = await findMeeting(sql, id);
    if (found) await sendNoticesOf(sql, found, 'Asia/Shanghai');
  });
}, 120_000);
afterAll(() => api.stop());
jest.setTimeout(120_000);

const as = (login: string): Promise<Client> => api.as(login);
const path = (what: string): string => `/api/v1/meetings/${id}/${what}`;
const submit = async (login: string, to: string, fields: Record<string, string>) =>
  (await as(login)).post(to, new URLSearchParams(fields));

interface ListedNotice {
  personId: string;
  participantId: string;
  words: string;
  readAt: string | null;
  receipt: { answer: string; channel: string; answeredBy: string; recordedAs: string } | null;
}
const notices = async (): Promise<ListedNotice[]> =>
  (await (await as(SECRETARY)).get(path('notices'))).json.items;
const noticeOf = async (personId: string) => (await notices()).find((one) => one.personId === personId);

describe('art-38 会议通知和回执', () => {
  it('各得各的通知，打开即有送达凭据，首页请给回执；给过的不再提示', async () => {
    const finance = await as(FINANCE_HEAD);
    expect((await finance.get('/')).text).toContain(`/meetings/${id}/receipt`);
    expect((await noticeOf(FINANCE_HEAD))?.readAt).toBeNull();
    const own = await finance.get(path('receipt'));
    expect(own.json.words).toContain('补助资金安排');
    expect(own.json.words).not.toContain('防沙治沙方案');
    expect((await noticeOf(FINANCE_HEAD))?.readAt).not.toBeNull();
    expect((await submit(FINANCE_HEAD, `/meetings/${id}/receipt`, { answer: 'attends' })).status).toBe(303);
    expect((await finance.get('/')).text).not.toContain(`/meetings/${id}/receipt`);
    expect((await noticeOf(FINANCE_HEAD))?.receipt).toMatchObject({
      answer: 'attends',
      channel: 'system',
      recordedAs: '财政局局长帕丽旦·玉山',
    });
    expect((await finance.get(`/meetings/${id}/receipt`)).text).toContain('参加（');
  });

  it('电话、短信回执由会务人员登记，写明何人答复；别人不能代为登记', async () => {
    const participantId = (await noticeOf(DEPUTY))?.participantId;
    const told = { participantId, answer: 'attends', channel: 'telephone', answeredBy: '副专员秘书小赵' };
    expect((await (await as(FINANCE_HEAD)).post(path('receipts'), told)).status).toBe(403);
    const secretary = await as(SECRETARY);
    const nameless = await secretary.post(path('receipts'), { ...told, answeredBy: '' });
    expect(nameless.json.detail).toContain('来电、来信的人');
    expect((await secretary.post(path('receipts'), { ...told, channel: 'system' })).status).toBe(422);
    expect((await secretary.post(path('receipts'), told)).status).toBe(201);
    expect((await noticeOf(DEPUTY))?.receipt).toMatchObject({
      channel: 'telephone',
      answeredBy: '副专员秘书小赵',
      recordedAs: '行署办公室科员祁小满',
    });
    const page = await secretary.get(`/meetings/${id}/attendance`);
    expect(page.text).toContain('电话，副专员秘书小赵');
  });

  it('art-56 与会议无关的人看不到通知、签到、座次', async () => {
    const stranger = await as(STRANGER);
    for (const what of ['notices', 'receipt', 'attendance', 'seating', 'call-ups'])
      expect((await stranger.get(path(what))).status).toBe(404);
    expect((await stranger.post(path('receipts'), { answer: 'attends' })).status).toBe(404);
  });

  it('只参加部分议题的人给得了回执，看不到整个会议的签到表', async () => {
    expect((await (await as(FINANCE_HEAD)).get(path('attendance'))).status).toBe(404);
    expect((await (await as(FINANCE_HEAD)).get(path('notices'))).status).toBe(403);
  });
});

describe('art-39 请假', () => {
  it('只为自己请；电话请假由会务人员登记并写明何人告知；不在会议的人不须请假', async () => {
    const wish = { meetingId: id, reason: '自治区另有会议' };
    const other = await (
      await as(FINANCE_HEAD)
    ).post('/api/v1/leave-requests', { ...wish, personId: DEPUTY });
    expect(other.status).toBe(403);
    const secretary = await as(SECRETARY);
    const byPhone = { ...wish, personId: FINANCE_HEAD, channel: 'telephone' };
    expect((await secretary.post('/api/v1/leave-requests', byPhone)).status).toBe(422);
    const outside = await secretary.post('/api/v1/leave-requests', {
      ...{ ...byPhone, personId: STRANGER, toldBy: '值班员' },
    });
    expect(outside.json.title).toBe('不须请假');
    expect((await (await as(STRANGER)).post('/api/v1/leave-requests', wish)).status).toBe(404);
    expect((await (await as(DEPUTY)).post('/api/v1/leave-requests', { ...wish, reason: ' ' })).status).toBe(
      400,
    );
  });

  it('页面写明由谁决定和可以代会的人；请了以后自己看得到，可以销假', async () => {
    const finance = await as(FINANCE_HEAD);
    const form = await finance.get(`/leave?meeting=${id}`);
    expect(form.text).toContain('办公室汇总报专员');
    expect(form.text).toContain('财政局副局长邹景行');
    const own = { meetingId: id, personId: FINANCE_HEAD, channel: 'system' };
    const empty = await submit(FINANCE_HEAD, '/leave', { ...own, reason: '' });
    expect(empty.status).toBe(400);
    const asked = await submit(FINANCE_HEAD, '/leave', {
      ...{ ...own, reason: '住院手术', substitutePersonId: 'zoujingxing' },
    });
    expect(asked.status).toBe(303);
    const { items } = (await finance.get('/api/v1/leave-requests')).json;
    expect(items).toEqual([
      expect.objectContaining({ state: 'asked', decidedBy: 'list', substitute: '财政局副局长邹景行' }),
    ]);
    expect((await finance.get(`/leave?meeting=${id}`)).text).toContain('办公室汇总中');
    const stranger = await as(STRANGER);
    const end = `/api/v1/leave-requests/${items[0].caseId}/cancelling`;
    expect((await stranger.post(end, {})).status).toBe(404);
    expect((await finance.post(end, {})).json.state).toBe('cancelled');
    expect((await finance.post(end, {})).status).toBe(409);
  });

  it('art-5 专员的页面告知另办，不出请假的表', async () => {
    const page = await (await as(people.commissioner)).get(`/leave?meeting=${id}`);
    expect(page.text).toContain('外出报备');
    expect(page.text).not.toContain('提出请假');
  });

  it('art-54 外出报备与会议相重的，签到表上标明，不代替请假', async () => {
    const deputy = await as(DEPUTY);
    const meeting = await findMeeting(api.pool, id);
    const at = (hours: number) =>
      new Date((meeting?.startsAt.getTime() ?? 0) + hours * 3_600_000).toISOString();
    const report = await deputy.post('/api/v1/travel-reports', {
      ...{ postId: 'deputy-commissioner-social', destination: '乌鲁木齐市', reason: '参加自治区会议' },
      ...{ leavesAt: at(-24), returnsAt: at(24) },
    });
    expect(report.status).toBe(201);
    const { rows } = (await (await as(SECRETARY)).get(path('attendance'))).json;
    const row = rows.find(
      (one: { participant: { personId: string } }) => one.participant.personId === DEPUTY,
    );
    expect(row).toMatchObject({ state: 'awaited', leave: null, travel: { destination: '乌鲁木齐市' } });
    const page = await (await as(SECRETARY)).get(`/meetings/${id}/attendance`);
    expect(page.text).toContain('没有请假');
  });
});

describe('art-39 签到和座次', () => {
  const mark = async (login: string, personId: string, what: string) => {
    const { rows } = (await (await as(SECRETARY)).get(path('attendance'))).json;
    const row = rows.find(
      (one: { participant: { personId: string } }) => one.participant.personId === personId,
    );
    return (await as(login)).post(path('attendance'), {
      marks: [{ participantId: row.participant.id, mark: what }],
    });
  };

  it('只有会务人员登记；页面只登记有改动的人', async () => {
    expect((await mark(DEPUTY, DEPUTY, 'present')).status).toBe(403);
    expect((await mark(SECRETARY, DEPUTY, 'present')).status).toBe(200);
    const { rows } = (await (await as(SECRETARY)).get(path('attendance'))).json;
    const fields = Object.fromEntries(
      rows.map(({ participant }: { participant: { id: string; personId: string } }) => [
        `mark.${participant.id}`,
        participant.personId === FINANCE_HEAD ? 'late' : participant.personId === DEPUTY ? 'present' : '',
      ]),
    );
    expect((await submit(SECRETARY, `/meetings/${id}/attendance`, fields)).status).toBe(303);
    const { rowCount } = await api.pool.query('select from attendance_marks where meeting_id = $1', [id]);
    expect(rowCount).toBe(2);
    const { summary } = (await (await as(SECRETARY)).get(path('attendance'))).json;
    expect(summary).toMatchObject({ present: ['林静姝'], attending: ['帕丽旦·玉山'], late: ['帕丽旦·玉山'] });
  });

  it('座次图、席卡、候会叫会单都印得出；主持人居中', async () => {
    const secretary = await as(SECRETARY);
    const { plan, room } = (await secretary.get(path('seating'))).json;
    expect(room.id).toBe('meeting-room');
    expect(plan.rows[0].seats[4]).toMatchObject({ name: '艾力亚尔·玉苏普', isPresider: true });
    expect(plan.rows[0].seats[5]).toMatchObject({ name: '林静姝' });
    expect((await secretary.get(`${path('seating')}?room=assembly-hall`)).json.room.label).toContain(
      '会议厅',
    );
    expect((await secretary.get(`${path('seating')}?room=nowhere`)).status).toBe(422);
    for (const [file, words] of [
      ['seating.pdf', '林静姝'],
      ['seating.pdf?paper=a3', '帕丽旦·玉山'],
      ['place-cards.pdf', '艾力亚尔·玉苏普'],
      ['call-up.pdf', '财政局局长帕丽旦·玉山'],
    ]) {
      const bytes = await secretary.bytes(`/meetings/${id}/${file}`);
      const text = (await readPdf(bytes)).flatMap(({ lines }) => lines);
      expect(text.join('')).toContain(words);
    }
    expect((await (await as(DEPUTY)).get(path('seating'))).status).toBe(403);
  });

  it('开会以后请假、销假都不再受理，签到照样更正；散会以后不再更正', async () => {
    await openMeeting(api.pool, id, api.deps.clock.now());
    const wish = { meetingId: id, reason: '临时有事' };
    const late = await (await as(DEPUTY)).post('/api/v1/leave-requests', wish);
    expect(late.status).toBe(409);
    expect(late.json.detail).toContain('不再受理');
    expect((await (await as(DEPUTY)).get(`/leave?meeting=${id}`)).text).toContain('不再受理');
    expect((await mark(SECRETARY, DEPUTY, 'late')).status).toBe(200);
    await api.pool.query(`update meetings set state = 'ended', ended_at = app_now() where case_id = $1`, [
      id,
    ]);
    expect((await mark(SECRETARY, DEPUTY, 'present')).status).toBe(409);
    await expect(
      api.pool.query(
        `insert into attendance_marks (meeting_id, participant_id, mark, at, recorded_by, recorded_as)
         select meeting_id, participant_id, mark, at, recorded_by, recorded_as from attendance_marks limit 1`,
      ),
    ).rejects.toThrow('散会');
    await expect(api.pool.query('update attendance_marks set note = $1', ['改'])).rejects.toThrow();
    await expect(api.pool.query('delete from meeting_receipts')).rejects.toThrow();
  });
});
