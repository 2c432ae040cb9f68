import { dayIn } from '../domain/calendar/zonedDay';

const two = (value: number): string => String(value).padStart(2, '0');

/** 2026-11-23, the civil day in the office's zone (IANA name). */
export function isoDay(moment: Date, timeZone: string): string {
  const { year, month, day } = dayIn(moment, timeZone);
  return `${year}-${two(month)}-${two(day)}`;
}

/** 2026年11月23日 */
export function dayInWords(moment: Date, timeZone: string): string {
  const { year, month, day } = dayIn(moment, timeZone);
  return `${year}年${month}月${day}日`;
}

/** 2026年11月23日 for 2026-11-23. */
export function isoDayInWords(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}

/** 2026年11月23日 18:05 */
export function momentInWords(moment: Date, timeZone: string): string {
  const time = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return `${dayInWords(moment, timeZone)} ${time.format(moment)}`;
}
