import { momentInWords } from '../calendar/momentInWords';

/** What the holder of a step reads of its deadline: 请于11月24日19:30前办结（期限暂定）. */
export function dueLabel(dueAt: Date, isProvisional: boolean, timeZone: string): string {
  return `请于${momentInWords(dueAt, timeZone)}前办结${isProvisional ? '（期限暂定）' : ''}`;
}
