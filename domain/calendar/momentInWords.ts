import { dayIn } from './zonedDay';

/** 11月24日19:30, in the office's zone. */
export function momentInWords(moment: Date, timeZone: string): string {
  const { month, day } = dayIn(moment, timeZone);
  const time = new Intl.DateTimeFormat('zh-CN', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return `${month}月${day}日${time.format(moment)}`;
}
