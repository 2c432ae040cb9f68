import type { Pin, RowSets } from './rowSets';

/** The way to a gap from one input on: how many inputs it pins, and which value of this one (none: any will do). */
interface Way {
  size: number;
  position: number | undefined;
  next: Way | undefined;
}

const NO_WAY: Way = { size: Infinity, position: undefined, next: undefined };
const DONE: Way = { size: 0, position: undefined, next: undefined };

/**
 * The fewest inputs to pin so that no row applies whatever the others are; undefined where every combination has
 * a row. An unpinned input leaves each row standing (it has a value that the row takes), a pinned one keeps those
 * that take its value: the smallest example is the shortest way to an empty set of rows.
 */
export function smallestGap(sets: RowSets): Pin[] | undefined {
  const known = sets.axes.map(() => new Map<bigint, Way>());
  const wayFrom = (column: number, rows: bigint): Way => {
    if (rows === 0n) return DONE;
    const seen = known[column];
    if (!seen) return NO_WAY;
    const found = seen.get(rows);
    if (found) return found;
    let best = NO_WAY;
    for (const [position, met] of (sets.meeting[column] ?? []).entries()) {
      if ((rows & met) === rows) continue;
      const next = wayFrom(column + 1, rows & met);
      if (next.size + 1 < best.size) best = { size: next.size + 1, position, next };
    }
    const unpinned = wayFrom(column + 1, rows);
    if (unpinned.size < best.size) best = { size: unpinned.size, position: undefined, next: unpinned };
    seen.set(rows, best);
    return best;
  };
  const way = wayFrom(0, sets.living);
  return way.size === Infinity ? undefined : pinsAlong(way, sets);
}

function pinsAlong(way: Way, sets: RowSets): Pin[] {
  const pins: Pin[] = [];
  let step: Way | undefined = way;
  for (const { expression, label, values } of sets.axes) {
    const value = values[step?.position ?? -1];
    if (value !== undefined) pins.push({ expression, label, value });
    step = step?.next;
  }
  return pins;
}
