import type { DecisionRule, DecisionTable } from '../decisions';
import { meetsTest } from '../decisions/cells';

export type InputValue = string | boolean | number;

/** One input of a table, or of a whole case, with every value it may take. */
export interface Axis {
  /** FEEL expression, e.g. "facts.kind". */
  expression: string;
  /** Chinese, as the column is headed. */
  label: string;
  values: InputValue[];
}

/** An input held at one value; inputs that an example does not pin may have any. */
export interface Pin {
  expression: string;
  label: string;
  value: InputValue;
}

/**
 * A table over the values of its inputs: each cell is asked about each value once, and the rows that say yes are
 * the bits of a number (bit 0: the first row). Which rows apply to a combination is then one `&` per input.
 */
export interface RowSets {
  table: DecisionTable;
  axes: Axis[];
  /** By axis, then by the value's position. */
  meeting: bigint[][];
  /** Every row that some combination can meet. */
  living: bigint;
}

/** Throws DecisionError where a cell gives no plain answer to a value. `valuesOf`: the values of an input. */
export function rowSetsOf(table: DecisionTable, valuesOf: (expression: string) => InputValue[]): RowSets {
  const axes = table.inputs.map((input) => ({ ...input, values: valuesOf(input.expression) }));
  const meeting = axes.map(({ values }, column) =>
    values.map((value) => bitsOf(table.rules, (rule) => meetsTest(rule.tests[column] ?? '-', value, {}))),
  );
  return {
    table,
    axes,
    meeting,
    living: livingRows(
      meeting,
      bitsOf(table.rules, () => true),
    ),
  };
}

/** The same table where this input has this one value. */
export function pinned(sets: RowSets, expression: string, value: InputValue): RowSets {
  const column = sets.axes.findIndex((axis) => axis.expression === expression);
  const axis = sets.axes[column];
  const met = sets.meeting[column]?.[axis?.values.indexOf(value) ?? -1];
  if (!axis || met === undefined) return sets;
  const meeting = sets.meeting.with(column, [met]);
  return {
    ...sets,
    axes: sets.axes.with(column, { ...axis, values: [value] }),
    meeting,
    living: livingRows(meeting, sets.living),
  };
}

/** Numbers of the rows that apply to these values; inputs that the table does not ask may be among them. */
export function rowsFor(sets: RowSets, inputs: Record<string, InputValue>): number[] {
  const rows = sets.axes.reduce((standing, { expression, values }, column) => {
    const position = values.indexOf(inputs[expression] ?? '');
    return standing & (sets.meeting[column]?.[position] ?? 0n);
  }, sets.living);
  return rowNumbers(rows);
}

/** The row numbers (from 1, as Modeler shows them) of a bit set. */
export function rowNumbers(rows: bigint): number[] {
  const numbers: number[] = [];
  for (let rest = rows, number = 1; rest > 0n; rest >>= 1n, number += 1) {
    if ((rest & 1n) === 1n) numbers.push(number);
  }
  return numbers;
}

/** The only row of a set; undefined where it holds none or several. */
export function onlyRow(sets: RowSets, rows: bigint): DecisionRule | undefined {
  const numbers = rowNumbers(rows);
  return numbers.length === 1 ? sets.table.rules[(numbers[0] ?? 0) - 1] : undefined;
}

/** How many combinations the inputs from `column` on make. */
export function combinationsFrom(axes: Axis[], column = 0): bigint {
  return axes.slice(column).reduce((product, { values }) => product * BigInt(values.length), 1n);
}

/** Rows whose cells can each be met by some value. */
function livingRows(meeting: bigint[][], rows: bigint): bigint {
  return meeting.reduce((living, column) => living & column.reduce((met, one) => met | one, 0n), rows);
}

function bitsOf(rules: DecisionRule[], isIn: (rule: DecisionRule) => boolean): bigint {
  return rules.reduce((bits, rule, position) => (isIn(rule) ? bits | (1n << BigInt(position)) : bits), 0n);
}
