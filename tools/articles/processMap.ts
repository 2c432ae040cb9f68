import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ModdleElement } from 'bpmn-moddle';
import { modelFiles, processesFolder } from '../models/modelFiles';
import { elementsOf, processesOf, readDiagram, text } from '../models/readDiagram';
import type { Doer, ElementFacts } from './elementFacts';
import { domainCallsOf, factsOf, mirroredTests, testsNaming } from './elementFacts';

interface ProcessMap {
  id: string;
  name: string;
  file: string;
  elements: ElementFacts[];
}

/** So many users of a job are named; of more only the number. */
const FEW = 3;

const DOER_WORDS: Record<Doer['kind'], string> = {
  form: '表单',
  job: '作业',
  decision: '决策表',
  process: '流程',
  message: '消息',
};
const EVENT_WORDS: Record<string, string> = { start: '开始', end: '结束' };

/** docs/process-map.md: from an element, as Operate shows it, to its code, articles and tests. */
export async function processMapDocument(): Promise<string> {
  const processes = await readProcesses();
  return [
    '<!-- 由 tools/articles 生成，请勿手改：npm run generate -->',
    '',
    '# 流程对照',
    '',
    '在 Operate 或者 Modeler 里看到一个元素，按它的 id（或名称）在本页查找，就是它的表单、代码、条文和测试。只知道作业类型的，看[作业类型](#jobs)。每一条由哪些地方承载，见[条文承载情况](articles.md)。',
    '',
    '- 作业类型就是文件：`document.planReview` 在 `workers/document/planReview.ts`；它所调用的规则在 `domain/`，测试与规则同名。',
    '- 人工环节开始、结束时各有一个作业：开始时定由谁办、何时到期，结束时核验办结的人、记入办理过程。',
    '- 测试一栏列出写到这个元素、作业、表单或者决策表的测试文件。没有列出的，没有直接写到它的测试，由走完全程的流程测试带过。',
    '',
    processes.map(({ id, name }) => `[${name}](#${id})`).join(' · '),
    '',
    ...processes.flatMap(section),
    ...jobTable(processes),
  ].join('\n');
}

async function readProcesses(): Promise<ProcessMap[]> {
  const processes: ProcessMap[] = [];
  for (const file of modelFiles(processesFolder, '.bpmn')) {
    const diagram = await readDiagram(readFileSync(join(processesFolder, file), 'utf8'));
    for (const process of processesOf(diagram)) {
      const nodes = elementsOf(process).filter((element) => element.$instanceOf('bpmn:FlowNode'));
      processes.push({
        id: text(process, 'id'),
        name: text(process, 'name'),
        file,
        elements: nodes.sort(byWork).map(factsOf),
      });
    }
  }
  return processes;
}

/** What people look for first: steps, then gateways, then events; among equals as the diagram has them. */
function byWork(one: ModdleElement, other: ModdleElement): number {
  const rank = (element: ModdleElement): number =>
    element.$instanceOf('bpmn:Activity') ? 0 : element.$instanceOf('bpmn:Gateway') ? 1 : 2;
  return rank(one) - rank(other);
}

function section({ id, name, file, elements }: ProcessMap): string[] {
  return [
    `## <a id="${id}"></a>${name}（${id}）`,
    '',
    `![${name}](../processes/${file.replace(/\.bpmn$/, '.png')})`,
    '',
    `图：[processes/${file}](../processes/${file})`,
    '',
    table(['元素', '类型', '由什么办', '条文', '测试'], elements.map(row)),
    '',
  ];
}

function row({ id, label, type, doers, articles, conditions }: ElementFacts): string[] {
  return [
    `${label || '（无名）'}<br>\`${id}\``,
    type,
    [...doers.filter(isOwn).map(doerLink), listeners(doers), ...conditions.map(condition)]
      .filter(Boolean)
      .join('<br>') || '—',
    articleLinks(articles),
    testLinks(testsNaming([id, ...doers.filter(isOwn).map(nameOf)])),
  ];
}

/** Jobs of listeners are every step's; their tests stand in the table of jobs. */
const isOwn = ({ event }: Doer): boolean => event === undefined;

/** Code knows a job by its file's name as well. */
const nameOf = ({ kind, id }: Doer): string => (kind === 'job' ? (id.split('.').at(-1) ?? id) : id);

const linked = ({ id, path }: Doer): string => (path ? `[${id}](../${path})` : `\`${id}\``);

const doerLink = (doer: Doer): string => `${DOER_WORDS[doer.kind]} ${linked(doer)}`;

/** 开始 case.openStep，结束 case.recordStep */
const listeners = (doers: Doer[]): string =>
  doers
    .filter((doer) => !isOwn(doer))
    .map((doer) => `${EVENT_WORDS[doer.event ?? ''] ?? doer.event} ${linked(doer)}`)
    .join('，');

const condition = ({ label, expression }: ElementFacts['conditions'][number]): string =>
  `${label && `${label}：`}\`${expression.replaceAll('|', '\\|').replace(/\s+/g, ' ')}\``;

function jobTable(processes: ProcessMap[]): string[] {
  const elements = processes.flatMap((process) => process.elements);
  const types = new Map<string, string>();
  for (const doer of elements.flatMap(({ doers }) => doers))
    if (doer.kind === 'job' && doer.path) types.set(doer.id, doer.path);
  const rows = [...types].sort().map(([type, path]) => {
    const users = elements.filter(({ doers }) => doers.some(({ kind, id }) => kind === 'job' && id === type));
    const modules = domainCallsOf(path);
    const words = [type.replace('.', '\\.'), nameOf({ kind: 'job', id: type })];
    // Every step has the jobs of listeners: its tests say little of them.
    const own = users.length > FEW ? [] : users.map(({ id }) => id);
    const tests = [...testsNaming([...words, ...own]), ...mirroredTests(modules)];
    return [
      `[${type}](../${path})`,
      users.length > FEW ? `${users.length} 个环节` : users.map(({ label, id }) => label || id).join('、'),
      modules.map(fileLink).join('<br>') || '—',
      testLinks([...new Set(tests)].sort()),
    ];
  });
  return ['## <a id="jobs"></a>作业类型', '', table(['作业类型', '用在', '所调用的规则', '测试'], rows), ''];
}

const fileLink = (path: string): string => `[${path}](../${path})`;

/** `test/process/routes.test.ts` → process/routes, which a cell has room for. */
const testLinks = (paths: readonly string[]): string =>
  paths.map((path) => `[${path.replace(/^test\//, '').replace(/\.test\.ts$/, '')}](../${path})`).join('、') ||
  '—';

const articleLinks = (articles: readonly number[]): string =>
  articles.map((number) => `[第${number}条](articles.md#art-${number})`).join('、') || '—';

function table(header: string[], rows: string[][]): string {
  const line = (cells: string[]): string => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}
