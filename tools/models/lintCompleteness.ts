import { meetsTest } from '../../domain/decisions/cells';
import type { DecisionRule, DecisionTable } from '../../domain/decisions';
import type { InputValue } from './tableInputs';

/** Input values for which not exactly one row applies. Inputs that no row in question asks about are left out. */
export interface Gap {
  values: { expression: string; label: string; value: InputValue }[];
  /** Numbers of the rows that apply: none or several. */
  rows: number[];
}

/**
 * Every combination of input values that a table leaves open or answers twice, found column by column: rows that
 * don't fit are dropped, and a column that no remaining row asks about is not unfolded. `domain`: the values of
 * each input, in the table's order.
 */
export function* findGaps(
  table: DecisionTable,
  domain: InputValue[][],
  rules: DecisionRule[] = table.rules,
  column = 0,
  values: Gap['values'] = [],
): Generator<Gap> {
  const input = table.inputs[column];
  if (!input || rules.length === 0) {
    if (rules.length !== 1) yield { values, rows: rules.map(({ index }) => index) };
    return;
  }
  const cellOf = (rule: DecisionRule): string => rule.tests[column] ?? '-';
  if (rules.every((rule) => cellOf(rule) === '-')) {
    yield* findGaps(table, domain, rules, column + 1, values);
    return;
  }
  for (const value of domain[column] ?? []) {
    const fitting = rules.filter((rule) => meetsTest(cellOf(rule), value, {}));
    const chosen = [...values, { ...input, value }];
    yield* findGaps(table, domain, fitting, column + 1, chosen);
  }
}

/** A gap as a sentence; `wordOf` says how people call a value. */
export function gapInWords(
  { values, rows }: Gap,
  wordOf: (expression: string, value: InputValue) => string,
): string {
  const where =
    values.map(({ expression, label, value }) => `${label}为${wordOf(expression, value)}`).join('、') ||
    '任何情形';
  return rows.length === 0 ? `${where}时没有一行适用` : `${where}时第 ${rows.join('、')} 行同时适用`;
}
