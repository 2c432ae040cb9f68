import { pino } from 'pino';
import { createPool } from '../../db/pool';
import { currentCalendar } from '../../db/calendar';
import type { WorkerDeps } from '../../workers/deps';
import { recomputeOpenSteps } from '../../workers/deadline/watchCalendar';
import type { ApiUnderTest } from './support/apiUnderTest';
import { startApi } from './support/apiUnderTest';
import type { Answer, Client } from './support/client';
import { openTask, people, submitCase } from './support/stories';

let api: ApiUnderTest;
let admin: Client;
let staff: Client;
let first: string;
beforeAll(async () => {
  api = await startApi();
  admin = await api.as(people.admin);
  staff = await api.as(people.stranger);
  first = await base();
}, 120_000);
afterAll(() => api?.stop());
/** Each test begins with the file's notices and no step open. */
afterEach(async () => {
  await api.pool.query(`update steps set state = 'accepted', closed_at = app_now() where state = 'open'`);
  const request = { version: first, basedOn: await base(), reason: '测试完毕' };
  const { status } = await admin.post('/api/v1/calendar/rollbacks', request);
  expect([201, 422]).toContain(status);
});
jest.setTimeout(120_000);

const notice = {
  scope: 'national',
  year: 2027,
  title: '关于2027年放假安排的通知（测试用，不是真的）',
  number: null,
  source: '测试',
  daysOff: [
    { date: '2027-01-01', reason: '元旦' },
    { date: '2027-02-05', reason: '春节' },
    { date: '2027-02-06', reason: '春节' },
  ],
  workdays: [{ date: '2027-02-14', reason: '春节调休上班' }],
};

const base = async (): Promise<string> => (await currentCalendar(api.pool)).version;
const preview = (change: object = {}): Promise<Answer> =>
  admin.post('/api/v1/calendar/previews', { ...notice, ...change });
const enter = async (change: object = {}): Promise<Answer> =>
  admin.post('/api/v1/calendar/notices', { ...notice, basedOn: await base(), ...change });
const deadlineOf = async (from: string, workingDays: unknown): Promise<Answer> =>
  staff.get(`/api/v1/calendar/deadline?from=${from}&workingDays=${String(workingDays)}`);

/** An open step, written as a worker would have at `openedAt`, under the calendar of the file. */
async function openStepAt(openedAt: string): Promise<{ caseId: string; key: string }> {
  const caseId = await submitCase(api);
  const task = await openTask(api, caseId, { holder: people.head });
  const admins = createPool(api.adminUrl, 1);
  try {
    await admins.query(
      `update steps set opened_at = $2, due_at = $3, due_provisional = true, calendar_version = $4
        where element_instance_key = $1`,
      [task.elementInstanceKey, openedAt, openedAt, 'another-version'],
    );
  } finally {
    await admins.end();
  }
  await recompute();
  return { caseId, key: task.elementInstanceKey };
}

const recompute = (): Promise<number> =>
  recomputeOpenSteps({ ...api.deps, log: pino({ level: 'silent' }) } as unknown as WorkerDeps);

async function stepOf(key: string): Promise<{ due: string; provisional: boolean; version: string }> {
  const { rows } = await api.pool.query(
    `select to_char(due_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') as due,
            due_provisional as provisional, calendar_version as version
       from steps where element_instance_key = $1`,
    [key],
  );
  return rows[0];
}

const countOf = async (sql: string, key: string): Promise<number> =>
  (await api.pool.query<{ count: number }>(`select count(*)::integer as count ${sql}`, [key])).rows[0]
    ?.count ?? -1;
const movesOf = (key: string): Promise<number> =>
  countOf(`from notices where element_instance_key = $1 and kind = 'moved'`, key);

