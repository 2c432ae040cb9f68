import { Client } from 'pg';
import { pino } from 'pino';
import { Temporal } from 'temporal-polyfill';
import { createDatabaseClock, moveClock } from '../../db/clock';
import { listDigests } from '../../db/countersign/digests';
import { currentCalendar } from '../../db/calendar';
import { deadline } from '../../domain/calendar';
import { isWorkingDay } from '../../domain/calendar/workingDays';
import { makeDigests } from '../../workers/digest/makeDigests';
import type { DigestDeps } from '../../workers/digest/makeDigests';
import type { MailMessage } from '../../workers/digest/mailer';
import { sendDigests } from '../../workers/digest/sendDigests';
import { watchDigests } from '../../workers/digest/watchDigests';
import { startApi } from '../api/support/apiUnderTest';
import type { ApiUnderTest } from '../api/support/apiUnderTest';
import { roundsOf } from '../api/support/rounds';
import { people } from '../api/support/stories';
import { until } from '../support/until';

const MINUTE = 60_000;
const WEEK = 7 * 24 * 60 * MINUTE;
/** 财政局、教育局、水利局局长. */
const finance = 'palidan';
const education = 'gulanting';
const water = 'fanyichuan';

let api: ApiUnderTest;
let clock: Awaited<ReturnType<typeof createDatabaseClock>>;
let deps: DigestDeps;
let rounds: ReturnType<typeof roundsOf>;
beforeEach(async () => {
  api = await startApi();
  clock = await createDatabaseClock(api.pool);
  deps = {
    pool: api.pool,
    office: { ...api.deps.office, weeklyDigest: { weekday: 1, at: '10:30' } },
    log: pino({ level: 'silent' }),
    publicUrl: 'http://xingshu.test',
  };
  rounds = roundsOf(api, await api.as(people.drafter));
}, 120_000);
afterEach(async () => {
  await clock?.close();
  await api?.stop();
});

/** The office's clock goes on to a moment; what listens to it has heard. */
async function moveTo(moment: Date): Promise<void> {
  await moveClock(api.pool, Math.ceil(moment.getTime() - clock.now().getTime()));
  await until('时钟', async () => (clock.now() >= moment ? true : undefined));
}

/** The next digest after a moment: Monday's 10:30 in the office's zone, on a Monday on which people work. */
async function nextDigest(after: Date): Promise<Date> {
  const calendar = await currentCalendar(api.pool);
  let day = Temporal.Instant.fromEpochMilliseconds(after.getTime())
    .toZonedDateTimeISO(calendar.timeZone)
    .toPlainDate();
  for (;;) {
    const moment = day.toZonedDateTime({ timeZone: calendar.timeZone, plainTime: '10:30' }).epochMilliseconds;
    if (day.dayOfWeek === 1 && isWorkingDay(day.toString(), calendar) && moment > after.getTime())
      return new Date(moment);
    day = day.add({ days: 1 });
  }
}

/** Puts the deadline of a request where the test wants it. */
async function setDeadline(requestId: string, at: Date): Promise<void> {
  await api.pool.query('update countersign_requests set deadline_at = $2 where id = $1', [requestId, at]);
}

const digestsOf = (personId: string) => listDigests(api.pool, personId);

const working = async (from: Date, days: number): Promise<Date> =>
  deadline(from, days, await currentCalendar(api.pool)).at;

test('art-45 每单位的主要负责人一份：快到期的列，还早的不列，答复了的不列', async () => {
  const round = await rounds.openRound('finance', 'education', 'water');
  const monday = await nextDigest(clock.now());
  await setDeadline(round.requestOf('finance'), await working(monday, 3));
  await setDeadline(round.requestOf('education'), await working(monday, 4));
  await rounds.answer(round, round.requestOf('water'), { answer: 'agree' });
  await moveTo(new Date(monday.getTime() - MINUTE));
  expect(await makeDigests(deps)).toBe(0);
  await moveTo(monday);
  expect(await makeDigests(deps)).toBe(1);
  const [digest] = await digestsOf(finance);
  expect(digest?.subject).toBe('会签提醒单：即将到期1件');
  expect(digest?.text).toContain('财政局局长');
  expect(digest?.text).toContain('主办：农业农村局');
  expect(digest?.text).toContain('还有3个工作日');
  expect(digest?.text).toContain(`http://xingshu.test/countersigns/${round.id}`);
  expect(await digestsOf(education)).toEqual([]);
  expect(await digestsOf(water)).toEqual([]);
});

