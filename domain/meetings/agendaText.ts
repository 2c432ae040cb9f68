import type { Block } from '../document/text';
import type { AgendaHead, AgendaItem } from './agenda';
import { inChineseNumber } from './reference';

/**
 * The agenda as text: what 批印 is about, and what its hash covers.
 *
 * @param say a moment in full, and the time of day alone
 * @rule art-38
 */
export function agendaText(
  head: AgendaHead & { kindLabel: string; end: string },
  items: readonly AgendaItem[],
  say: { moment: (iso: string) => string; time: (iso: string) => string },
): Block[] {
  return [
    ...headText(head, say.moment),
    ...items.flatMap((item) => itemText(item, say.time)),
    ...(items.length > 0 ? [paragraph(`预计${say.time(head.end)}散会。`)] : []),
  ];
}

/** Time, place and presider, as a plan says them before there is an agenda. */
export function headText(
  { kindLabel, startsAt, place, byVideo, presider }: AgendaHead & { kindLabel: string },
  moment: (iso: string) => string,
): Block[] {
  return [
    paragraph(`会议：${kindLabel}`),
    paragraph(`时间：${moment(startsAt)}`),
    paragraph(`地点：${place}${byVideo ? '（视频会议）' : ''}`),
    paragraph(`主持：${presider}`),
  ];
}

function itemText(item: AgendaItem, time: (iso: string) => string): Block[] {
  const { position, title, bodyName, reporter, minutes, bodyNames, materials, callAt } = item;
  const pages = materials.map((one) => `${one.title}（${one.pages}页）`).join('、');
  return [
    { type: 'heading', level: 1, text: `${inChineseNumber(position)}、${title}` },
    paragraph(`提出单位：${bodyName}；汇报人：${reporter.label}；${time(callAt)}开始，${minutes}分钟。`),
    ...(bodyNames.length > 0 ? [paragraph(`列席单位：${bodyNames.join('、')}。`)] : []),
    ...(pages === '' ? [] : [paragraph(`材料：${pages}。`)]),
  ];
}

const paragraph = (text: string): Block => ({ type: 'paragraph', text });