describe('法则8 期限怎么算', () => {
  it('古尔邦节 2025：逐日说明，不计的写明事由和所据', async () => {
    const { json, status } = await deadlineOf('2025-06-03', 7);
    expect(status).toBe(200);
    expect(json).toMatchObject({ provisional: false, provisionalBecause: null, awaiting: [] });
    expect(new Date(json.at)).toEqual(new Date('2025-06-17T20:00:00+08:00'));
    expect(json.days).toHaveLength(14);
    expect(json.days[2]).toMatchObject({ date: '2025-06-06', number: null, reason: '古尔邦节' });
    expect(json.days[2].source).toContain('新疆维吾尔自治区2025年');
    expect(json.days.at(-1)).toMatchObject({ date: '2025-06-17', number: 7, reason: '周二' });
    expect(json.calendarVersion).toBe(await base());
  });

  it('跨入没有通知的年份：暂定，并说明缺哪些通知；往年没有数据的和不合要求的工作日数拒绝', async () => {
    const { json } = await deadlineOf('2026-12-30', 3);
    expect(json).toMatchObject({
      provisional: true,
      provisionalBecause: '2026年地区放假通知、2027年国家放假通知、2027年地区放假通知尚未录入',
    });
    for (const [from, days] of [
      ['2018-12-01', 1],
      ['2025-06-03', 0],
      ['2025-06-03', -1],
      ['2025-06-03', 100_000],
      ['2025-06-03', 1.5],
    ] as const) {
      const answer = await deadlineOf(from, days);
      expect([answer.status, answer.json.type]).toEqual([422, 'urn:xingshu:problem:no-deadline']);
    }
    expect((await deadlineOf('2025-02-30', 1)).status).toBe(400);
    expect((await deadlineOf('2025-06-03', 'x')).status).toBe(400);
  });
});

