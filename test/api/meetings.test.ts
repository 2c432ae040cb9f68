import type { Pool } from 'pg';
import type { Dependencies } from '../../api/dependencies';
import { listOffered } from '../../api/useCases/meetings/arranging';
import { listReadable } from '../../api/useCases/meetings/view';
import type { Account } from '../../db/accounts';
import { lockCase } from '../../db/cases';
import type { Meeting } from '../../db/meetings/meetings';
import { findMeeting, lockMeeting } from '../../db/meetings/meetings';
import { claimCase } from '../../db/runningCases';
import type { Job } from '../../engine/jobStreams';
import type { WorkerDeps } from '../../workers/deps';
import { sendNotices } from '../../workers/meeting/sendNotices';
import { ApprovedMeeting, plainPdf } from '../support/approvedMeeting';
import { until } from '../support/until';
import type { ApiUnderTest } from './support/apiUnderTest';
import { startApi } from './support/apiUnderTest';
import { people } from './support/stories';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApi();
}, 120_000);
afterAll(() => api.stop());
jest.setTimeout(120_000);

const SECRETARY = 'qixiaoman';
const FINANCE_HEAD = 'palidan';
const EDUCATION_HEAD = 'gulanting';
const inDays = (days: number): string =>
  new Date(api.deps.clock.now().getTime() + days * 86_400_000).toISOString();
const standing = (more: object = {}) => ({
  ...{ kind: 'standing', startsAt: inDays(3), place: '第一会议室' },
  ...more,
});

describe('art-6 谁能计划会议', () => {
  it.each([SECRETARY, 'dilixiati', 'heyichuan', people.commissioner])('%s 可以', async (login) => {
    const answer = await (await api.as(login)).post('/api/v1/meetings', standing());
    expect(answer.status).toBe(201);
    expect(answer.json).toMatchObject({
      state: 'preparing',
      number: null,
      presiderPersonId: people.commissioner,
      mayManage: true,
    });
  });

  it.each([people.drafter, FINANCE_HEAD, 'zhenghuaishuo', people.reviewer])('%s 不可以', async (login) => {
    const answer = await (await api.as(login)).post('/api/v1/meetings', standing());
    expect(answer.status).toBe(403);
    expect(answer.json.rule.article).toBe('art-6');
  });

  it('会议种类、时间不对的，说清楚怎么改', async () => {
    const secretary = await api.as(SECRETARY);
    const kind = await secretary.post('/api/v1/meetings', standing({ kind: 'party' }));
    expect(kind.json.detail).toContain('常务会议');
    const past = await secretary.post('/api/v1/meetings', standing({ startsAt: inDays(-1) }));
    expect(past.json.detail).toContain('应在现在之后');
  });
});

describe('art-56 谁能看会议', () => {
  let meeting: ApprovedMeeting;
  let topics: string[];
  beforeAll(async () => {
    meeting = await ApprovedMeeting.plan(api.pool);
    topics = [
      await meeting.topic('防沙治沙方案', await plainPdf('SAND')),
      await meeting.topic('补助资金安排', await plainPdf('MONEY')),
    ];
    await meeting.approve(1, topics, [
      { login: people.commissioner, post: 'commissioner', items: null },
      { login: FINANCE_HEAD, post: 'finance-head', items: [2] },
    ]);
  });
  const seenBy = async (login: string) => (await api.as(login)).get(`/api/v1/meetings/${meeting.id}`);

  it.each([SECRETARY, people.commissioner, 'linjingshu'])('%s 看全部', async (login) => {
    const { json } = await seenBy(login);
    expect(json).toMatchObject({ isWhole: true });
    expect(json.agenda.items).toHaveLength(2);
    expect(json.participants).toHaveLength(2);
  });

  it('列席一项的部门负责人只看这一项，别人的改动、别的参会人员也不看', async () => {
    const { json, text } = await seenBy(FINANCE_HEAD);
    expect(json).toMatchObject({ isWhole: false, mayManage: false, draft: null });
    expect(json.agenda.items.map(({ topicCaseId }: { topicCaseId: string }) => topicCaseId)).toEqual([
      topics[1],
    ]);
    expect(text).not.toContain('防沙治沙方案');
    expect(json.participants.map(({ personId }: { personId: string }) => personId)).toEqual([FINANCE_HEAD]);
    const page = await (await api.as(FINANCE_HEAD)).get(`/meetings/${meeting.id}`);
    expect(page.status).toBe(200);
    expect(page.text).toContain('补助资金安排');
    expect(page.text).not.toContain('防沙治沙方案');
  });

  it('提出议题的部门看自己的议题', async () => {
    expect((await seenBy('adili')).json.agenda.items).toHaveLength(2);
  });

  it.each([EDUCATION_HEAD, people.stranger, people.otherReviewer, people.admin])(
    '%s 与会议无关，会议如同不存在',
    async (login) => {
      expect((await seenBy(login)).status).toBe(404);
      const other = await api.as(login);
      expect((await other.get(`/meetings/${meeting.id}`)).status).toBe(404);
      expect((await other.get(`/api/v1/cases/${meeting.id}`)).status).toBe(404);
      expect((await other.get('/api/v1/meetings')).json.items).toEqual([]);
      expect((await other.get('/api/v1/meeting-years/2026')).status).toBe(403);
    },
  );

  it('只看自己议题的不能办理会务，也不能比较各版', async () => {
    const finance = await api.as(FINANCE_HEAD);
    const reason = { reason: '试试' };
    expect((await finance.post(`/api/v1/meetings/${meeting.id}/cancellation`, reason)).status).toBe(403);
    expect((await finance.put(`/api/v1/meetings/${meeting.id}/items`, { items: [] })).status).toBe(403);
    expect((await finance.get(`/api/v1/meetings/${meeting.id}/topics`)).status).toBe(403);
    expect((await finance.get(`/api/v1/meetings/${meeting.id}/comparison?from=1&to=1`)).status).toBe(404);
  });
});

