import type { AgendaItem } from './agenda';

/** 候会叫会: one item, who comes in for it, who waits outside meanwhile, who may leave before it. */
export interface CallUp {
  position: number;
  title: string;
  callAt: Date;
  endsAt: Date;
  comesIn: string[];
  /** For the item after it. */
  waits: string[];
  leaves: string[];
}

/** Somebody who is called to some items only. */
interface Called {
  label: string;
  itemIds: readonly string[] | null;
}

/**
 * Item by item who is to be called in: whoever belongs to it and wasn't there for the one before; who is to wait for the
 * next; who leaves since this one isn't his.
 *
 * @param called in order of precedence; whoever attends the whole meeting is never called
 * @rule art-38
 */
export function callUps(items: readonly AgendaItem[], called: readonly Called[]): CallUp[] {
  const of = (index: number): Called[] => {
    const item = items[index];
    return item ? called.filter(({ itemIds }) => itemIds?.includes(item.itemId)) : [];
  };
  const labels = (people: Called[], but: Called[]): string[] =>
    people.filter((one) => !but.includes(one)).map(({ label }) => label);
  return items.map((item, index) => ({
    position: item.position,
    title: item.title,
    callAt: new Date(item.callAt),
    endsAt: new Date(item.endsAt),
    comesIn: labels(of(index), of(index - 1)),
    waits: labels(of(index + 1), of(index)),
    leaves: labels(of(index - 1), of(index)),
  }));
}
