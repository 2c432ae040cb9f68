import { writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import national from 'chinese-days/dist/chinese-days.json';
import type { CalendarYear, SpecialDay } from '../domain/calendar/types';

/**
 * Writes offices/kashi/calendar.json: the national days of npm chinese-days, each explicit, and the days of
 * the region's own notices. Run after a new notice: `node --import tsx tools/calendarData.ts`.
 */

const target = 'offices/kashi/calendar.json';

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

/**
 * The region's announced days, first to last. A year that is missing has no notice at hand: its deadlines are
 * provisional. Nothing here may be computed from the moon.
 */
const regionalNotices: Record<
  number,
  { source: string; festivals: [reason: string, first: string, last: string][] }
> = {
  2022: {
    source: '新疆维吾尔自治区2022年节假日放假安排和冬夏季作息时间的通知',
    festivals: [
      ['肉孜节', '2022-05-05', '2022-05-05'],
      ['古尔邦节', '2022-07-09', '2022-07-13'],
    ],
  },
  2023: {
    source: '新疆维吾尔自治区人民政府办公厅关于2023年节假日放假安排和冬夏季作息时间的通知（2022年12月25日）',
    festivals: [
      ['肉孜节', '2023-04-21', '2023-04-21'],
      ['古尔邦节', '2023-06-28', '2023-06-30'],
    ],
  },
  2025: {
    source: '新疆维吾尔自治区2025年节假日放假和冬夏季作息时间安排的通知',
    festivals: [
      ['肉孜节', '2025-03-29', '2025-03-31'],
      ['古尔邦节', '2025-06-06', '2025-06-10'],
    ],
  },
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

function regionalDays(): SpecialDay[] {
  return Object.values(regionalNotices).flatMap(({ source, festivals }) =>
    festivals.flatMap(([reason, first, last]) =>
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
  // The region's notice comes second and wins where both name a day.
  const byDate = new Map<string, SpecialDay>();
  const all = [
    ...nationalDays(national.holidays, 'day-off'),
    ...nationalDays(national.workdays, 'workday'),
    ...regionalDays(),
  ];
  for (const day of all) byDate.set(day.date, day);

  const days = [...byDate.values()].sort((left, right) => left.date.localeCompare(right.date));
  const years: CalendarYear[] = Object.keys(nationalNotices).map((year) => ({
    year: Number(year),
    regionalNotice: regionalNotices[Number(year)] !== undefined,
  }));
  const note =
    '由 tools/calendarData.ts 生成。regionalNotice 为 false 的年份尚无自治区通知，涉及的期限均为暂定。';
  const options = await resolveConfig(target);
  await writeFile(
    target,
    await format(JSON.stringify({ note, years, days }), { ...options, filepath: target }),
  );
  console.log(`${target}：${years.length} 年，${days.length} 天`);
}

void main();
