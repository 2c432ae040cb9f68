import fc from 'fast-check';
import type { DecisionTable } from '../../../domain/decisions';
import {
  combinationsFrom,
  proveChain,
  proveTable,
  rowSetsOf,
  rowsFor,
  witnessOf,
} from '../../../domain/proof';
import type { Axis, InputValue, Link, Pin, RowSets } from '../../../domain/proof';

const VALUES = ['a', 'b', 'c'];
const cell = fc.constantFrom('-', '"a"', '"b"', '"c"', '"a","b"', 'not("a")', '"d"');
const INPUTS = 3;

const someTable = fc
  .array(fc.tuple(...Array.from({ length: INPUTS }, () => cell)), { maxLength: 7 })
  .map((rows): RowSets => rowSetsOf(tableOf(rows), () => VALUES));

function tableOf(rows: string[][]): DecisionTable {
  return {
    id: 'table',
    name: '表',
    hitPolicy: 'UNIQUE',
    inputs: Array.from({ length: INPUTS }, (_, column) => ({
      label: `第${column}项`,
      expression: `x${column}`,
    })),
    outputs: [],
    rules: rows.map((tests, index) => ({ index: index + 1, id: '', tests, results: [], annotations: [] })),
  };
}

type Inputs = Record<string, InputValue>;

function everyCombination(axes: Pick<Axis, 'expression' | 'values'>[]): Inputs[] {
  return axes.reduce<Inputs[]>(
    (all, { expression, values }) =>
      all.flatMap((inputs) => values.map((value) => ({ ...inputs, [expression]: value }))),
    [{}],
  );
}

const fits = (inputs: Inputs, pins: Pin[]): boolean =>
  pins.every(({ expression, value }) => inputs[expression] === value);

describe('并类推算与逐种求值的结果相同', () => {
  test('有一行、没有一行的种数，重叠的种数，永远不会适用的行', () => {
    fc.assert(
      fc.property(someTable, (sets) => {
        const answers = everyCombination(sets.axes).map((inputs) => rowsFor(sets, inputs));
        const { combinations, answered, unanswered, overlaps, dead } = proveTable(sets);
        expect(combinations).toBe(27n);
        expect(answered).toBe(BigInt(answers.filter((rows) => rows.length === 1).length));
        expect(unanswered).toBe(BigInt(answers.filter((rows) => rows.length === 0).length));
        for (const { rows, combinations: both } of overlaps) {
          expect(both).toBe(BigInt(answers.filter((some) => rows.every((row) => some.includes(row))).length));
        }
        expect(dead.map(({ row }) => row)).toEqual(
          sets.table.rules.map(({ index }) => index).filter((row) => !answers.flat().includes(row)),
        );
      }),
    );
  });

  test('举的例子都属实，缺口的例子没有更小的，几个例子合起来盖住全部缺口', () => {
    fc.assert(
      fc.property(someTable, (sets) => {
        const all = everyCombination(sets.axes);
        const open = all.filter((inputs) => rowsFor(sets, inputs).length === 0);
        const { gaps } = proveTable(sets, 27);
        for (const { pins } of gaps) {
          for (const inputs of all) if (fits(inputs, pins)) expect(rowsFor(sets, inputs)).toEqual([]);
        }
        expect(open.filter((inputs) => !gaps.some(({ pins }) => fits(inputs, pins)))).toEqual([]);
        expect(gaps[0]?.pins.length).toBe(smallestSize(open, sets));
        expect(gaps.reduce((sum, { combinations }) => sum + combinations, 0n)).toBe(BigInt(open.length));
      }),
    );
  });

  test('每行的例子正是这一行适用的情形', () => {
    fc.assert(
      fc.property(someTable, (sets) => {
        for (const { index } of sets.table.rules) {
          const witness = witnessOf(sets, index);
          if (witness) expect(rowsFor(sets, witness)).toContain(index);
        }
      }),
    );
  });

  test('几张表接着问：每种结果的种数', () => {
    const axes = Array.from({ length: INPUTS }, (_, column) => ({
      expression: `x${column}`,
      label: '',
      values: VALUES,
    }));
    fc.assert(
      fc.property(fc.array(someTable, { minLength: 1, maxLength: 3 }), (tables) => {
        const links = tables.map((sets, number): Link => ({
          name: `${number}`,
          sets,
          verdictOf: (row) =>
            row % 3 === 0 ? { goesOn: false, result: `${number}-${row}` } : { goesOn: true, mark: `${row}` },
        }));
        const expected = new Map<string, bigint>();
        for (const inputs of everyCombination(axes)) {
          const result = askInTurn(links, inputs);
          expected.set(result, (expected.get(result) ?? 0n) + 1n);
        }
        const { results, combinations } = proveChain(axes, links);
        expect(new Map([...results].sort())).toEqual(new Map([...expected].sort()));
        expect(combinations).toBe(combinationsFrom(axes));
      }),
    );
  });
});

function askInTurn(links: Link[], inputs: Inputs): string {
  const marks: string[] = [];
  for (const { name, sets, verdictOf } of links) {
    const [row, ...others] = rowsFor(sets, inputs);
    if (row === undefined || others.length > 0) return `fault:${name}`;
    const verdict = verdictOf(row);
    if (!verdict.goesOn) return verdict.result;
    if (verdict.mark !== undefined) marks.push(verdict.mark);
  }
  return marks.join();
}

/** By trying all: the fewest pinned inputs so that every combination with them is open. */
function smallestSize(open: Inputs[], sets: RowSets): number | undefined {
  const choices = sets.axes.map(({ expression }) => ({ expression, values: ['', ...VALUES] }));
  const sizes = everyCombination(choices).flatMap((chosen) => {
    const pins = Object.entries(chosen).filter(([, value]) => value !== '');
    const within = open.filter((inputs) => pins.every(([name, value]) => inputs[name] === value));
    return within.length === VALUES.length ** (INPUTS - pins.length) ? [pins.length] : [];
  });
  return sizes.length === 0 ? undefined : Math.min(...sizes);
}