describe('录入通知', () => {
  it.each([
    [
      'year-before-calendar',
      { year: 2018, daysOff: [{ date: '2018-05-01', reason: '劳动节' }], workdays: [] },
    ],
    ['day-twice', { workdays: [{ date: '2027-01-01', reason: '调休' }] }],
    ['day-outside-year', { daysOff: [{ date: '2028-01-01', reason: '元旦' }], workdays: [] }],
    ['already-workday', { workdays: [{ date: '2027-02-15', reason: '调休' }] }],
    ['contradicts-notice', { year: 2026, daysOff: [{ date: '2026-11-20', reason: '放假' }], workdays: [] }],
    ['unknown-notice', { amends: ['national-2030'] }],
    ['year-too-far', { year: 2072, daysOff: [{ date: '2072-01-01', reason: '元旦' }], workdays: [] }],
  ])('不合要求的说明缘由：%s', async (code, change) => {
    const before = await base();
    for (const answer of [await preview(change), await enter(change)]) {
      expect([answer.status, answer.json.type]).toEqual([422, `urn:xingshu:problem:${code}`]);
      expect(answer.json.detail).toMatch(/[一-龥]/);
    }
    expect(await base()).toBe(before);
  });

  it('地区通知把国家的调休上班日改为放假：须写明调整该通知', async () => {
    const regional = {
      scope: 'regional',
      year: 2026,
      daysOff: [{ date: '2026-10-10', reason: '测试' }],
      workdays: [],
    };
    expect((await preview(regional)).json.type).toBe('urn:xingshu:problem:contradicts-notice');
    expect((await preview({ ...regional, amends: ['national-2026'] })).status).toBe(200);
  });

  it('核对只说将有的变动；录入形成新的一版，期限随之改变并记入办理过程，只一次', async () => {
    const { caseId, key } = await openStepAt('2026-12-31T10:00:00+08:00');
    const before = await stepOf(key);
    const { json } = await preview();
    expect(json.days).toContainEqual(
      expect.objectContaining({ date: '2027-02-14', after: expect.objectContaining({ isWorkday: true }) }),
    );
    expect(json.deadlines).toHaveLength(1);
    // Administrators get no more of a case than anyone else (art 56).
    expect(json.deadlines[0]).toMatchObject({ caseId: null, caseTitle: null, stepLabel: '审核' });
    expect(await stepOf(key)).toEqual(before);

    expect((await enter()).status).toBe(201);
    expect(await recompute()).toBe(1);
    expect(await recompute()).toBe(0);
    const after = await stepOf(key);
    expect(after.version).toBe(await base());
    expect(after.due > before.due).toBe(true);
    expect(await movesOf(key)).toBe(2);
    const { rows } = await api.pool.query<{ summary: string }>(
      `select summary from ledger_entries where case_id = $1 and kind = 'deadline-moved' order by sequence desc`,
      [caseId],
    );
    expect(rows[0]?.summary).toContain('审核期限由');
    expect(rows[0]?.summary).toContain(notice.title);
    for (const kind of ['redate-task', 'publish-message']) {
      const { rowCount } = await api.pool.query(
        `select from outbox where case_id = $1 and kind = $2 and effect_key like '%' || $3`,
        [caseId, kind, after.version],
      );
      expect(rowCount).toBe(1);
    }
  });

  it('同时录入两次：后一次须重新核对', async () => {
    const basedOn = await base();
    const answers = await Promise.all([enter({ basedOn }), enter({ basedOn })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it('恢复前一版：形成新的一版，期限回到原处，其间各版留存', async () => {
    const { key } = await openStepAt('2026-12-31T10:00:00+08:00');
    const before = await stepOf(key);
    await enter();
    await recompute();
    const request = { version: first, basedOn: await base(), reason: '录入有误' };
    expect(
      (await admin.post('/api/v1/calendar/rollback-previews', { version: first })).json.deadlines,
    ).toHaveLength(1);
    expect((await admin.post('/api/v1/calendar/rollbacks', request)).status).toBe(201);
    expect((await admin.post('/api/v1/calendar/rollbacks', request)).status).toBe(409);
    await recompute();
    expect((await stepOf(key)).due).toBe(before.due);
    expect(await movesOf(key)).toBe(3);
    const { items } = (await staff.get('/api/v1/calendar/versions')).json;
    const causes = items.map(({ cause }: { cause: string }) => cause);
    expect([causes.slice(0, 2), causes.at(-1)]).toEqual([['rollback', 'notice'], 'file']);
    expect(items[0].changes).toHaveLength(items[1].changes.length);
    // What was rolled back may be entered again.
    expect((await enter()).status).toBe(201);
  });

  it('重算与办结同时发生：不是先办结就是先改期，两边都不失败', async () => {
    const { key } = await openStepAt('2026-12-31T10:00:00+08:00');
    await enter();
    const close = api.pool.query(
      `update steps set state = 'accepted', closed_at = app_now() where element_instance_key = $1`,
      [key],
    );
    await Promise.all([recompute(), recompute(), close]);
    expect(
      await countOf('from ledger_entries where effect_key = $1', `deadline-moved:${key}:${await base()}`),
    ).toBeLessThanOrEqual(1);
    expect(await recompute()).toBe(0);
  });
});

describe('工作日历页', () => {
  const form = (fields: Record<string, string>): URLSearchParams => new URLSearchParams(fields);

  it('在页面核对、录入，并列出所据通知；非管理员没有表单', async () => {
    expect((await staff.get('/calendar')).text).not.toContain('录入放假通知');
    const typed = {
      scope: 'national',
      year: '2027',
      title: notice.title,
      daysOff: '2027-01-01 元旦\n2027-02-05 至 2027-02-11 春节',
      workdays: '2027-02-14 春节调休上班',
    };
    const wrong = await admin.post('/calendar/previews', form({ ...typed, daysOff: '元旦 2027-01-01' }));
    expect(wrong.status).toBe(400);
    expect(wrong.text).toContain('第 1 行');
    const shown = await admin.post('/calendar/previews', form(typed));
    expect(shown.text).toContain('2027-02-11');
    const entered = await admin.post('/calendar/notices', form({ ...typed, basedOn: await base() }));
    expect(entered.status).toBe(303);
    const year = await staff.get('/calendar?year=2027');
    expect(year.text).toContain('文号未查到');
    expect(year.text).toContain('春节调休上班');
    const counted = await staff.get('/calendar?from=2025-06-03&workingDays=7');
    expect(counted.text).toContain('不计：古尔邦节');
  });
});
