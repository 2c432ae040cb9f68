import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { evaluateDecision, loadDecision } from '../../domain/decisions';
import type { DecisionTable } from '../../domain/decisions';
import { elements } from '../../domain/generated/ids';
import { wordsOf } from '../../tools/models/cellGrammar';
import { processesFolder } from '../../tools/models/modelFiles';
import { readVocabulary } from '../../tools/models/officeVocabulary';
import { valuesOf } from '../../tools/models/tableInputs';
import type { InputValue } from '../../tools/models/tableInputs';
import { nested } from '../../tools/prove/samples';
import type { Inputs } from '../../tools/prove/samples';

export type { Inputs };

const surroundings = {
  vocabulary: readVocabulary(),
  userTasks: Object.values(elements)
    .flatMap((ids) => Object.keys(ids))
    .filter((id) => id.startsWith('userTask_')),
};

/** A decision table of processes/, by its id. */
export function readTable(id: string): Promise<DecisionTable> {
  return loadDecision(readFileSync(join(processesFolder, `${id}.dmn`), 'utf8'));
}

/** What a table answers to inputs by their expressions, e.g. `{ gate: 'remit', 'facts.kind': 'notice' }`. */
export function ask(table: DecisionTable, inputs: Inputs): Record<string, unknown> {
  return rowFor(table, inputs).outputs;
}

/**
 * Asks a table every combination of its inputs' values. Throws, naming the combination, where none or two rows
 * apply. A table of several gates is asked one gate after the other, and only about what that gate's rows ask:
 * another input can't change which of them applies.
 *
 * @returns how many combinations were asked, and the rows that were never needed.
 */
export function askEverything(table: DecisionTable): { asked: number; unneeded: number[] } {
  const used = new Set<number>();
  let asked = 0;
  for (const inputs of everyCombination(table)) {
    used.add(rowFor(table, inputs).index);
    asked += 1;
  }
  return { asked, unneeded: table.rules.map(({ index }) => index).filter((index) => !used.has(index)) };
}

function rowFor(table: DecisionTable, inputs: Inputs): { index: number; outputs: Record<string, unknown> } {
  try {
    const { matchedRules, outputs } = evaluateDecision(table, nested(inputs));
    if (!outputs) throw new Error('没有一行适用');
    return { index: matchedRules[0]?.index ?? 0, outputs };
  } catch (error) {
    throw new Error(`${(error as Error).message}：${JSON.stringify(inputs)}`, { cause: error });
  }
}

/** Every combination of the values that a table's inputs may take. */
export function* everyCombination(table: DecisionTable): Generator<Inputs> {
  const axes = axesOf(table);
  const gateColumn = table.inputs.findIndex(({ expression }) => expression === 'gate');
  if (gateColumn === -1) return yield* combinations(axes);
  for (const gate of axes[gateColumn]?.[1] ?? []) {
    // Rows that name other gates only have no say in this one.
    const rows = table.rules.filter(({ tests }) => {
      const cell = tests[gateColumn] ?? '-';
      return !cell.startsWith('"') || wordsOf(cell).includes(String(gate));
    });
    const asked = axes.map(([expression, values], column): [string, InputValue[]] => {
      if (column === gateColumn) return [expression, [gate]];
      return [expression, rows.some(({ tests }) => tests[column] !== '-') ? values : values.slice(0, 1)];
    });
    yield* combinations(asked);
  }
}

function* combinations(axes: [string, InputValue[]][]): Generator<Inputs> {
  const [axis, ...others] = axes;
  if (!axis) return yield {};
  const [expression, values] = axis;
  for (const value of values) {
    for (const rest of combinations(others)) yield { [expression]: value, ...rest };
  }
}

/** The inputs of a table, each with the values that it may take. */
export function axesOf(table: DecisionTable): [string, InputValue[]][] {
  return table.inputs.map(({ expression }) => {
    const values = valuesOf(expression, table.id, surroundings);
    if (!values || values.length === 0) throw new Error(`输入 ${expression} 没有值`);
    return [expression, values];
  });
}
