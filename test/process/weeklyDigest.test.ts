import { Temporal } from 'temporal-polyfill';
import { currentCalendar } from '../../db/calendar';
import type { DigestView } from '../../db/countersign/digests';
import { dueDigest } from '../../domain/digest/digestTime';
import { moveClockTo, officeTime } from '../support/officeClock';
import { Round } from '../support/round';
import { RunningSystem } from '../support/running';
import { until } from '../support/until';

const HOUR_MILLISECONDS = 3_600_000;

let system: RunningSystem;
beforeAll(async () => {
  system = await RunningSystem.connect();
});
afterAll(() => system.close());
jest.setTimeout(240_000);

/** When the next week's digest is due, by the office's own day, hour and calendar. */
async function nextDigest(): Promise<Date> {
  const calendar = await currentCalendar(system.pool);
  const time = system.office.weeklyDigest;
  if (!time) throw new Error('office.json says nothing of weeklyDigest');
  const now = await officeTime(system);
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(calendar.timeZone)
    .toPlainDate();
  for (let sunday = today.add({ days: 14 - today.dayOfWeek }); ; sunday = sunday.add({ weeks: 1 })) {
    const end = sunday.toZonedDateTime({ timeZone: calendar.timeZone, plainTime: '23:59' });
    const due = dueDigest(new Date(end.epochMilliseconds), time, calendar);
    if (due) return due.dueAt;
  }
}

test('art-45 作业进程到时作出每周提醒单，只送各单位的主要负责人', async () => {
  const round = await Round.open(system, { departments: ['finance', 'water'], limitDays: 20 });
  const [finance] = await round.served('finance', 'water');
  const due = await nextDigest();
  await system.pool.query(
    `update countersign_requests set deadline_at = $2 where round_id = $1 and body_id = 'finance'`,
    [round.id, new Date(due.getTime() + HOUR_MILLISECONDS)],
  );
  expect(finance?.state).toBe('open');
  await moveClockTo(system, due);

  const head = await system.as('palidan');
  const digest = await until(
    '本周的提醒单',
    async () => {
      const { items } = await head.get<{ items: DigestView[] }>('/api/v1/countersign-digests');
      return items.find(({ text }) => text.includes(`/countersigns/${round.id}`));
    },
    90_000,
  );
  expect(digest.subject).toContain('即将到期');
  expect(digest.text).toContain('今天到期');
  const other = await system.as('fanyichuan');
  const { items } = await other.get<{ items: DigestView[] }>('/api/v1/countersign-digests');
  expect(items.some(({ text }) => text.includes(round.id))).toBe(false);
});
