import { relative } from 'node:path';
import { readModel } from '../../engine/officeModels';
import type { ModelFile } from '../../engine/officeModels';
import { loadDecision } from '../../domain/decisions';
import { wordsOf } from './cellGrammar';
import { templateProblems } from './elementTemplates';
import { idProblems } from './generateIds';
import { lintDecision, lintGates } from './lintDecisions';
import { lintDiagram } from './lintDiagrams';
import { lintFormAnswers } from './lintFormAnswers';
import type { FormStep } from './lintFormAnswers';
import { decisionsOfForm, lintForm } from './lintForms';
import { allOffices, currentOffice, defaultOffice, officeFiles } from './modelFiles';
import { readVocabulary } from './officeVocabulary';
import type { OfficeVocabulary } from './officeVocabulary';
import { elementsOf, extensionOf, processesOf, readDiagram, text } from './readDiagram';
import { readmeProblems } from './readme';

/**
 * Everything wrong with the models of an office and, of the default one, with what is generated from them; [] when all
 * is well.
 *
 * @param office as XINGSHU_OFFICE names it
 */
export async function lintModels(office?: string): Promise<string[]> {
  const folder = currentOffice(office);
  const problems = await lintOffice(folder);
  if (folder !== defaultOffice) return problems;
  return [...problems, ...(await idProblems()), ...(await templateProblems()), ...(await readmeProblems())];
}

/** The models of all other offices in the project, each held to its own words, holders and articles. */
export function lintOtherOffices(): Promise<string[]> {
  const others = allOffices().filter((folder) => folder !== currentOffice());
  return inTurn(others, async (folder) =>
    (await lintOffice(folder)).map((problem) => `${relative(process.cwd(), folder)}：${problem}`),
  );
}

/** Everything wrong with an office's diagrams, tables and forms, as sentences that name file and element. */
export async function lintOffice(folder: string): Promise<string[]> {
  const vocabulary = readVocabulary(folder);
  const read = (file: ModelFile): Source => ({
    file: file.name,
    source: readModel(file, vocabulary.diagramArticles),
  });
  const diagrams = officeFiles('processes', '.bpmn', folder).map(read);
  const tables = officeFiles('processes', '.dmn', folder).map(read);
  const forms = officeFiles('forms', '.form', folder).map(read);

  const unreadable = await inTurn(diagrams, readProblems);
  if (unreadable.length > 0) return unreadable;

  const steps = await inTurn(diagrams, ({ source }) => stepsOf(source));
  const surroundings = { vocabulary, userTasks: steps.map(({ id }) => id) };
  return [
    ...(await inTurn(diagrams, ({ file, source }) => lintDiagram(file, source, vocabulary.articleCount))),
    ...(await inTurn(tables, ({ file, source }) => lintDecision(file, source, surroundings))),
    ...lintGates(
      tables.map(({ file }) => file),
      surroundings,
    ),
    ...forms.flatMap(({ file, source }) => lintForm(file, source, vocabulary)),
    ...(await stepProblems(steps, forms, tables, vocabulary)),
  ];
}

interface Source {
  file: string;
  source: string;
}

interface Step {
  id: string;
  formId: string;
}

async function inTurn<Item, Result>(
  items: Item[],
  work: (item: Item) => Promise<Result[]>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const item of items) results.push(...(await work(item)));
  return results;
}

async function readProblems({ file, source }: Source): Promise<string[]> {
  const problem = await readDiagram(source).then(
    () => undefined,
    (error: Error) => error.message,
  );
  return problem === undefined ? [] : [`${file}：不是有效的 BPMN：${problem}`];
}

async function stepsOf(xml: string): Promise<Step[]> {
  const elements = processesOf(await readDiagram(xml)).flatMap(elementsOf);
  return elements
    .filter((element) => element.$type === 'bpmn:UserTask')
    .map((task) => ({
      id: text(task, 'id'),
      formId: text(extensionOf(task, 'zeebe:FormDefinition'), 'formId'),
    }));
}

/** Diagrams, forms and `humanSteps` tell one story: every step has a form and a row with the same decisions. */
async function stepProblems(
  steps: Step[],
  forms: Source[],
  tables: Source[],
  vocabulary: OfficeVocabulary,
): Promise<string[]> {
  const rows = await humanSteps(tables);
  const unused = forms.filter(({ file }) => !steps.some(({ formId }) => file === `${formId}.form`));
  return [
    ...unused.map(({ file }) => `${file}：没有哪个环节用这张表单`),
    ...steps.flatMap(({ id, formId }) => {
      const form = forms.find(({ file }) => file === `${formId}.form`);
      const row = rows.get(id);
      if (!form) return [`${id}：没有表单 ${formId}.form`];
      if (!row) return [`humanSteps.dmn：没有环节 ${id}`];
      const offered = decisionsOfForm(form.source);
      return offered.join() === row.decisions.join()
        ? lintFormAnswers(form.file, form.source, row, vocabulary)
        : [
            `${form.file}：选项（${offered.join('、')}）与 humanSteps 的决定（${row.decisions.join('、')}）不同`,
          ];
    }),
  ];
}

/** Element id → row. */
async function humanSteps(tables: Source[]): Promise<Map<string, FormStep>> {
  const source = tables.find(({ file }) => file === 'humanSteps.dmn');
  const rows = new Map<string, FormStep>();
  if (!source) return rows;
  const table = await loadDecision(source.source);
  const column = (output: string): number => table.outputs.findIndex(({ name }) => name === output);
  for (const { tests, results } of table.rules) {
    const words = (output: string): string[] => wordsOf(results[column(output)] ?? '');
    const row = { decisions: words('decisions'), duties: words('duties') };
    for (const id of wordsOf(tests[0] ?? '')) rows.set(id, row);
  }
  return rows;
}
