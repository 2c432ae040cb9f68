/** A run of text that two versions share, or that only the later (`added`) or the earlier one (`removed`) has. */
export interface Run {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

/** One line of the comparison: all of one kind, or a changed line with its runs. */
export type ComparedLine = Run[];

/** Beyond so many comparisons a passage counts as replaced as a whole: a page must not take seconds. */
const MOST_COMPARISONS = 1_000_000;
/** Two lines that share less than this part of their characters are two lines, not one that was changed. */
const LEAST_LIKENESS = 0.4;
/** So many added lines are looked at for the one that a removed line became. */
const MOST_PARTNERS = 20;

const words = new Intl.Segmenter('zh', { granularity: 'word' });

/** Compares two texts line by line and, where a line was changed, word by word. */
export function compareLines(before: readonly string[], after: readonly string[]): ComparedLine[] {
  const lines: ComparedLine[] = [];
  let removed: string[] = [];
  let added: string[] = [];
  const close = (): void => {
    lines.push(...pairUp(removed, added));
    removed = [];
    added = [];
  };
  for (const { kind, item } of compare(before, after)) {
    if (kind === 'removed') removed.push(item);
    else if (kind === 'added') added.push(item);
    else {
      close();
      lines.push([{ kind, text: item }]);
    }
  }
  close();
  return lines;
}

/** Whether anything in it was added or removed. */
export const isChanged = (line: ComparedLine): boolean => line.some(({ kind }) => kind !== 'same');

/** A removed line and the next added one are a changed line, if they are alike. */
function pairUp(removed: readonly string[], added: readonly string[]): ComparedLine[] {
  const lines: ComparedLine[] = [];
  let next = 0;
  for (const line of removed) {
    const ahead = added.slice(next, next + MOST_PARTNERS);
    const distance = ahead.findIndex((candidate) => areAlike(line, candidate));
    if (distance === -1) {
      lines.push([{ kind: 'removed', text: line }]);
      continue;
    }
    const partner = next + distance;
    for (const text of added.slice(next, partner)) lines.push([{ kind: 'added', text }]);
    lines.push(compareWords(line, added[partner] ?? ''));
    next = partner + 1;
  }
  for (const text of added.slice(next)) lines.push([{ kind: 'added', text }]);
  return lines;
}

function compareWords(before: string, after: string): Run[] {
  const runs: Run[] = [];
  for (const { kind, item } of compare(split(before), split(after))) {
    const last = runs.at(-1);
    if (last?.kind === kind) last.text += item;
    else runs.push({ kind, text: item });
  }
  return runs;
}

const split = (text: string): string[] => [...words.segment(text)].map(({ segment }) => segment);

/** By the characters they have in common, wherever they stand: cheap, and good enough to pair lines. */
function areAlike(left: string, right: string): boolean {
  const counts = new Map<string, number>();
  for (const character of left) counts.set(character, (counts.get(character) ?? 0) + 1);
  let common = 0;
  for (const character of right) {
    const count = counts.get(character) ?? 0;
    if (count > 0) common += 1;
    counts.set(character, count - 1);
  }
  return common >= LEAST_LIKENESS * Math.max([...left].length, [...right].length);
}

interface Compared {
  kind: Run['kind'];
  item: string;
}

/** The longest common subsequence, after what both have in common at either end was set aside. */
function compare(before: readonly string[], after: readonly string[]): Compared[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  const as = (kind: Run['kind'], items: readonly string[]): Compared[] =>
    items.map((item) => ({ kind, item }));
  return [
    ...as('same', before.slice(0, start)),
    ...compareMiddle(before.slice(start, before.length - end), after.slice(start, after.length - end)),
    ...as('same', before.slice(before.length - end)),
  ];
}

function compareMiddle(before: readonly string[], after: readonly string[]): Compared[] {
  const rows = before.length;
  const columns = after.length;
  const isTooMuch = rows * columns > MOST_COMPARISONS;
  const width = columns + 1;
  // longest[row * width + column]: the common length of what is left from there on.
  const longest = new Uint32Array(isTooMuch ? 0 : (rows + 1) * width);
  const at = (row: number, column: number): number => longest[row * width + column] ?? 0;
  for (let row = isTooMuch ? -1 : rows - 1; row >= 0; row -= 1) {
    for (let column = columns - 1; column >= 0; column -= 1) {
      longest[row * width + column] =
        before[row] === after[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const found: Compared[] = [];
  let row = 0;
  let column = 0;
  while (row < rows || column < columns) {
    const [left, right] = [before[row], after[column]];
    if (left !== undefined && left === right && !isTooMuch) {
      found.push({ kind: 'same', item: left });
      row += 1;
      column += 1;
    } else if (left !== undefined && (right === undefined || at(row + 1, column) >= at(row, column + 1))) {
      found.push({ kind: 'removed', item: left });
      row += 1;
    } else if (right !== undefined) {
      found.push({ kind: 'added', item: right });
      column += 1;
    }
  }
  return found;
}
