import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import national from 'chinese-days/dist/chinese-days.json';
import type { CalendarYear, SpecialDay } from '../domain/calendar/types';
import { currentOffice } from './models/modelFiles';

/**
 * Writes an office's calendar.json: the national days of npm chinese-days, each explicit, and the days of the region's
 * own notices (regionalNotices.json; an office without that file has the national days only). Run after a new notice:
 * `XINGSHU_OFFICE=… node --import tsx tools/calendarData.ts`.
 */

interface RegionalNotice {
  year: number;
  source: string;
  /** Days off, first to last, as announced: nothing here may be computed from the moon. */
  festivals: { reason: string; first: string; last: string }[];
}

/** Year → the State Council's notice of its days off. chinese-days holds what they announced. */
const nationalNotices: Record<number, string> = {
  2019: '国务院办公厅关于2019年部分节假日安排的通知、关于调整2019年劳动节假期安排的通知',
  2020: '国务院办公厅关于2020年部分节假日安排的通知、关于延长2020年春节假期的通知',
  2021: '国务院办公厅关于2021年部分节假日安排的通知',
  2022: '国务院办公厅关于2022年部分节假日安排的通知（国办发明电〔2021〕11号）',
  2023: '国务院办公厅关于2023年部分节假日安排的通知（国办发明电〔2022〕16号）',
  2024: '国务院办公厅关于2024年部分节假日安排的通知',
  2025: '国务院办公厅关于2025年部分节假日安排的通知（国办发明电〔2024〕12号）',
  2026: '国务院办公厅关于2026年部分节假日安排的通知（国办发明电〔2025〕7号）',
};

function nationalDays(days: Record<string, string>, kind: SpecialDay['kind']): SpecialDay[] {
  return Object.entries(days).flatMap(([date, description]) => {
    const festival = description.split(',')[1] ?? description;
    const year = Number(date.slice(0, 4));
    // New Year's days at the end of December stand in the next year's notice.
    const notice = nationalNotices[festival === '元旦' && date.slice(5, 7) === '12' ? year + 1 : year];
    if (notice === undefined || nationalNotices[year] === undefined) return [];
    const reason = kind === 'workday' ? `${festival}调休上班` : festival;
    return [{ date, kind, reason, source: `${notice}；chinese-days 1.5.7` }];
  });
}

function regionalDays(notices: RegionalNotice[]): SpecialDay[] {
  return notices.flatMap(({ source, festivals }) =>
    festivals.flatMap(({ reason, first, last }) =>
      datesFrom(first, last).map((date) => ({ date, kind: 'day-off' as const, reason, source })),
    ),
  );
}

function datesFrom(first: string, last: string): string[] {
  const dates: string[] = [];
  for (let day = new Date(first); day <= new Date(last); day = new Date(day.getTime() + 86_400_000)) {
    dates.push(day.toISOString().slice(0, 10));
  }
  return dates;
}

async function main(): Promise<void> {
  const target = join(currentOffice(), 'calendar.json');
  const notices = await readNotices(join(currentOffice(), 'regionalNotices.json'));
  // The region's notice comes second and wins where both name a day.
  const byDate = new Map<string, SpecialDay>();
  const all = [
    ...nationalDays(national.holidays, 'day-off'),
    ...nationalDays(national.workdays, 'workday'),
    ...regionalDays(notices ?? []),
  ];
  for (const day of all) byDate.set(day.date, day);

  const days = [...byDate.values()].sort((left, right) => left.date.localeCompare(right.date));
  const years: CalendarYear[] = Object.keys(nationalNotices).map((year) => ({
    year: Number(year),
    // A year that is missing has no notice at hand: its deadlines are provisional.
    regionalNotice: notices === null || notices.some((notice) => notice.year === Number(year)),
  }));
  const note =
    notices === null
      ? '由 tools/calendarData.ts 生成。本地区没有另外公布的放假日，只按国家公布的计算。'
      : '由 tools/calendarData.ts 生成。regionalNotice 为 false 的年份尚无自治区通知，涉及的期限均为暂定。';
  const options = await resolveConfig(target);
  await writeFile(
    target,
    await format(JSON.stringify({ note, years, days }), { ...options, filepath: target }),
  );
  console.log(`${target}：${years.length} 年，${days.length} 天`);
}

/** null where the region announces no days of its own. */
async function readNotices(file: string): Promise<RegionalNotice[] | null> {
  return existsSync(file) ? (JSON.parse(await readFile(file, 'utf8')) as RegionalNotice[]) : null;
}

void main();
