import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { validateAllZeebe } from '@bpmn-io/element-templates-validator';
import type { ModdleElement } from 'bpmn-moddle';
import { workers } from '../../workers/registry';
import { formsFolder, modelFiles, processesFolder } from './modelFiles';
import { readVocabulary } from './officeVocabulary';
import { elementsOf, extensionOf, processesOf, readDiagram, text } from './readDiagram';
import type { Template } from './templateKinds';
import { anyStepTemplate, callTemplate, decisionTemplate, jobTemplate, stepTemplate } from './templateKinds';
import { useProblems } from './templateUse';

/** Camunda Modeler looks for templates here, in the folder of the diagram and in those above. */
export const templatesFolder = join(__dirname, '..', '..', '.camunda', 'element-templates');

/** Writes a template for each job type, human step, decision and process that may be called; removes the others. */
export async function generateTemplates(): Promise<void> {
  mkdirSync(templatesFolder, { recursive: true });
  const files = await templateFiles();
  for (const name of modelFiles(templatesFolder, '.json')) {
    if (!files.has(name)) rmSync(join(templatesFolder, name));
  }
  for (const [name, content] of files) writeFileSync(join(templatesFolder, name), content);
}

/** Problems: a stale or missing file, a template that Modeler would refuse, an element that uses none of ours. */
export async function templateProblems(): Promise<string[]> {
  const files = await templateFiles();
  const present = existsSync(templatesFolder) ? readdirSync(templatesFolder) : [];
  const stale =
    present.some((name) => !files.has(name)) ||
    [...files].some(([name, content]) => !present.includes(name) || read(name) !== content);
  const templates = await readTemplates();
  return [
    ...(stale
      ? ['.camunda/element-templates 与作业程序、表单和流程图不一致：请运行 npm run generate。']
      : []),
    ...invalid(templates),
    ...(await diagrams()).flatMap(({ file, definitions }) => useProblems(file, definitions, templates)),
  ];
}

/** Every template there should be, from workers, diagrams, forms and tables. */
export async function readTemplates(): Promise<Template[]> {
  const { articleCount } = readVocabulary();
  const read = await diagrams();
  const elements = read.flatMap(({ definitions }) => processesOf(definitions).flatMap(elementsOf));
  return [
    ...jobTemplates(elements, articleCount),
    ...stepTemplates(elements, articleCount),
    decisionTemplate(decisionNames(), articleCount),
    ...callTemplates(
      read.map(({ definitions }) => definitions),
      articleCount,
    ),
  ];
}

/** Only service tasks have a job type of their own; those of listeners are part of the human steps' templates. */
function jobTemplates(elements: ModdleElement[], articleCount: number): Template[] {
  return workers.flatMap(({ type }) => {
    const element = elements.find((one) => text(extensionOf(one, 'zeebe:TaskDefinition'), 'type') === type);
    return element ? [jobTemplate(type, element, articleCount)] : [];
  });
}

/** A form is a human step's: the first step that shows it gives its name. */
function stepTemplates(elements: ModdleElement[], articleCount: number): Template[] {
  const steps = new Map<string, ModdleElement>();
  for (const element of elements.filter(({ $type }) => $type === 'bpmn:UserTask')) {
    const formId = text(extensionOf(element, 'zeebe:FormDefinition'), 'formId');
    if (formId && !steps.has(formId)) steps.set(formId, element);
  }
  const forms = modelFiles(formsFolder, '.form').map((file) => file.replace(/\.form$/, ''));
  const called = new Map(forms.map((id) => [id, text(steps.get(id), 'name') || '新表单']));
  return [
    ...[...steps].map(([formId, element]) => stepTemplate(formId, element, articleCount)),
    anyStepTemplate(called, articleCount),
  ];
}

/** A process that begins without a message may be called by another. */
export function callTemplates(definitions: ModdleElement[], articleCount: number): Template[] {
  return definitions
    .flatMap(processesOf)
    .filter((process) =>
      ((process['flowElements'] ?? []) as ModdleElement[]).some(
        (one) => one.$type === 'bpmn:StartEvent' && !one['eventDefinitions']?.length,
      ),
    )
    .map((process) => callTemplate(process, articleCount));
}

/** Decision id → name, of every table. */
function decisionNames(): Map<string, string> {
  return new Map(
    modelFiles(processesFolder, '.dmn').map((file) => {
      const source = readFileSync(join(processesFolder, file), 'utf8');
      const [, name = ''] = /<decision id="[^"]*" name="([^"]*)"/.exec(source) ?? [];
      return [file.replace(/\.dmn$/, ''), name];
    }),
  );
}

async function diagrams(): Promise<{ file: string; definitions: ModdleElement }[]> {
  return Promise.all(
    modelFiles(processesFolder, '.bpmn').map(async (file) => ({
      file,
      definitions: await readDiagram(readFileSync(join(processesFolder, file), 'utf8')),
    })),
  );
}

async function templateFiles(): Promise<Map<string, string>> {
  return new Map(
    (await readTemplates()).map((template) => [
      `${template.id.replace(/^xingshu\./, '')}.json`,
      `${JSON.stringify(template, undefined, 2)}\n`,
    ]),
  );
}

/** What Modeler's own validator says; it ignores a template with an error and shows the user nothing. */
function invalid(templates: Template[]): string[] {
  const { results } = validateAllZeebe(templates);
  return results.flatMap(({ valid, object, errors }) =>
    valid
      ? []
      : [`模板 ${(object as Template).id}：${(errors ?? []).map(({ message }) => message).join('；')}`],
  );
}

function read(name: string): string {
  return readFileSync(join(templatesFolder, name), 'utf8');
}