describe('art-38 提前开会', () => {
  /** An approved meeting that begins so many minutes from now. */
  async function startingIn(minutes: number): Promise<string> {
    const meeting = await ApprovedMeeting.plan(api.pool);
    await meeting.approve(1, [await meeting.topic('冬季供暖保障方案', await plainPdf('HEAT'))], []);
    const startsAt = new Date(api.deps.clock.now().getTime() + minutes * 60_000);
    await api.pool.query('update meetings set starts_at = $2 where case_id = $1', [meeting.id, startsAt]);
    return meeting.id;
  }
  const margins = () => api.deps.office.meetings.opening;

  it('离开会时间还早的不能开会；写明理由的可以，理由记入办理过程', async () => {
    const id = await startingIn(margins().earlyMinutes + 90);
    const secretary = await api.as(SECRETARY);
    const refused = await secretary.post(`/api/v1/meetings/${id}/opening`, {});
    expect(refused.status).toBe(422);
    expect(refused.json.detail).toMatch(/现在还早\d小时.*请写明提前开会的理由/u);
    expect((await secretary.get(`/api/v1/meetings/${id}`)).json.state).toBe('approved');

    const page = await secretary.get(`/meetings/${id}`);
    expect(page.text).toContain('提前开会');
    const body = new URLSearchParams({ reason: ' ' });
    expect((await secretary.request('POST', `/meetings/${id}/opening`, { body })).status).toBe(422);

    const reason = '专员下午赴乌鲁木齐开会';
    const opened = await secretary.post(`/api/v1/meetings/${id}/opening`, { reason });
    expect(opened.json).toMatchObject({ state: 'opened', earlyReason: reason });
    expect((await secretary.get(`/meetings/${id}`)).text).toContain(reason);
    const { rows } = await api.pool.query<{ summary: string }>(
      `select summary from ledger_entries where case_id = $1 and kind = 'meeting-opened'`,
      [id],
    );
    expect(rows[0]?.summary).toMatch(new RegExp(`提前.+，理由：${reason}`, 'u'));
  });

  it('到了时间前后的照常开会，不记提前的理由', async () => {
    const id = await startingIn(margins().earlyMinutes - 1);
    const secretary = await api.as(SECRETARY);
    const opened = await secretary.request('POST', `/meetings/${id}/opening`, {
      body: new URLSearchParams(),
    });
    expect(opened.status).toBe(303);
    expect((await secretary.get(`/api/v1/meetings/${id}`)).json).toMatchObject({
      ...{ state: 'opened', earlyReason: '', isUnopened: false },
    });
  });

  it('过了时间没有登记开会的，会议列表和会议页面都看得出', async () => {
    const id = await startingIn(-margins().lateMinutes - 1);
    const secretary = await api.as(SECRETARY);
    const { json } = await secretary.get('/api/v1/meetings');
    expect(json.items.find(({ caseId }: { caseId: string }) => caseId === id)).toMatchObject({
      ...{ isUnopened: true, stateLabel: '已批印，已过时间没有登记开会' },
    });
    expect((await secretary.get(`/meetings/${id}`)).text).toContain('请登记开会');
    expect((await (await api.as('linjingshu')).get(`/meetings/${id}`)).text).not.toContain('请登记开会');
  });
});

