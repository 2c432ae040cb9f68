import type { InputValue, Pin, RowSets } from './rowSets';
import { combinationsFrom, onlyRow, rowNumbers } from './rowSets';
import { smallestGap } from './smallestGap';

/** Combinations for which not exactly one row applies. */
export interface Defect {
  /** The fewest inputs that bring it about. */
  pins: Pin[];
  /** Numbers of the rows that apply: none or two. */
  rows: number[];
  combinations: bigint;
}

export interface TableProof {
  combinations: bigint;
  /** Combinations with exactly one row. */
  answered: bigint;
  /** Smallest example first; at most `shown`. `unanswered` counts all of them. */
  gaps: Defect[];
  unanswered: bigint;
  /** One per pair of rows, smallest example first. */
  overlaps: Defect[];
  /** Rows with a cell that no value meets: they never apply. */
  dead: { row: number; label: string; cell: string }[];
}

const SHOWN_GAPS = 5;

/** Whether each combination of a table's inputs has exactly one row, and every row a combination. */
export function proveTable(sets: RowSets, shown = SHOWN_GAPS): TableProof {
  const { none, one } = countAnswers(sets);
  return {
    combinations: combinationsFrom(sets.axes),
    answered: one,
    gaps: none > 0n ? listGaps(sets, none, shown) : [],
    unanswered: none,
    overlaps: listOverlaps(sets),
    dead: listDeadRows(sets),
  };
}

/** A combination that this row answers: one value for each input; undefined where there is none. */
export function witnessOf(sets: RowSets, row: number): Record<string, InputValue> | undefined {
  const bit = 1n << BigInt(row - 1);
  if ((sets.living & bit) === 0n) return undefined;
  const entries = sets.axes.map(({ expression, values }, column): [string, InputValue] => {
    const position = sets.meeting[column]?.findIndex((met) => (met & bit) !== 0n) ?? 0;
    return [expression, values[position] ?? ''];
  });
  return Object.fromEntries(entries);
}

/** The inputs that a row asks about, each with the first value that it takes. */
export function pinsOf(sets: RowSets, row: number): Pin[] {
  return pinsOfRows(sets, 1n << BigInt(row - 1));
}

interface Answers {
  none: bigint;
  one: bigint;
}

/** Input by input; combinations that leave the same rows standing are counted together. */
function countAnswers(sets: RowSets): Answers {
  const known = sets.axes.map(() => new Map<bigint, Answers>());
  const count = (column: number, rows: bigint): Answers => {
    if (rows === 0n) return { none: combinationsFrom(sets.axes, column), one: 0n };
    const seen = known[column];
    if (!seen) return { none: 0n, one: onlyRow(sets, rows) ? 1n : 0n };
    const answered = seen.get(rows);
    if (answered) return answered;
    const sum: Answers = { none: 0n, one: 0n };
    for (const met of sets.meeting[column] ?? []) {
      const part = count(column + 1, rows & met);
      sum.none += part.none;
      sum.one += part.one;
    }
    seen.set(rows, sum);
    return sum;
  };
  return count(0, sets.living);
}

/** Each time the smallest example that the ones before do not cover. */
function listGaps(sets: RowSets, unanswered: bigint, shown: number): Defect[] {
  const gaps: Defect[] = [];
  let rest = unanswered;
  for (let covered = sets; rest > 0n && gaps.length < shown;) {
    const pins = smallestGap(covered);
    if (!pins) break;
    covered = withRowFor(covered, pins);
    const left = countAnswers(covered).none;
    gaps.push({ pins, rows: [], combinations: rest - left });
    rest = left;
  }
  return gaps;
}

/** The table with one more row, which answers what is pinned. */
function withRowFor(sets: RowSets, pins: Pin[]): RowSets {
  const bit = 1n << BigInt(Math.max(sets.table.rules.length, sets.living.toString(2).length));
  const meeting = sets.axes.map(({ expression, values }, column) => {
    const pin = pins.find((one) => one.expression === expression);
    return values.map((value, position) => {
      const met = sets.meeting[column]?.[position] ?? 0n;
      return !pin || pin.value === value ? met | bit : met;
    });
  });
  return { ...sets, meeting, living: sets.living | bit };
}

function listOverlaps(sets: RowSets): Defect[] {
  const numbers = rowNumbers(sets.living);
  const pairs = numbers.flatMap((left, index) => numbers.slice(index + 1).map((right) => [left, right]));
  return pairs
    .flatMap((rows) => {
      const both = rows.reduce((bits, row) => bits | (1n << BigInt(row - 1)), 0n);
      const combinations = sets.meeting.reduce(
        (product, column) => product * BigInt(column.filter((met) => (met & both) === both).length),
        1n,
      );
      return combinations === 0n ? [] : [{ pins: pinsOfRows(sets, both), rows, combinations }];
    })
    .sort((left, right) => left.pins.length - right.pins.length);
}

/** The inputs that decide whether all of these rows apply, each with the first value for which they do. */
function pinsOfRows(sets: RowSets, rows: bigint): Pin[] {
  return sets.axes.flatMap(({ expression, label, values }, column) => {
    const met = sets.meeting[column] ?? [];
    const position = met.findIndex((one) => (one & rows) === rows);
    const value = values[position];
    if (value === undefined || met.every((one) => (one & rows) === rows)) return [];
    return [{ expression, label, value }];
  });
}

function listDeadRows(sets: RowSets): TableProof['dead'] {
  return sets.table.rules.flatMap(({ tests }, position) => {
    const bit = 1n << BigInt(position);
    const column = sets.meeting.findIndex((met) => met.every((one) => (one & bit) === 0n));
    const axis = sets.axes[column];
    return axis ? [{ row: position + 1, label: axis.label, cell: tests[column] ?? '-' }] : [];
  });
}
