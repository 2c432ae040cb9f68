import type { PageMark } from './types';

export interface ChangedPages {
  /** Pages of the new version that are new or differ */
  changed: number[];
  /** Pages of the old version that are gone */
  removed: number[];
  /** For people: 第3、7-9页有改动（…）; 没有改动 */
  words: string;
}

/**
 * Which pages of a new version differ from the former one. A page that only moved has not changed: pages are matched in
 * their order, as many as can be.
 */
export function changedPages(before: readonly PageMark[], after: readonly PageMark[]): ChangedPages {
  const matched = matchInOrder(
    before.map(({ hash }) => hash),
    after.map(({ hash }) => hash),
  );
  const kept = new Set(matched.values());
  const changed = after.filter((_, at) => !kept.has(at));
  const removed = before.filter((_, at) => !matched.has(at));
  // A page that gave way to another one in its place is changed, not gone.
  const gone = removed.filter((old) => !changed.some((page) => isSamePlace(old, page)));
  const sentences = [
    changed.length === 0
      ? ''
      : `${pagesInWords(changed.map(({ page }) => page))}有改动（${placesOf(changed)}）`,
    gone.length === 0 ? '' : `原${pagesInWords(gone.map(({ page }) => page))}已删去（${placesOf(gone)}）`,
  ].filter((sentence) => sentence !== '');
  return {
    changed: changed.map(({ page }) => page),
    removed: gone.map(({ page }) => page),
    words: sentences.length === 0 ? '没有改动' : sentences.join('；'),
  };
}

const isSamePlace = (one: PageMark, other: PageMark): boolean =>
  one.item === other.item && one.part === other.part;

/** 议题1《材料》、封面 */
function placesOf(pages: readonly PageMark[]): string {
  const places = pages.map(({ item, part }) => (item === null ? part : `议题${item}《${part}》`));
  return [...new Set(places)].join('、');
}

/** [3, 7, 8, 9] → 第3、7-9页 */
export function pagesInWords(pages: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const page of [...new Set(pages)].sort((one, other) => one - other)) {
    const last = runs.at(-1);
    if (last && last[1] === page - 1) last[1] = page;
    else runs.push([page, page]);
  }
  const words = runs.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`));
  return `第${words.join('、')}页`;
}

/** Old place → new place, rising in both, as many as can be (Hunt and Szymanski: longest common subsequence). */
function matchInOrder(before: string[], after: string[]): Map<number, number> {
  const matched = new Map<number, number>();
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) {
    matched.set(start, start);
    start += 1;
  }
  let [oldEnd, newEnd] = [before.length, after.length];
  while (oldEnd > start && newEnd > start && before[oldEnd - 1] === after[newEnd - 1]) {
    oldEnd -= 1;
    newEnd -= 1;
    matched.set(oldEnd, newEnd);
  }
  const places = new Map<string, number[]>();
  for (let at = newEnd - 1; at >= start; at -= 1) {
    const hash = after[at] ?? '';
    places.set(hash, [...(places.get(hash) ?? []), at].slice(0, MOST_ALIKE));
  }
  interface Link {
    old: number;
    new: number;
    former: Link | undefined;
  }
  const ends: Link[] = [];
  for (let old = start; old < oldEnd; old += 1) {
    for (const at of places.get(before[old] ?? '') ?? []) {
      const length = lowest(ends, at);
      ends[length] = { old, new: at, former: ends[length - 1] };
    }
  }
  for (let link = ends.at(-1); link !== undefined; link = link.former) matched.set(link.old, link.new);
  return matched;
}

/** Blank pages by the hundred must not make this slow. */
const MOST_ALIKE = 50;

function lowest(ends: { new: number }[], at: number): number {
  let [low, high] = [0, ends.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle]?.new ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
