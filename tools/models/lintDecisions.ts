import { DmnModdle } from 'dmn-moddle';
import type { DecisionRule, DecisionTable } from '../../domain/decisions';
import { loadDecision } from '../../domain/decisions';
import { isPlainCell, wordsOf } from './cellGrammar';
import { decisionDescriptors } from './modelerDescriptor';
import type { OfficeVocabulary } from './officeVocabulary';

/** How many readings are registered (rules/articles.md, "Readings to get right"). */
const readingCount = 12;
/** The holder is named by the case's route instead of the table. */
const fromRoute = ['route.reviewers', 'route.signatories'];

/** What a table may refer to beyond the office's words. */
export interface DecisionSurroundings {
  vocabulary: OfficeVocabulary;
  /** Ids of the human steps in all diagrams. */
  userTasks: string[];
}

/** Problems of one decision table; each says file, row and what is wrong. */
export async function lintDecision(
  file: string,
  xml: string,
  surroundings: DecisionSurroundings,
): Promise<string[]> {
  const table = await loadDecision(xml).catch((error: Error) => error.message);
  if (typeof table === 'string') return [`${file}：${table}`];
  return [
    ...headerProblems(file, table, surroundings),
    ...table.rules.flatMap((rule) => ruleProblems(table, rule, surroundings)),
    ...((await writtenByModeler(xml)) === xml
      ? []
      : ['与 Modeler 保存的写法不同，请在 Modeler 里打开并保存一次']),
  ].map((problem) => `${file}：${problem}`);
}

function headerProblems(file: string, table: DecisionTable, surroundings: DecisionSurroundings): string[] {
  const labels = [...table.inputs, ...table.outputs].map(({ label }) => label);
  return [
    ...(file === `${table.id}.dmn` ? [] : [`决策标识 ${table.id} 应与文件名一致`]),
    ...(table.hitPolicy === 'UNIQUE' ? [] : ['命中策略应为 UNIQUE']),
    ...labels.filter((label) => !isChinese(label)).map((label) => `列名“${label}”应为中文`),
    ...table.inputs
      .filter(({ expression }) => !allowedWords(expression, surroundings))
      .map(({ expression }) => `不认得的输入 ${expression}`),
  ];
}

function ruleProblems(
  table: DecisionTable,
  rule: DecisionRule,
  surroundings: DecisionSurroundings,
): string[] {
  const outputs = Object.fromEntries(
    table.outputs.map(({ name }, column) => [name, rule.results[column] ?? '']),
  );
  return [
    ...inputProblems(table, rule, surroundings),
    ...holderProblems(outputs, surroundings.vocabulary),
    ...decisionProblems(outputs, surroundings.vocabulary),
    ...citationProblems(outputs, rule.annotations.join(''), surroundings.vocabulary.articleCount),
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
    const allowed = allowedWords(expression, surroundings) ?? [];
    return wordsOf(cell)
      .filter((word) => !allowed.includes(word))
      .map((word) => `“${label}”没有 ${word} 这个值`);
  });
}

/** The values that an input may take; [] for a yes-or-no, undefined where nobody knows the input. */
function allowedWords(
  expression: string,
  { vocabulary, userTasks }: DecisionSurroundings,
): string[] | undefined {
  if (expression === 'elementId') return userTasks;
  if (expression === 'facts.normative') return [];
  return vocabulary.inputs[expression]?.map(({ id }) => id);
}

function holderProblems(outputs: Record<string, string>, { holders }: OfficeVocabulary): string[] {
  const known = [...holders.map(({ id }) => id), ...fromRoute];
  const named = ['holder', 'reviewers', 'signatories'].flatMap((name) => wordsOf(outputs[name] ?? ''));
  return named.filter((id) => !known.includes(id)).map((id) => `所称“${id}”未在 holders.json 中登记`);
}

function decisionProblems(outputs: Record<string, string>, { decisions }: OfficeVocabulary): string[] {
  const known = decisions.map(({ id }) => id);
  const named = wordsOf(outputs['decisions'] ?? '');
  return named.filter((id) => !known.includes(id)).map((id) => `的决定“${id}”未在 vocabulary.json 中登记`);
}

/** Law 5: the article (and reading) stands in the output and, for people, in the annotation. */
function citationProblems(
  outputs: Record<string, string>,
  annotation: string,
  articleCount: number,
): string[] {
  const article = numberIn(outputs['article'], 'art');
  const reading = numberIn(outputs['reading'] ?? '""', 'reading');
  const problems: string[] = [];
  if (article === undefined || article < 1 || article > articleCount) problems.push('没有注明现行的条文');
  else if (!annotation.includes(`第${article}条`)) problems.push(`的批注没有写第${article}条`);
  if (reading === undefined || reading > readingCount) problems.push('的适用口径未登记');
  else if (reading > 0 && !annotation.includes(`口径${reading}`)) problems.push(`的批注没有写口径${reading}`);
  if (!isChinese(outputs['words'] ?? '')) problems.push('没有中文说明');
  return problems;
}

/** `"art-47"` → 47; `""` → 0; undefined where it is something else. */
function numberIn(cell: string | undefined, prefix: string): number | undefined {
  if (cell === '""' && prefix === 'reading') return 0;
  const found = new RegExp(`^"${prefix}-([1-9]\\d*)"$`).exec(cell ?? '');
  return found ? Number(found[1]) : undefined;
}

function isChinese(words: string): boolean {
  return /\p{Script=Han}/u.test(words);
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
