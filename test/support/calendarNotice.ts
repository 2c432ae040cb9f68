import { currentCalendar } from '../../db/calendar';
import { standingNotices } from '../../domain/calendar';
import type { WorkingCalendar } from '../../domain/calendar';
import type { RunningSystem } from './running';

const TITLE = '放假通知（测试用，不是真的）';

/** Has days of one year announced by the region, besides what it announced before. Answers the calendar from then on. */
export async function announce(
  system: RunningSystem,
  days: { daysOff?: string[]; workdays?: string[] },
): Promise<WorkingCalendar> {
  const { version, notices } = await currentCalendar(system.pool);
  const listed = ({ daysOff = [], workdays = [] }: typeof days): string[] => [...daysOff, ...workdays];
  const year = Number(listed(days)[0]?.slice(0, 4));
  const sameYear = standingNotices(notices).filter((one) => one.scope === 'regional' && one.year === year);
  const admin = await system.as(adminLogin(system));
  await admin.post('/api/v1/calendar/notices', {
    scope: 'regional',
    year,
    title: TITLE,
    source: '测试',
    daysOff: (days.daysOff ?? []).map((date) => ({ date, reason: '测试放假' })),
    workdays: (days.workdays ?? []).map((date) => ({ date, reason: '测试调休' })),
    amends: sameYear.map(({ id }) => id),
    basedOn: version,
  });
  return currentCalendar(system.pool);
}

/** Takes up the notices of an earlier version again. Answers the calendar from then on. */
export async function takeUpAgain(system: RunningSystem, version: string): Promise<WorkingCalendar> {
  const admin = await system.as(adminLogin(system));
  const basedOn = (await currentCalendar(system.pool)).version;
  await admin.post('/api/v1/calendar/rollbacks', { version, basedOn, reason: '测试完毕' });
  return currentCalendar(system.pool);
}

function adminLogin({ office }: RunningSystem): string {
  const admin = office.people.persons.find(({ isAdmin }) => isAdmin);
  if (!admin) throw new Error('the office has no administrator');
  return admin.login;
}
