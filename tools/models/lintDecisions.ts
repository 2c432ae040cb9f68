import { DmnModdle } from 'dmn-moddle';
import type { DecisionRule, DecisionTable } from '../../domain/decisions';
import { loadDecision } from '../../domain/decisions';
import { proveTable, rowSetsOf } from '../../domain/proof';
import { asksFor, isPlainCell, wordsOf } from './cellGrammar';
import { defectInWords } from './inputWords';
import { outputProblems } from './lintOutputs';
import { decisionDescriptors } from './modelerDescriptor';
import type { DecisionSurroundings } from './tableInputs';
import { valuesOf } from './tableInputs';

export type { DecisionSurroundings } from './tableInputs';

/** A table with a hole has thousands of combinations in it: a few show where it is. */
const shownGaps = 3;

/** Problems of one decision table; each says file, row and what is wrong. */
export async function lintDecision(
  file: string,
  xml: string,
  surroundings: DecisionSurroundings,
): Promise<string[]> {
  const table = await loadDecision(xml).catch((error: Error) => error.message);
  if (typeof table === 'string') return [`${file}：${table}`];
  const cells = [
    ...headerProblems(file, table, surroundings),
    ...table.rules.flatMap((rule) => ruleProblems(table, rule, surroundings)),
  ];
  return [
    ...cells,
    // Cells that can't be read can't be judged together either.
    ...(cells.length === 0 ? gapProblems(table, surroundings) : []),
    ...((await writtenByModeler(xml)) === xml
      ? []
      : ['与 Modeler 保存的写法不同，请在 Modeler 里打开并保存一次']),
  ].map((problem) => `${file}：${problem}`);
}

/** Problems of the gates as a whole: each must have its table. What a table leaves open is the table's problem. */
export function lintGates(tables: string[], { vocabulary }: DecisionSurroundings): string[] {
  return vocabulary.gates
    .filter(({ table }) => !tables.includes(`${table}.dmn`))
    .map(({ id, table }) => `vocabulary.json：核对事项“${id}”所用的决策表 ${table}.dmn 不存在`);
}

function headerProblems(file: string, table: DecisionTable, surroundings: DecisionSurroundings): string[] {
  const labels = [...table.inputs, ...table.outputs].map(({ label }) => label);
  return [
    ...(file === `${table.id}.dmn` ? [] : [`决策标识 ${table.id} 应与文件名一致`]),
    ...(table.hitPolicy === 'UNIQUE' ? [] : ['命中策略应为 UNIQUE']),
    ...labels.filter((label) => !/\p{Script=Han}/u.test(label)).map((label) => `列名“${label}”应为中文`),
    ...table.inputs
      .filter(({ expression }) => !valuesOf(expression, table.id, surroundings))
      .map(({ expression }) => `不认得的输入 ${expression}`),
  ];
}

function ruleProblems(
  table: DecisionTable,
  rule: DecisionRule,
  surroundings: DecisionSurroundings,
): string[] {
  return [
    ...inputProblems(table, rule, surroundings),
    ...outputProblems(table, rule.results, rule.annotations.join(''), surroundings.vocabulary),
  ].map((problem) => `第 ${rule.index} 行${problem}`);
}

function inputProblems(
  table: DecisionTable,
  rule: DecisionRule,
  surroundings: DecisionSurroundings,
): string[] {
  return table.inputs.flatMap(({ label, expression }, column) => {
    const cell = rule.tests[column] ?? '-';
    if (!isPlainCell(cell)) return [`“${label}”的条件 ${cell} 不在约定的写法之内`];
    const allowed = valuesOf(expression, table.id, surroundings) ?? [];
    const type = typeof allowed[0] as 'string' | 'number' | 'boolean';
    if (allowed.length > 0 && !asksFor(cell, type)) return [`“${label}”的条件 ${cell} 与这一列的值不合`];
    return wordsOf(cell)
      .filter((word) => !allowed.includes(word))
      .map((word) => `“${label}”没有 ${word} 这个值`);
  });
}

/** Every combination of values has exactly one row: UNIQUE, and nothing left out. */
function gapProblems(table: DecisionTable, surroundings: DecisionSurroundings): string[] {
  const sets = rowSetsOf(table, (expression) => valuesOf(expression, table.id, surroundings) ?? []);
  const { gaps, overlaps, dead } = proveTable(sets, shownGaps);
  return [
    ...[...gaps, ...overlaps.slice(0, shownGaps)].map((defect) =>
      defectInWords(defect, table.id, surroundings),
    ),
    ...dead.map(({ row, label, cell }) => `第 ${row} 行永远不会适用：“${label}”没有值符合 ${cell}`),
  ];
}

async function writtenByModeler(xml: string): Promise<string> {
  const Moddle = DmnModdle as unknown as new (descriptors: object) => {
    fromXML(source: string, type: string): Promise<{ rootElement: unknown }>;
    toXML(element: unknown, options: object): Promise<{ xml: string }>;
  };
  const moddle = new Moddle(decisionDescriptors);
  const { rootElement } = await moddle.fromXML(xml, 'dmn:Definitions');
  return (await moddle.toXML(rootElement, { format: true, preamble: true })).xml;
}