test('送达通知的同时取消会议，先锁办件再锁会议，不会互相等死', async () => {
  const meeting = await ApprovedMeeting.plan(api.pool);
  const member = { login: people.commissioner, post: 'commissioner', items: null };
  await meeting.approve(1, [await meeting.topic('防沙治沙方案', await plainPdf('SAND'))], [member]);
  await claimCase(api.pool, meeting.id, '1');
  const send = sendNotices.createHandler({
    ...api.deps,
    inbox: null,
    engineReach: 'open',
  } as unknown as WorkerDeps);
  const sql = await api.pool.connect();
  try {
    await sql.query('begin');
    await lockCase(sql, meeting.id);
    const sent = send({ caseId: meeting.id }, { processInstanceKey: '1' } as Job);
    await until('送达通知在等锁', async () => {
      const { rows } = await sql.query(
        `select from pg_locks where not granted and pg_backend_pid() = any (pg_blocking_pids(pid))`,
      );
      return rows.length > 0 ? true : undefined;
    });
    expect((await lockMeeting(sql, meeting.id))?.state).toBe('approved');
    await sql.query('commit');
    await sent;
  } finally {
    sql.release(true);
  }
});

describe('页面', () => {
  it('会务人员计划、编排、取消；全年情况有图', async () => {
    const secretary = await api.as(SECRETARY);
    const list = await secretary.get('/meetings');
    expect(list.text).toContain('计划会议');
    const refused = await secretary.request('POST', '/meetings', {
      body: new URLSearchParams({ kind: 'standing', startsAt: '2020-01-01T10:00', place: '一楼' }),
    });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('时间已过');

    const { json: planned } = await secretary.post('/api/v1/meetings', standing());
    const arranging = await secretary.get(`/meetings/${planned.caseId}/agenda`);
    expect(arranging.text).toContain('没有同意上会');
    const cancelled = await secretary.request('POST', `/meetings/${planned.caseId}/cancellation`, {
      body: new URLSearchParams({ reason: '议题不足' }),
    });
    expect(cancelled.status).toBe(303);
    expect((await secretary.get(`/meetings/${planned.caseId}`)).text).toContain('议题不足');

    const year = await secretary.get('/meetings/year/2026');
    expect(year.text).toContain('<svg');
    expect((await (await api.as(people.drafter)).get('/meetings')).text).not.toContain('计划会议');
  });
});

describe('会议再多，查询次数不变', () => {
  /** How many queries `work` asks. */
  async function queriesOf(work: (deps: Dependencies) => Promise<unknown>): Promise<number> {
    let asked = 0;
    const query = (...given: Parameters<Pool['query']>): unknown => {
      asked += 1;
      return api.pool.query(...given);
    };
    await work({ ...api.deps, pool: { query } as unknown as Pool });
    return asked;
  }
  const accountOf = (personId: string): Account => ({ personId, displayName: personId }) as Account;
  async function meetings(count: number): Promise<void> {
    for (let made = 0; made < count; made += 1) {
      const meeting = await ApprovedMeeting.plan(api.pool);
      const item = await meeting.topic(`议题${made}`, await plainPdf('ITEM'));
      const called = { login: FINANCE_HEAD, post: 'finance-head', items: [1] };
      await meeting.approve(1, [item], [called]);
    }
  }

  it.each([SECRETARY, FINANCE_HEAD, 'adili', EDUCATION_HEAD])('%s 的会议列表', async (login) => {
    const span = { from: new Date('2026-01-01T00:00:00Z'), until: new Date('2028-01-01T00:00:00Z') };
    const list = (deps: Dependencies) => listReadable(deps, accountOf(login), span);
    const before = await queriesOf(list);
    const found = (await list(api.deps)).length;
    await meetings(6);
    expect(await queriesOf(list)).toBe(before);
    expect((await list(api.deps)).length - found).toBe(login === EDUCATION_HEAD ? 0 : 6);
  });

  it('编排议程时可选的议题', async () => {
    const meeting = await ApprovedMeeting.plan(api.pool);
    const found = await findMeeting(api.pool, meeting.id);
    const offer = (deps: Dependencies) => listOffered(deps.pool, found as Meeting);
    const before = await queriesOf(offer);
    const ids: string[] = [];
    for (let made = 0; made < 6; made += 1)
      ids.push(await meeting.topic(`待排议题${made}`, await plainPdf('ITEM')));
    await api.pool.query(`update meeting_topics set state = 'in' where case_id = any($1::uuid[])`, [ids]);
    expect(await queriesOf(offer)).toBe(before);
    expect((await offer(api.deps)).map(({ caseId }) => caseId)).toEqual(expect.arrayContaining(ids));
    // What another meeting has on its agenda is not offered.
    const other = await ApprovedMeeting.plan(api.pool);
    await other.approve(1, ids.slice(0, 1), []);
    const left = (await offer(api.deps)).map(({ caseId }) => caseId);
    expect(left).not.toContain(ids[0]);
    expect(left).toContain(ids[1]);
  });
});
