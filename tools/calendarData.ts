import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import national from 'chinese-days/dist/chinese-days.json';
import type { CalendarNotice, NoticeDay } from '../domain/calendar';
import { currentOffice } from './models/modelFiles';
import { nationalNotices } from './nationalNotices';
import type { NationalNotice } from './nationalNotices';

/**
 * Writes an office's calendar.json, the first version of its calendar: the national notices with the days of npm
 * chinese-days, each explicit, and the region's own notices (regionalNotices.json; an office without that file has the
 * national days only). Later notices are entered in the running system:
 * `XINGSHU_OFFICE=… node --import tsx tools/calendarData.ts`.
 */

interface RegionalNotice extends Pick<CalendarNotice, 'year' | 'title' | 'number' | 'issuedOn' | 'source'> {
  /** Days off, first to last, as announced: nothing here may be computed from the moon. */
  festivals: { reason: string; first: string; last: string }[];
}

/** chinese-days leaves 节 out here. */
const FESTIVALS: Record<string, string> = { 清明: '清明节', 端午: '端午节', 中秋: '中秋节' };

const READ_FROM = '日期取自 chinese-days 1.5.7';

function nationalNotice(notice: NationalNotice): CalendarNotice {
  const { id, year, title, number, issuedOn, remark, amends } = notice;
  return {
    id,
    scope: 'national',
    year,
    title,
    number,
    issuedOn,
    source: [READ_FROM, ...(remark === undefined ? [] : [remark])].join('；'),
    replaces: null,
    amends: amends ?? [],
    days: byDate(notice.days ?? wholeYear(year)),
  };
}

/** What a year's first notice announced: chinese-days as it ended up, less what a later notice of the year changed. */
function wholeYear(year: number): NoticeDay[] {
  const amendments = nationalNotices.filter((one) => one.year === year && one.days !== undefined);
  const changed = new Set(amendments.flatMap(({ days = [] }) => days.map(({ date }) => date)));
  return [...announced(national.holidays, 'day-off'), ...announced(national.workdays, 'workday')]
    .filter(({ date, noticeYear }) => noticeYear === year && !changed.has(date))
    .map(({ noticeYear: _noticeYear, ...day }) => day)
    .concat(amendments.flatMap(({ before = [] }) => before));
}

function announced(
  days: Record<string, string>,
  kind: NoticeDay['kind'],
): (NoticeDay & { noticeYear: number })[] {
  return Object.entries(days).map(([date, description]) => {
    const named = description.split(',')[1] ?? description;
    const festival = FESTIVALS[named] ?? named;
    const year = Number(date.slice(0, 4));
    // New Year's days at the end of December stand in the next year's notice.
    const noticeYear = festival === '元旦' && date.slice(5, 7) === '12' ? year + 1 : year;
    return { date, kind, reason: kind === 'workday' ? `${festival}调休上班` : festival, noticeYear };
  });
}

function regionalNotice({ festivals, ...notice }: RegionalNotice): CalendarNotice {
  const days = festivals.flatMap(({ reason, first, last }) =>
    datesFrom(first, last).map((date) => ({ date, kind: 'day-off' as const, reason })),
  );
  return { id: `regional-${notice.year}`, scope: 'regional', ...notice, replaces: null, amends: [], days };
}

function datesFrom(first: string, last: string): string[] {
  const dates: string[] = [];
  for (let day = new Date(first); day <= new Date(last); day = new Date(day.getTime() + 86_400_000)) {
    dates.push(day.toISOString().slice(0, 10));
  }
  return dates;
}

const byDate = (days: NoticeDay[]): NoticeDay[] =>
  [...days].sort((left, right) => left.date.localeCompare(right.date));

async function main(): Promise<void> {
  const target = join(currentOffice(), 'calendar.json');
  const regional = await readNotices(join(currentOffice(), 'regionalNotices.json'));
  const notices = [...nationalNotices.map(nationalNotice), ...(regional ?? []).map(regionalNotice)];
  const note =
    regional === null
      ? '由 tools/calendarData.ts 生成，作为工作日历的第一版。本地区没有另外公布的放假日，只按国家公布的计算。'
      : '由 tools/calendarData.ts 生成，作为工作日历的第一版。没有自治区通知的年份，涉及的期限均为暂定。';
  const options = await resolveConfig(target);
  const content = { note, expectsRegionalNotice: regional !== null, notices };
  await writeFile(target, await format(JSON.stringify(content), { ...options, filepath: target }));
  console.log(`${target}：通知 ${notices.length} 件`);
}

/** null where the region announces no days of its own. */
async function readNotices(file: string): Promise<RegionalNotice[] | null> {
  return existsSync(file) ? (JSON.parse(await readFile(file, 'utf8')) as RegionalNotice[]) : null;
}

void main();