test('同一周只作一次：两个进程同时作、重启后再作，都没有第二份；下一周再作', async () => {
  const round = await rounds.openRound('finance');
  const monday = await nextDigest(clock.now());
  await setDeadline(round.requestOf('finance'), await working(monday, 1));
  await moveTo(monday);
  const made = await Promise.all([makeDigests(deps), makeDigests(deps), makeDigests(deps)]);
  expect(made.reduce((sum, one) => sum + one, 0)).toBe(1);
  await moveTo(new Date(monday.getTime() + 24 * 60 * MINUTE));
  expect(await makeDigests(deps)).toBe(0);
  await moveTo(await nextDigest(new Date(monday.getTime() + WEEK - MINUTE)));
  expect(await makeDigests(deps)).toBe(1);
  const [latest] = await digestsOf(finance);
  expect(latest?.subject).toBe('会签提醒单：期满未答复1件');
  expect(await digestsOf(finance)).toHaveLength(2);
});

test('没有可告知的一周也只看一次：周中快到期的等下一周', async () => {
  const round = await rounds.openRound('finance');
  const monday = await nextDigest(clock.now());
  await setDeadline(round.requestOf('finance'), await working(monday, 5));
  await moveTo(monday);
  expect(await makeDigests(deps)).toBe(0);
  await moveTo(new Date(monday.getTime() + 3 * 24 * 60 * MINUTE));
  expect(await makeDigests(deps)).toBe(0);
  expect(await digestsOf(finance)).toEqual([]);
});

test('art-45 上次以来逾期视为无不同意见的告知一次', async () => {
  const round = await rounds.openRound('finance');
  const monday = await nextDigest(clock.now());
  await rounds.deem(round.requestOf('finance'));
  await moveTo(monday);
  expect(await makeDigests(deps)).toBe(1);
  expect((await digestsOf(finance))[0]?.text).toContain('没有答复，不是同意');
  await moveTo(await nextDigest(new Date(monday.getTime() + WEEK - MINUTE)));
  expect(await makeDigests(deps)).toBe(0);
});

test('有地址的寄出，没有的留在系统里；寄不出的推迟，别人的照寄', async () => {
  await takeAddress(water);
  const round = await rounds.openRound('finance', 'education', 'water');
  const monday = await nextDigest(clock.now());
  for (const body of ['finance', 'education', 'water'])
    await setDeadline(round.requestOf(body), await working(monday, 1));
  await moveTo(monday);
  expect(await makeDigests(deps)).toBe(3);

  const delivered: MailMessage[] = [];
  let isDown = true;
  const mailer = {
    deliver: async (message: MailMessage) => {
      if (isDown && message.to.startsWith('palidan')) throw new Error('邮箱已满');
      delivered.push(message);
    },
    close: () => undefined,
  };
  expect(await sendDigests(api.pool, mailer)).toEqual({ sent: 1, failed: 1 });
  expect(delivered.map(({ to }) => to)).toEqual(['gulanting@kashi.example']);
  expect((await digestsOf(water))[0]).toMatchObject({ sentTo: null });

  // Put off, not at once again.
  expect(await sendDigests(api.pool, mailer)).toEqual({ sent: 0, failed: 0 });
  isDown = false;
  await moveTo(new Date(clock.now().getTime() + 2 * MINUTE));
  expect(await sendDigests(api.pool, mailer)).toEqual({ sent: 1, failed: 0 });
  expect((await digestsOf(finance))[0]).toMatchObject({ sentTo: 'palidan@kashi.example' });
  expect(await sendDigests(api.pool, mailer)).toEqual({ sent: 0, failed: 0 });
});

test('上一周没寄出的不再寄：旧单子没有用', async () => {
  const round = await rounds.openRound('finance');
  const monday = await nextDigest(clock.now());
  await setDeadline(round.requestOf('finance'), await working(monday, 1));
  await moveTo(monday);
  await makeDigests(deps);
  await rounds.answer(round, round.requestOf('finance'), { answer: 'agree' });
  await moveTo(await nextDigest(new Date(monday.getTime() + WEEK - MINUTE)));
  await makeDigests(deps);
  const mailer = { deliver: async () => undefined, close: () => undefined };
  expect(await sendDigests(api.pool, mailer)).toEqual({ sent: 0, failed: 0 });
});

test('时钟拨到那一刻，在跑的进程自己作出来、寄出去', async () => {
  const round = await rounds.openRound('finance');
  const monday = await nextDigest(clock.now());
  await setDeadline(round.requestOf('finance'), await working(monday, 1));
  const delivered: MailMessage[] = [];
  const mailer = {
    deliver: async (message: MailMessage) => void delivered.push(message),
    close: () => undefined,
  };
  const watch = watchDigests(deps, mailer);
  try {
    await moveTo(monday);
    const message = await until('寄出提醒单', async () => delivered[0]);
    expect(message).toMatchObject({ to: 'palidan@kashi.example', subject: '会签提醒单：即将到期1件' });
  } finally {
    await watch.close();
  }
});

/** What only the owner may write. */
async function takeAddress(personId: string): Promise<void> {
  const client = new Client({ connectionString: api.adminUrl });
  await client.connect();
  await client.query('update persons set email = null where id = $1', [personId]);
  await client.end();
}
