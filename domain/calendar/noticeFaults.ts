import { composeCalendar, noticeInWords, standingNotices } from './composeCalendar';
import type { CalendarNotice, NoticeDay, WorkingCalendar } from './types';
import { isWorkingDay, specialDayOf } from './workingDays';

export interface NoticeFault {
  code:
    | 'year-before-calendar'
    | 'year-too-far'
    | 'unknown-notice'
    | 'no-days'
    | 'day-twice'
    | 'day-outside-year'
    | 'already-workday'
    | 'contradicts-notice';
  /** Chinese: what is wrong and what to do instead. */
  message: string;
}

/** New Year's days may begin in the last days of December before, and stand in the new year's notice. */
const NEW_YEAR_BEGINS = '12-25';

/** Everything for which a notice can't be entered into a calendar; empty where it can. */
export function noticeFaults(notice: CalendarNotice, calendar: WorkingCalendar): NoticeFault[] {
  const base = without(notice.replaces, calendar);
  return [
    ...yearFaults(notice, calendar),
    ...referenceFaults(notice, calendar),
    ...(notice.scope === 'national' && notice.days.length === 0
      ? [fault('no-days', '国家的放假通知至少应有一个放假日')]
      : []),
    ...ownFaults(notice),
    ...undeclaredFaults(notice, base),
    ...notice.days.flatMap((day) => dayFaults(day, notice, base)),
  ];
}

const fault = (code: NoticeFault['code'], message: string): NoticeFault => ({ code, message });

/** The calendar as it would be without a notice. */
function without(id: string | null, calendar: WorkingCalendar): WorkingCalendar {
  if (id === null) return calendar;
  const notices = standingNotices(calendar.notices).filter((notice) => notice.id !== id);
  return composeCalendar(calendar.version, calendar, notices);
}

function yearFaults({ year }: CalendarNotice, { years }: WorkingCalendar): NoticeFault[] {
  const known = years.filter(({ nationalNotice }) => nationalNotice).map((one) => one.year);
  // The very first notice of an office's file begins its calendar.
  if (known.length === 0) return [];
  const first = Math.min(...known);
  const last = Math.max(...known);
  if (year < first) return [fault('year-before-calendar', `工作日历自 ${first} 年起，不能录入 ${year} 年`)];
  if (year > last + 1)
    return [fault('year-too-far', `${last + 1} 年的国家通知尚未录入，请核对年度 ${year} 是否有误`)];
  return [];
}

function referenceFaults(
  { scope, year, replaces, amends }: CalendarNotice,
  calendar: WorkingCalendar,
): NoticeFault[] {
  const standing = standingNotices(calendar.notices);
  const replaced = standing.find(({ id }) => id === replaces);
  const missing = [replaces, ...amends].filter(
    (id) => id !== null && !standing.some((known) => known.id === id),
  );
  return [
    ...missing.map((id) => fault('unknown-notice', `所称替代或调整的通知“${id}”不在现行工作日历中`)),
    ...(replaced && (replaced.scope !== scope || replaced.year !== year)
      ? [fault('unknown-notice', `${noticeInWords(replaced)}不是同一年度的同级通知，不能整件替代`)]
      : []),
  ];
}

/** What is wrong with a notice whatever the calendar says. */
function ownFaults({ year, days }: CalendarNotice): NoticeFault[] {
  const dates = days.map(({ date }) => date);
  const twice = [...new Set(dates.filter((date, index) => dates.indexOf(date) !== index))];
  const outside = dates.filter(
    (date) => !date.startsWith(`${year}-`) && !(date >= `${year - 1}-${NEW_YEAR_BEGINS}` && date < `${year}`),
  );
  return [
    ...twice.map((date) => fault('day-twice', `${date} 写了两次`)),
    ...outside.map((date) => fault('day-outside-year', `${date} 不在 ${year} 年度之内`)),
  ];
}

/** A second notice of a year must say what becomes of the first. */
function undeclaredFaults(notice: CalendarNotice, base: WorkingCalendar): NoticeFault[] {
  const earlier = standingNotices(base.notices).filter(
    ({ scope, year }) => scope === notice.scope && year === notice.year,
  );
  if (earlier.length === 0 || earlier.some(({ id }) => notice.amends.includes(id))) return [];
  const names = earlier.map(noticeInWords).join('、');
  return [fault('contradicts-notice', `${notice.year} 年已有${names}，请写明是替代还是调整该通知`)];
}

function dayFaults(
  { date, kind }: NoticeDay,
  { amends }: CalendarNotice,
  base: WorkingCalendar,
): NoticeFault[] {
  const special = specialDayOf(date, base);
  if (special && amends.includes(special.noticeId)) return [];
  if (special && special.kind !== kind) {
    const was = special.kind === 'workday' ? '上班' : '放假';
    return [
      fault(
        'contradicts-notice',
        `${date} 已由${special.source}定为${was}（${special.reason}），改动须写明调整该通知`,
      ),
    ];
  }
  return kind === 'workday' && isWorkingDay(date, base)
    ? [fault('already-workday', `${date} 本来就是工作日，不必再定为调休上班`)]
    : [];
}
