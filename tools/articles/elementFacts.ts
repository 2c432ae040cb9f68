import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { ModdleElement } from 'bpmn-moddle';
import { extensionOf, jobsOf, list, text } from '../models/readDiagram';
import { articlesOfElement } from './fromModels';
import { root, testFiles } from './sources';

/** What does the work of an element, and the file where it stands. */
export interface Doer {
  kind: 'form' | 'job' | 'decision' | 'process' | 'message';
  id: string;
  path?: string;
  /** "start" and "end" of jobs that an execution listener starts. */
  event?: string;
}

export interface ElementFacts {
  id: string;
  label: string;
  type: string;
  doers: Doer[];
  articles: number[];
  /** Of a gateway: each way out that has a condition. */
  conditions: { label: string; expression: string }[];
}

export function factsOf(element: ModdleElement): ElementFacts {
  return {
    id: text(element, 'id'),
    label: text(element, 'name'),
    type: typeInWords(element),
    doers: doersOf(element),
    articles: articlesOfElement(element),
    conditions: conditionsOf(element),
  };
}

function doersOf(element: ModdleElement): Doer[] {
  const form = text(extensionOf(element, 'zeebe:FormDefinition'), 'formId');
  const decision = text(extensionOf(element, 'zeebe:CalledDecision'), 'decisionId');
  const process = text(extensionOf(element, 'zeebe:CalledElement'), 'processId');
  const message = messageOf(element);
  const doers: Doer[] = [
    ...(form ? [{ kind: 'form' as const, id: form, path: `forms/${form}.form` }] : []),
    ...(decision ? [{ kind: 'decision' as const, id: decision, path: `processes/${decision}.dmn` }] : []),
    ...(process ? [{ kind: 'process' as const, id: process, path: `processes/${process}.bpmn` }] : []),
    ...(message ? [{ kind: 'message' as const, id: message }] : []),
    ...jobsOf(element).map(({ type, event }) => ({
      kind: 'job' as const,
      id: type,
      path: workerOf(type),
      ...(event ? { event } : {}),
    })),
  ];
  // An expression names no file.
  return doers.map((doer) =>
    doer.path && !existsSync(join(root, doer.path)) ? { ...doer, path: undefined } : doer,
  ) as Doer[];
}

/** A job type is its file: document.assignDocumentNumber → workers/document/assignDocumentNumber.ts. */
export const workerOf = (jobType: string): string => `workers/${jobType.replaceAll('.', '/')}.ts`;

function messageOf(element: ModdleElement): string {
  const [definition] = list(element, 'eventDefinitions');
  return text(definition?.['messageRef'] as ModdleElement | undefined, 'name');
}

function conditionsOf(element: ModdleElement): ElementFacts['conditions'] {
  return list(element, 'outgoing').flatMap((flow) => {
    const expression = text(flow['conditionExpression'] as ModdleElement | undefined, 'body').replace(
      /^=/,
      '',
    );
    return expression ? [{ label: text(flow, 'name'), expression }] : [];
  });
}

const TYPES: Record<string, string> = {
  UserTask: '人工环节',
  ServiceTask: '系统环节',
  BusinessRuleTask: '查决策表',
  CallActivity: '子流程（另图）',
  SubProcess: '子流程',
  ExclusiveGateway: '网关',
  ParallelGateway: '并行网关',
  EventBasedGateway: '事件网关',
  StartEvent: '开始',
  EndEvent: '结束',
  IntermediateCatchEvent: '等待',
  IntermediateThrowEvent: '发出',
  BoundaryEvent: '边界事件',
};
const EVENTS: Record<string, string> = {
  MessageEventDefinition: '消息',
  TimerEventDefinition: '定时',
  ErrorEventDefinition: '错误',
  TerminateEventDefinition: '终止',
  EscalationEventDefinition: '升级',
};

/** 人工环节, 消息开始, 定时边界事件; of a kind we have no word for, BPMN's own. */
function typeInWords(element: ModdleElement): string {
  const type = element.$type.replace('bpmn:', '');
  const event = list(element, 'eventDefinitions')[0]?.$type.replace('bpmn:', '') ?? '';
  if (event === 'LinkEventDefinition') return type === 'IntermediateCatchEvent' ? '从别处转来' : '转到别处';
  return `${EVENTS[event] ?? ''}${TYPES[type] ?? type}`;
}

/** Runs every worker alike; what it uses says nothing of any of them. */
const SHELL = 'workers/runJob.ts';

/** Modules of domain/ that a worker calls, itself or by a helper beside it, by imports; types and generated ids apart. */
export function domainCallsOf(worker: string): string[] {
  const seen = new Set<string>();
  const visit = (path: string): void => {
    if (seen.has(path)) return;
    seen.add(path);
    if (path.startsWith('workers/') && path !== SHELL) importsOf(path).forEach(visit);
  };
  visit(worker);
  return [...seen]
    .filter((path) => path.startsWith('domain/') && !path.startsWith('domain/generated/'))
    .sort();
}

function importsOf(path: string): string[] {
  const source = readFileSync(join(root, path), 'utf8');
  return [...source.matchAll(/^import \{[^}]*\} from '(\.[^']+)';/gm)]
    .map(([, module = '']) => posix.join(posix.dirname(path), module))
    .map((module) => [`${module}.ts`, `${module}/index.ts`].find((file) => existsSync(join(root, file))))
    .filter((file) => file !== undefined);
}

let tests: { path: string; source: string }[] | undefined;

/** Tests of these tools, of lint and of templates name elements without saying anything of them. */
const ABOUT_TOOLS = /\/(articles|elementTemplates|(bpmn)?lint[^/]*)(\/|\.test)/;

/** Test files that name one of these words: an element's id, a job's name, a decision's id. */
export function testsNaming(words: readonly string[]): string[] {
  tests ??= testFiles()
    .filter((path) => !ABOUT_TOOLS.test(path))
    .map((path) => ({ path, source: readFileSync(join(root, path), 'utf8') }));
  const patterns = words.map((word) => new RegExp(`(?<![\\w-])${word}(?![\\w-])`));
  return tests
    .filter(({ source }) => patterns.some((pattern) => pattern.test(source)))
    .map(({ path }) => path);
}

/** domain/steps/notices.ts → test/unit/steps/notices.test.ts, where there is one. */
export function mirroredTests(modules: readonly string[]): string[] {
  return modules
    .map((path) => path.replace(/^domain\//, 'test/unit/').replace(/\.ts$/, '.test.ts'))
    .filter((path) => existsSync(join(root, path)));
}
