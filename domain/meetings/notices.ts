import { isDeepStrictEqual } from 'node:util';
import { momentInWords } from '../calendar/momentInWords';
import type { AgendaItem } from './agenda';

/** Who is called to a meeting, as far as his notice goes. */
export interface Called {
  /** Items to which he is called; null: the whole meeting. */
  itemIds: readonly string[] | null;
}

export interface NoticeHead {
  title: string;
  startsAt: Date;
  place: string;
  byVideo: boolean;
  presider: string;
}

/** The items that concern him, in the agenda's order. */
export function itemsOf({ itemIds }: Called, items: readonly AgendaItem[]): AgendaItem[] {
  return items.filter(({ itemId }) => itemIds === null || itemIds.includes(itemId));
}

/** When he is to wait outside to be called in; null where he attends from the beginning. */
export function callTime(called: Called, items: readonly AgendaItem[]): Date | null {
  if (called.itemIds === null) return null;
  const [first] = itemsOf(called, items);
  return first ? new Date(first.callAt) : null;
}

/**
 * A notice as it is read: what, when, where, who presides, his items and when he is called in.
 *
 * @rule art-38
 */
export function noticeWords(
  head: NoticeHead,
  called: Called,
  items: readonly AgendaItem[],
  timeZone: string,
): string {
  const own = itemsOf(called, items);
  const callAt = callTime(called, items);
  return [
    head.title,
    `时间：${momentInWords(head.startsAt, timeZone)}`,
    `地点：${head.place}${head.byVideo ? '（视频会议）' : ''}`,
    `主持：${head.presider}`,
    ...(callAt ? [`候会：请在${momentInWords(callAt, timeZone)}以前到会场外等候叫会`] : []),
    ...(own.length > 0 ? [called.itemIds === null ? '议程：' : '您参加的议题：'] : []),
    ...own.map((item) => `${item.position}. ${item.title}（汇报人：${item.reporter.label}）`),
  ].join('\n');
}

/**
 * Whether a new agenda changes anything for somebody who was told of an earlier one: what his notice says, or an item of his
 * with its materials.
 */
export function changesFor(
  called: Called,
  before: { words: string; items: readonly AgendaItem[] },
  now: { words: string; items: readonly AgendaItem[] },
): boolean {
  if (!before.words.endsWith(now.words)) return true;
  const substance = ({ topicVersionId, materials, minutes }: AgendaItem): unknown => ({
    topicVersionId,
    materials: materials.map(({ sha256, title }) => ({ sha256, title })),
    minutes,
  });
  return !isDeepStrictEqual(
    itemsOf(called, before.items).map(substance),
    itemsOf(called, now.items).map(substance),
  );
}
