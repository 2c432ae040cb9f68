import type { DecisionTable } from '../../domain/decisions';
import type { ElementFacts, ProcessFacts } from './diagramFacts';

export interface ProcessDifference {
  added: ElementFacts[];
  removed: ElementFacts[];
  renamed: { before: ElementFacts; after: ElementFacts }[];
  /** Same id and name, another meaning. */
  changed: ElementFacts[];
}

/** What another version of a process does otherwise. */
export function compareProcesses(before: ProcessFacts, after: ProcessFacts): ProcessDifference {
  const earlier = new Map(before.elements.map((element) => [element.id, element]));
  const later = new Set(after.elements.map(({ id }) => id));
  const kept = after.elements.flatMap((element) => {
    const known = earlier.get(element.id);
    return known ? [{ before: known, after: element }] : [];
  });
  const isRenamed = ({ before: one, after: other }: (typeof kept)[number]): boolean =>
    one.name !== other.name;
  return {
    added: after.elements.filter(({ id }) => !earlier.has(id)),
    removed: before.elements.filter(({ id }) => !later.has(id)),
    renamed: kept.filter(isRenamed),
    changed: kept
      .filter((pair) => !isRenamed(pair) && pair.before.meaning !== pair.after.meaning)
      .map(({ after: element }) => element),
  };
}

/** Whether nothing but drawing differs. */
export function isNoDifference({ added, removed, renamed, changed }: ProcessDifference): boolean {
  return [added, removed, renamed, changed].every((some) => some.length === 0);
}

export interface CellChange {
  /** Number of the row in the new table. */
  row: number;
  label: string;
  column: string;
  kind: 'input' | 'output';
  before: string;
  after: string;
}

export interface TableDifference {
  /** Numbers of the new table's rows. */
  added: number[];
  /** Numbers of the old table's rows. */
  removed: number[];
  cells: CellChange[];
  /** Columns that came or went: cells are then not compared one by one. */
  columns: string[];
  /** Rows that stand elsewhere, or have another annotation. */
  otherwise: boolean;
}

/** What another version of a table answers otherwise; rows are known by their id, which Modeler keeps. */
export function compareTables(before: DecisionTable, after: DecisionTable): TableDifference {
  const earlier = new Map(before.rules.map((rule) => [rule.id, rule]));
  const later = new Set(after.rules.map(({ id }) => id));
  const columns = columnsApart(before, after);
  return {
    added: after.rules.filter(({ id }) => !earlier.has(id)).map(({ index }) => index),
    removed: before.rules.filter(({ id }) => !later.has(id)).map(({ index }) => index),
    columns,
    cells: columns.length > 0 ? [] : cellChanges(before, after),
    otherwise: JSON.stringify(before) !== JSON.stringify(after),
  };
}

function columnsApart(before: DecisionTable, after: DecisionTable): string[] {
  const named = ({ inputs, outputs }: DecisionTable): Map<string, string> =>
    new Map([
      ...inputs.map(({ expression, label }) => [`${expression} ?`, label] as const),
      ...outputs.map(({ name, label }) => [name, label] as const),
    ]);
  const [one, other] = [named(before), named(after)];
  const missing = (from: Map<string, string>, there: Map<string, string>): string[] =>
    [...from].filter(([key]) => !there.has(key)).map(([, label]) => label);
  return [...missing(one, other), ...missing(other, one)];
}

function cellChanges(before: DecisionTable, after: DecisionTable): CellChange[] {
  const earlier = new Map(before.rules.map((rule) => [rule.id, rule]));
  const changes: CellChange[] = [];
  for (const rule of after.rules) {
    const old = earlier.get(rule.id);
    if (!old) continue;
    after.inputs.forEach(({ label, expression }, column) => {
      const was = before.inputs.findIndex((input) => input.expression === expression);
      const [from, to] = [old.tests[was] ?? '', rule.tests[column] ?? ''];
      if (from !== to)
        changes.push({ row: rule.index, label, column: expression, kind: 'input', before: from, after: to });
    });
    after.outputs.forEach(({ label, name }, column) => {
      const was = before.outputs.findIndex((output) => output.name === name);
      const [from, to] = [old.results[was] ?? '', rule.results[column] ?? ''];
      if (from !== to)
        changes.push({ row: rule.index, label, column: name, kind: 'output', before: from, after: to });
    });
  }
  return changes;
}
