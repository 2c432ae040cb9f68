import type { Axis, RowSets } from './rowSets';
import { combinationsFrom, onlyRow } from './rowSets';

/** What one row of a link means for the whole: it lets the case go on, or the case ends with this result. */
export type Verdict = { goesOn: true; mark?: string } | { goesOn: false; result: string };

/** One question of the chain: a table (a gate's already pinned to its gate), and what its rows mean. */
export interface Link {
  name: string;
  sets: RowSets;
  verdictOf(row: number): Verdict;
}

export interface ChainProof {
  combinations: bigint;
  /** Result → in how many combinations it comes out; the results' sum is `combinations`. */
  results: Map<string, bigint>;
  /** How many different situations were judged in the end: combinations that no table tells apart are one. */
  situations: number;
}

/** Rows still standing, or what the link has come to. */
type State = bigint | Verdict;

/**
 * What becomes of every combination of a case's inputs, when its links are asked in turn and the first that does
 * not let it go on gives the result. A case that all let go on results in the marks of its links, joined.
 *
 * Combinations are not walked one by one: input after input, those that leave the same rows standing in every
 * link are counted together. A combination to which a link has no row, or several, results in `fault:<name>`.
 */
export function proveChain(axes: Axis[], links: Link[]): ChainProof {
  const columns = links.map(({ sets }) => columnsOf(axes, sets));
  const asking = links.map(({ sets }, index) => askingFrom(axes, sets, columns[index] ?? []));
  const known = axes.map(() => new Map<string, Map<string, bigint>>());
  let situations = 0;

  const settle = (states: State[], column: number): State[] =>
    states.map((state, index) => {
      const link = links[index];
      if (typeof state !== 'bigint' || !link) return state;
      return (state & (asking[index]?.[column] ?? 0n)) === 0n ? verdictOf(link, state) : state;
    });

  const count = (column: number, before: State[]): Map<string, bigint> => {
    const states = settle(before, column);
    const result = resultOf(states);
    const seen = known[column];
    if (result !== undefined || !seen) {
      situations += 1;
      return new Map([[result ?? 'fault:', combinationsFrom(axes, column)]]);
    }
    const key = keyOf(states);
    const counted = seen.get(key);
    if (counted) return counted;
    const sum = new Map<string, bigint>();
    for (const [next, times] of classesOf(states, columns, column, axes[column]?.values.length ?? 0)) {
      for (const [name, part] of count(column + 1, next)) {
        sum.set(name, (sum.get(name) ?? 0n) + part * times);
      }
    }
    seen.set(key, sum);
    return sum;
  };
  const results = count(
    0,
    links.map(({ sets }) => sets.living),
  );
  return { combinations: combinationsFrom(axes), results, situations };
}

/** For each input of the case, the rows that each value leaves in the link's table; undefined: not asked. */
function columnsOf(axes: Axis[], sets: RowSets): (bigint[] | undefined)[] {
  return axes.map(
    ({ expression }) => sets.meeting[sets.axes.findIndex((axis) => axis.expression === expression)],
  );
}

/** For each input of the case, the rows for which it or a later one still matters. */
function askingFrom(axes: Axis[], sets: RowSets, columns: (bigint[] | undefined)[]): bigint[] {
  const asking = [0n];
  for (const column of [...columns].reverse()) {
    const fullRows = (column ?? []).reduce((full, met) => full & met, sets.living);
    asking.unshift((asking[0] ?? 0n) | (sets.living & ~fullRows));
  }
  return asking.slice(0, axes.length + 1);
}

function verdictOf({ name, sets, verdictOf: judge }: Link, rows: bigint): Verdict {
  const row = onlyRow(sets, rows);
  return row ? judge(row.index) : { goesOn: false, result: `fault:${name}` };
}

/** The result, once every link before the one that decides has let the case go on; undefined before that. */
function resultOf(states: State[]): string | undefined {
  const marks: string[] = [];
  for (const state of states) {
    if (typeof state === 'bigint') return undefined;
    if (!state.goesOn) return state.result;
    if (state.mark !== undefined) marks.push(state.mark);
  }
  return marks.join();
}

/** What a link's rows become for each value of an input, values of the same effect together. */
function classesOf(
  states: State[],
  columns: (bigint[] | undefined)[][],
  column: number,
  size: number,
): [State[], bigint][] {
  const classes = new Map<string, [State[], bigint]>();
  for (let position = 0; position < size; position += 1) {
    const next = states.map((state, index) => {
      const met = columns[index]?.[column];
      return typeof state === 'bigint' && met ? state & (met[position] ?? 0n) : state;
    });
    const key = keyOf(next);
    const [, times] = classes.get(key) ?? [next, 0n];
    classes.set(key, [next, times + 1n]);
  }
  return [...classes.values()];
}

/** Two situations with the same key have the same future: what comes after a refusal changes nothing. */
function keyOf(states: State[]): string {
  const parts: string[] = [];
  for (const state of states) {
    if (typeof state === 'bigint') parts.push(state.toString(36));
    else if (state.goesOn) parts.push(`+${state.mark ?? ''}`);
    else return [...parts, `!${state.result}`].join();
  }
  return parts.join();
}
