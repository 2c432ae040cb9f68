import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ModdleElement } from 'bpmn-moddle';
import { formsFolder, modelFiles, processesFolder } from './modelFiles';
import { elementsOf, jobsOf, list, processesOf, readDiagram, text } from './readDiagram';

export const idsFile = join(__dirname, '..', '..', 'domain', 'generated', 'ids.ts');

/** Writes domain/generated/ids.ts anew: the ids of diagrams, tables and forms, so that no code types them. */
export async function generateIds(): Promise<void> {
  mkdirSync(dirname(idsFile), { recursive: true });
  writeFileSync(idsFile, await idsSource());
}

/** The `--check` mode: a problem where the file isn't what the models would give. */
export async function idProblems(): Promise<string[]> {
  const current = existsSync(idsFile) ? readFileSync(idsFile, 'utf8') : '';
  return current === (await idsSource())
    ? []
    : ['domain/generated/ids.ts 与图表不一致：请运行 npm run generate。'];
}

async function idsSource(): Promise<string> {
  const diagrams = await Promise.all(
    modelFiles(processesFolder, '.bpmn').map((file) =>
      readDiagram(readFileSync(join(processesFolder, file), 'utf8')),
    ),
  );
  const processes = diagrams.flatMap(processesOf);
  const messages = diagrams.flatMap((diagram) =>
    list(diagram, 'rootElements').filter((element) => element.$type === 'bpmn:Message'),
  );
  const jobTypes = processes
    .flatMap((process) => elementsOf(process).flatMap(jobsOf))
    .map(({ type }) => type);
  return [
    '// 由 tools/models/generateIds.ts 从图表生成，请勿手改：npm run generate',
    '',
    constant('processes', asKeys(processes.map((process) => text(process, 'id')))),
    constant(
      'elements',
      Object.fromEntries(processes.map((process) => [camel(text(process, 'id')), idsOf(process)])),
    ),
    constant('messages', asKeys(messages.map((message) => text(message, 'name')))),
    constant('jobTypes', asKeys(jobTypes)),
    constant('forms', asKeys(baseNames(formsFolder, '.form'))),
    constant('decisions', asKeys(baseNames(processesFolder, '.dmn'))),
  ].join('\n');
}

/** Nodes only: nobody asks for a flow or an annotation by id. */
function idsOf(process: ModdleElement): Record<string, string> {
  const nodes = elementsOf(process).filter((element) => element.$instanceOf('bpmn:FlowNode'));
  return Object.fromEntries(nodes.map((node) => [text(node, 'id'), text(node, 'id')]));
}

function baseNames(folder: string, extension: string): string[] {
  return modelFiles(folder, extension).map((file) => file.slice(0, -extension.length));
}

function asKeys(ids: string[]): Record<string, string> {
  return Object.fromEntries([...new Set(ids)].sort().map((id) => [camel(id), id]));
}

/** "document-approval" and "case.openStep" as names: documentApproval, caseOpenStep. */
function camel(id: string): string {
  return id.replace(/[-.](\w)/g, (_match, letter: string) => letter.toUpperCase());
}

function constant(name: string, value: Record<string, unknown>): string {
  return `export const ${name} = ${literal(value, '')} as const;\n`;
}

function literal(value: unknown, indent: string): string {
  if (typeof value === 'string') return `'${value}'`;
  const entries = Object.entries(value as Record<string, unknown>);
  const lines = entries.map(([key, item]) => `${indent}  ${key}: ${literal(item, `${indent}  `)},`);
  return ['{', ...lines, `${indent}}`].join('\n');
}
