import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadDecision } from '../../domain/decisions';
import type { DecisionTable } from '../../domain/decisions';
import { wordsOf } from './cellGrammar';
import { modelFiles, processesFolder } from './modelFiles';
import type { OfficeVocabulary } from './officeVocabulary';
import { readVocabulary } from './officeVocabulary';
import { elementsOf, processesOf, readDiagram, text } from './readDiagram';
import { wordsFor } from './tableInputs';

const readmeFile = join(processesFolder, 'README.md');
/** Words that results use and the office's data doesn't name. */
const resultWords: Record<string, Record<string, string>> = {
  outcome: { route: '办', refuse: '不办', pass: '通过', ask: '由核稿人确认' },
  holder: {
    'route.reviewers': '决策表所列审核人',
    'route.signatories': '决策表所列签发人',
    'step.named': '签发人所请的领导',
    'invitation.attends': '应邀会议决策表所列参加人',
    'invitation.entrusted': '应邀会议决策表所列受托人',
  },
  duties: { confirm: '逐条确认', pick: '选定审核人和签发人', withdraw: '拟稿人可撤回' },
};
const comparisons: Record<string, string> = { '<': '少于', '<=': '不多于', '>': '多于', '>=': '不少于' };
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

interface Names {
  vocabulary: OfficeVocabulary;
  steps: Map<string, string>;
}

async function readmeSource(): Promise<string> {
  const [written = ''] = readFileSync(readmeFile, 'utf8').split(begin);
  const names: Names = { vocabulary: readVocabulary(), steps: await stepLabels() };
  const tables: string[] = [];
  for (const file of modelFiles(processesFolder, '.dmn')) {
    const table = await loadDecision(readFileSync(join(processesFolder, file), 'utf8'));
    tables.push(markdown(table, names));
  }
  return `${written.trimEnd()}\n\n${begin}\n\n${tables.join('\n')}`;
}

export type CellWords = (tableId: string, kind: 'input' | 'output', column: string, cell: string) => string;

/** How people read a cell: `"none"` under `facts.urgency` → 平件. */
export async function readCellWords(): Promise<CellWords> {
  const names: Names = { vocabulary: readVocabulary(), steps: await stepLabels() };
  return (tableId, kind, column, cell) =>
    inWords(cell, kind === 'input' ? inputNaming(column, tableId, names) : outputNaming(column, names));
}

/** Human steps by element id → how people call them. */
async function stepLabels(): Promise<Map<string, string>> {
  const labels = new Map<string, string>();
  for (const file of modelFiles(processesFolder, '.bpmn')) {
    const diagram = await readDiagram(readFileSync(join(processesFolder, file), 'utf8'));
    for (const element of processesOf(diagram).flatMap(elementsOf))
      labels.set(text(element, 'id'), text(element, 'name'));
  }
  return labels;
}

/** What a word of a column is called. The same id may stand for other things in other columns. */
type Naming = (word: string) => string | undefined;

function inputNaming(expression: string, tableId: string, { vocabulary, steps }: Names): Naming {
  if (expression === 'elementId') return (word) => steps.get(word);
  const words = wordsFor(expression, tableId, vocabulary) ?? [];
  return (word) => words.find(({ id }) => id === word)?.label;
}

function outputNaming(name: string, { vocabulary }: Names): Naming {
  const words = name === 'decisions' ? vocabulary.decisions : vocabulary.holders;
  return (word) => resultWords[name]?.[word] ?? words.find(({ id }) => id === word)?.label;
}

function markdown(table: DecisionTable, names: Names): string {
  // Article and reading stand in the annotation as well.
  const shown = table.outputs.flatMap(({ name, label }, column) =>
    ['article', 'reading'].includes(name) ? [] : [{ label, column, naming: outputNaming(name, names) }],
  );
  const asked = table.inputs.map(({ expression }) => inputNaming(expression, table.id, names));
  const header = ['', ...table.inputs.map(({ label }) => label), ...shown.map(({ label }) => label), '批注'];
  const rows = table.rules.map((rule) => [
    String(rule.index),
    ...rule.tests.map((cell, column) => inWords(cell, asked[column])),
    ...shown.map(({ column, naming }) => inWords(rule.results[column] ?? '', naming)),
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

/** `not("bill","order")` → "除议案、命令外"; `"notice"` → "通知"; `< 1` → "少于 1"; lists likewise. */
function inWords(cell: string, naming: Naming = () => undefined): string {
  if (cell === '-') return '—';
  if (cell === 'true') return '是';
  if (cell === 'false') return '否';
  const compared = /^([<>]=?)\s*(.+)$/.exec(cell);
  if (compared) return `${comparisons[compared[1] ?? '']} ${compared[2]}`;
  const words = wordsOf(cell);
  if (words.length === 0) return cell === '[]' ? '' : cell;
  const called = words.map((word) => naming(word) ?? word);
  const joined = called.join(called.some((word) => word.includes('，')) ? '；' : '、');
  return cell.startsWith('not(') ? `除${joined}外` : joined;
}
