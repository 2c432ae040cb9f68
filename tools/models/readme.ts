import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadDecision } from '../../domain/decisions';
import type { DecisionTable } from '../../domain/decisions';
import { wordsOf } from './cellGrammar';
import { modelFiles, processesFolder } from './modelFiles';
import type { OfficeVocabulary } from './officeVocabulary';
import { readVocabulary } from './officeVocabulary';
import { elementsOf, processesOf, readDiagram, text } from './readDiagram';

const readmeFile = join(processesFolder, 'README.md');
const begin = '<!-- 以下由 tools/models/readme.ts 从决策表生成：npm run generate -->';

/** Writes the decision tables into processes/README.md, below what people wrote. */
export async function generateReadme(): Promise<void> {
  writeFileSync(readmeFile, await readmeSource());
}

/** A problem where the page doesn't show the tables as they are. */
export async function readmeProblems(): Promise<string[]> {
  const current = readFileSync(readmeFile, 'utf8');
  return current === (await readmeSource())
    ? []
    : ['processes/README.md 与决策表不一致：请运行 npm run generate。'];
}

async function readmeSource(): Promise<string> {
  const [written = ''] = readFileSync(readmeFile, 'utf8').split(begin);
  const labels = await labelsOf(readVocabulary());
  const tables: string[] = [];
  for (const file of modelFiles(processesFolder, '.dmn')) {
    const table = await loadDecision(readFileSync(join(processesFolder, file), 'utf8'));
    tables.push(markdown(table, labels));
  }
  return `${written.trimEnd()}\n\n${begin}\n\n${tables.join('\n')}`;
}

/** Everything a cell may name → how people call it. */
async function labelsOf(vocabulary: OfficeVocabulary): Promise<Map<string, string>> {
  const words = [...Object.values(vocabulary.inputs).flat(), ...vocabulary.holders, ...vocabulary.decisions];
  const labels = new Map(words.map(({ id, label }) => [id, label]));
  for (const file of modelFiles(processesFolder, '.bpmn')) {
    const diagram = await readDiagram(readFileSync(join(processesFolder, file), 'utf8'));
    for (const element of processesOf(diagram).flatMap(elementsOf))
      labels.set(text(element, 'id'), text(element, 'name'));
  }
  labels.set('route', '办').set('refuse', '不办');
  labels.set('route.reviewers', '决策表所列审核人').set('route.signatories', '决策表所列签发人');
  return labels;
}

function markdown(table: DecisionTable, labels: Map<string, string>): string {
  // Article and reading stand in the annotation as well.
  const shown = table.outputs.flatMap(({ name, label }, column) =>
    ['article', 'reading'].includes(name) ? [] : [{ label, column }],
  );
  const header = ['', ...table.inputs.map(({ label }) => label), ...shown.map(({ label }) => label), '批注'];
  const rows = table.rules.map((rule) => [
    String(rule.index),
    ...rule.tests.map((cell) => inWords(cell, labels)),
    ...shown.map(({ column }) => inWords(rule.results[column] ?? '', labels)),
    rule.annotations.join(' '),
  ]);
  const line = (cells: string[]): string => `| ${cells.join(' | ')} |`;
  return [
    `### ${table.name}（${table.id}）`,
    '',
    line(header),
    line(header.map(() => '---')),
    ...rows.map(line),
    '',
  ].join('\n');
}

/** `not("bill","order")` → "除议案、命令外"; `"notice"` → "通知"; lists likewise. */
function inWords(cell: string, labels: Map<string, string>): string {
  if (cell === '-') return '—';
  if (cell === 'true') return '是';
  if (cell === 'false') return '否';
  const words = wordsOf(cell);
  if (words.length === 0) return cell === '[]' ? '' : cell;
  const joined = words.map((word) => labels.get(word) ?? word).join('、');
  return cell.startsWith('not(') ? `除${joined}外` : joined;
}
