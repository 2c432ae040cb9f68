import type { CalendarNotice, CalendarSettings, CalendarYear, SpecialDay, WorkingCalendar } from './types';

/**
 * The calendar that an office's settings and notices make. Of two notices that name a day the one entered later wins;
 * what was replaced no longer counts.
 *
 * @param notices in the order of entering
 */
export function composeCalendar(
  version: string,
  settings: CalendarSettings,
  notices: CalendarNotice[],
): WorkingCalendar {
  const standing = standingNotices(notices);
  const days = new Map<string, SpecialDay>();
  for (const notice of standing) {
    const source = noticeInWords(notice);
    for (const { date, kind, reason } of notice.days) {
      days.set(date, { date, kind, reason, source, noticeId: notice.id });
    }
  }
  const { timeZone, deadlineEndsAt, officeHours, expectsRegionalNotice } = settings;
  return {
    version,
    timeZone,
    deadlineEndsAt,
    officeHours,
    expectsRegionalNotice,
    notices,
    years: yearsOf(standing, expectsRegionalNotice),
    days: [...days.values()].sort((left, right) => left.date.localeCompare(right.date)),
  };
}

/** The notices that count: those that no other one replaces. */
export function standingNotices(notices: CalendarNotice[]): CalendarNotice[] {
  const replaced = new Set(notices.map(({ replaces }) => replaces));
  return notices.filter(({ id }) => !replaced.has(id));
}

/** 国务院办公厅关于2025年部分节假日安排的通知（国办发明电〔2024〕12号）. */
export function noticeInWords({ title, number }: Pick<CalendarNotice, 'title' | 'number'>): string {
  return number === null ? title : `${title}（${number}）`;
}

function yearsOf(standing: CalendarNotice[], expectsRegionalNotice: boolean): CalendarYear[] {
  const years = [...new Set(standing.map(({ year }) => year))].sort((left, right) => left - right);
  const has = (wanted: number, wantedScope: CalendarNotice['scope']): boolean =>
    standing.some(({ year, scope }) => year === wanted && scope === wantedScope);
  return years.map((year) => ({
    year,
    nationalNotice: has(year, 'national'),
    regionalNotice: !expectsRegionalNotice || has(year, 'regional'),
  }));
}
