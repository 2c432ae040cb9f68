import { isDeepStrictEqual } from 'node:util';
import type { CalendarSettings, WorkingCalendar } from '../domain/calendar';
import { currentCalendar, insertNotices, insertVersion, lockCalendar } from './calendar';
import type { Queryable } from './pool';

/**
 * The office's file makes the first version; after that what was entered stays. Office hours and the end of a deadline
 * are the office's settings: where they changed, the same notices make a new version.
 */
export async function seedCalendar(sql: Queryable, file: WorkingCalendar): Promise<void> {
  await lockCalendar(sql);
  const { rowCount } = await sql.query('select from calendar_versions limit 1');
  if (rowCount === 0) {
    await insertNotices(sql, file.notices);
    await insertVersion(sql, null, file, file.notices, {
      cause: 'file',
      reason: '随单位数据载入',
      enteredBy: null,
    });
    return;
  }
  const current = await currentCalendar(sql);
  if (isDeepStrictEqual(settingsOf(current), settingsOf(file))) return;
  await insertVersion(sql, current, file, current.notices, {
    cause: 'settings',
    reason: '单位的办公时间或者期限终点有变动',
    enteredBy: null,
  });
}

function settingsOf(calendar: CalendarSettings): CalendarSettings {
  const { timeZone, deadlineEndsAt, officeHours, expectsRegionalNotice } = calendar;
  return { timeZone, deadlineEndsAt, officeHours, expectsRegionalNotice };
}
