import { pino } from 'pino';
import { isoDay } from '../../api/dates';
import { currentCalendar } from '../../db/calendar';
import { deadline, morningBefore } from '../../domain/calendar';
import { remindOfWaits } from '../../workers/regionalMeeting/remindOfWaits';
import { expectNoIncidents } from '../support/incidents';
import { moveClockTo, officeTime } from '../support/officeClock';
import { RegionalMeeting } from '../support/regionalMeeting';
import { RunningSystem } from '../support/running';
import { until } from '../support/until';

let system: RunningSystem;
beforeAll(async () => {
  system = await RunningSystem.connect();
});
afterAll(() => system.close());
jest.setTimeout(240_000);

/** The Office's director, whom the tables name for overdue waits. */
const DIRECTOR = 'dilixiati';
const DAY = 86_400_000;

/** Who was told such words of a meeting with this title, by id. */
async function told(title: string, words: string): Promise<string[]> {
  const { rows } = await system.pool.query<{ id: string }>(
    `select person_id as id from meeting_tellings
      where kind = 'regional-wait' and words like $1 order by person_id`,
    [`“${title}”%${words}%`],
  );
  return rows.map(({ id }) => id);
}

/** Waits until exactly these were told so, by the workers themselves. */
const reaches = (title: string, words: string, people: string[]): Promise<true> =>
  until(`告知：${words}`, async () =>
    JSON.stringify(await told(title, words)) === JSON.stringify(people.toSorted()) ? true : undefined,
  );

/** Just after the last of so many working days that begin at this moment. */
async function pastDays(from: Date, workingDays: number): Promise<Date> {
  const { at } = deadline(from, workingDays, await currentCalendar(system.pool));
  return new Date(at.getTime() + 60_000);
}

test('art-41 art-58 同意后请示迟迟不报、会后没有登记召开的，先提醒部门，逾期并告办公室；办了的不再提醒', async () => {
  const begun = await officeTime(system);
  const startsAt = new Date(begun.getTime() + DAY);
  const held = { title: '全地区疾控工作会议', people: ['guhaier', 'tuxunayi'] };
  const meeting = await RegionalMeeting.propose(system, 'guhaier', {
    title: held.title,
    startsAt: startsAt.toISOString(),
  });
  await meeting.approve();

  const asked = { title: '全地区内部审计工作会议', people: ['zhuoran', 'qinshouyi'] };
  const waiting = await RegionalMeeting.propose(system, 'zhuoran', {
    title: asked.title,
    startsAt: new Date(begun.getTime() + 30 * DAY).toISOString(),
  });
  await waiting.act('AgreeRegionalMeeting');
  const since = new Date((await waiting.state('agreed')).stateSince);
  expect(await told(asked.title, '')).toEqual([]);

  await moveClockTo(system, await pastDays(startsAt, 5));
  await reaches(held.title, '尚未登记召开情况；', [...held.people, DIRECTOR]);
  const heldOn = isoDay(startsAt, system.office.timeZone);
  await meeting.post('holding', { heldOn, days: 1, size: 60, costYuan: 3000 });
  await meeting.ended();

  const calendar = await currentCalendar(system.pool);
  const due = deadline(since, 10, calendar).at;
  await moveClockTo(system, new Date(morningBefore(due, 2, calendar).getTime() + 60_000));
  await reaches(asked.title, '前报送请示并填报；', asked.people);
  await moveClockTo(system, new Date(due.getTime() + 60_000));
  // The leader in charge of the audit bureau is the highest himself.
  await reaches(asked.title, '尚未填报请示；', [...asked.people, DIRECTOR, 'ailiyaer']);
  const applicant = await system.as('zhuoran');
  const { items } = await applicant.get<{ items: { caseId: string; words: string }[] }>(
    '/api/v1/meeting-tellings',
  );
  expect(items[0]).toMatchObject({
    caseId: waiting.caseId,
    words: expect.stringContaining('让出本年度的次数'),
  });
  const home = new TextDecoder().decode(await applicant.bytes('/'));
  expect(home).toContain(`href="/regional-meetings/${waiting.caseId}"`);

  await waiting.post('calling-off', { reason: '改以文件部署' });
  // Past the moment when the meeting that is recorded by now would be told of again.
  await moveClockTo(system, await pastDays(startsAt, 11));
  await remindOfWaits({ pool: system.pool, office: system.office, log: pino({ level: 'silent' }) });
  expect(await told(held.title, '第2次提醒')).toEqual([]);
  const reminders = (await waiting.summaries()).filter((line) => line.startsWith('提醒'));
  expect(reminders).toEqual([expect.stringContaining('请于'), expect.stringContaining('审计局局长秦守一')]);
  await expectNoIncidents(system);
});
