import { createHash } from 'node:crypto';
import type { CalendarNotice, CalendarSettings } from '../domain/calendar';

/**
 * kashi-2026-3f2a9c01b7de: the office, the last year announced, and a hash of the version before it with what the
 * calendar says. The same days entered again, as when a version is rolled back, make another version.
 *
 * @param previous null for the first, which so has the same id wherever the same file was loaded
 */
export function calendarVersionId(
  officeId: string,
  previous: string | null,
  settings: CalendarSettings,
  notices: CalendarNotice[],
): string {
  const { timeZone, deadlineEndsAt, officeHours, expectsRegionalNotice } = settings;
  const content = {
    previous,
    settings: { timeZone, deadlineEndsAt, officeHours, expectsRegionalNotice },
    notices: notices.map(contentOf),
  };
  const hash = createHash('sha256').update(JSON.stringify(content), 'utf8').digest('hex');
  const lastYear = Math.max(...notices.map(({ year }) => year));
  return `${officeId}-${lastYear}-${hash.slice(0, 12)}`;
}

/** In one order, wherever the notice came from. */
function contentOf(notice: CalendarNotice): unknown {
  const { id, scope, year, title, number, issuedOn, source, replaces, amends, days } = notice;
  return [
    id,
    scope,
    year,
    title,
    number,
    issuedOn,
    source,
    replaces,
    amends,
    days.map(({ date, kind, reason }) => [date, kind, reason]),
  ];
}
