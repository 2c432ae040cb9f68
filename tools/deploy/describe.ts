import { loadDecision } from '../../domain/decisions';
import type { DeployedModel, RunningVersion } from '../../db/deployedModels';
import type { Resource } from '../../engine/deploy';
import { readCellWords } from '../models/readme';
import type { CellWords } from '../models/readme';
import type { ElementFacts } from './diagramFacts';
import { factsOf } from './diagramFacts';
import { compareProcesses, compareTables, isNoDifference } from './differences';

/** What is deployed, as the database knows it. */
export interface Deployed {
  models: DeployedModel[];
  /** Decision id → XML in force. */
  tables: Record<string, string>;
  running: RunningVersion[];
  casesUnderWay: number;
}

/** What a deployment would change, line by line, for people. */
export async function describeDeployment(resources: Resource[], deployed: Deployed): Promise<string[]> {
  const lines: string[] = [];
  for (const { name, content } of resources) {
    const source = content.toString('utf8');
    if (name.endsWith('.bpmn')) lines.push(...(await describeDiagram(name, source, deployed)));
    else if (name.endsWith('.dmn')) lines.push(...(await describeTable(name, source, deployed)));
    else lines.push(...describeForm(name, source, deployed));
  }
  const unchanged = resources.length - lines.filter((line) => !line.startsWith(' ')).length;
  return [
    ...lines,
    ...(unchanged > 0 ? [`没有改动：${unchanged} 个文件`] : []),
    ...runningCases(resources, deployed),
  ];
}

async function describeDiagram(file: string, source: string, { models }: Deployed): Promise<string[]> {
  const lines: string[] = [];
  for (const after of await factsOf(source)) {
    const model = models.find(({ kind, id }) => kind === 'process' && id === after.id);
    if (!model) {
      lines.push(`新流程：${after.name}（${file}）`);
      continue;
    }
    if (model.content === source) continue;
    const before = (await factsOf(model.content)).find(({ id }) => id === after.id);
    const difference = before && compareProcesses(before, after);
    lines.push(`流程有改动：${after.name}（${file}，现行第 ${model.version} 版）`);
    if (!difference || isNoDifference(difference)) {
      lines.push('  只动了画法、说明之外的文字或者模板，办法不变');
      continue;
    }
    const { added, removed, renamed, changed } = difference;
    lines.push(
      ...nodes('增加', added),
      ...nodes('删去', removed),
      ...renamed
        .filter(({ after: { isFlow } }) => !isFlow)
        .map(({ before: one, after: other }) => `  改名：${one.name} → ${other.name}（${other.id}）`),
      ...nodes('改动', changed),
      ...flows(
        added,
        removed,
        changed,
        renamed.map(({ after: element }) => element),
      ),
    );
  }
  return lines;
}

function nodes(what: string, elements: ElementFacts[]): string[] {
  return elements
    .filter(({ isFlow }) => !isFlow)
    .map(({ id, name }) => `  ${what}：${name || '（未命名）'}（${id}）`);
}

function flows(...kinds: ElementFacts[][]): string[] {
  const [added = 0, removed = 0, ...others] = kinds.map((some) => some.filter(({ isFlow }) => isFlow).length);
  const changed = others.reduce((sum, count) => sum + count, 0);
  const parts = [
    ...(added ? [`增 ${added} 条`] : []),
    ...(removed ? [`删 ${removed} 条`] : []),
    ...(changed ? [`改 ${changed} 条`] : []),
  ];
  return parts.length > 0 ? [`  连线：${parts.join('、')}`] : [];
}

async function describeTable(file: string, source: string, { tables }: Deployed): Promise<string[]> {
  const after = await loadDecision(source);
  const known = tables[after.id];
  if (known === undefined) return [`新决策表：${after.name}（${file}）`];
  if (known === source) return [];
  const { added, removed, cells, columns, otherwise } = compareTables(await loadDecision(known), after);
  const words: CellWords = await readCellWords();
  const lines = [
    ...columns.map((label) => `  增减列：${label}`),
    ...added.map((row) => `  增加第 ${row} 行`),
    ...removed.map((row) => `  删去原第 ${row} 行`),
    ...cells.map(({ row, label, kind, column, before, after: now }) => {
      const shown = (cell: string): string => words(after.id, kind, column, cell) || '（空）';
      return `  第 ${row} 行“${label}”：${shown(before)} → ${shown(now)}`;
    }),
  ];
  const rest = otherwise ? '  只动了批注、列名或者行的次序' : '  只动了画法，答复不变';
  return [`决策表有改动：${after.name}（${file}）`, ...(lines.length > 0 ? lines : [rest])];
}

function describeForm(file: string, source: string, { models }: Deployed): string[] {
  const model = models.find(({ kind, fileName }) => kind === 'form' && fileName === file);
  if (!model) return [`新表单：${file}`];
  return model.content === source ? [] : [`表单有改动：${file}（现行第 ${model.version} 版）`];
}

/** Law 5: a case keeps the version it began by, and the tables it pinned. */
function runningCases(resources: Resource[], { models, tables, running, casesUnderWay }: Deployed): string[] {
  const isNew = ({ name, content }: Resource): boolean => {
    const source = content.toString('utf8');
    if (name.endsWith('.dmn')) return tables[name.replace(/\.dmn$/, '')] !== source;
    return models.find(({ fileName }) => fileName === name)?.content !== source;
  };
  const changed = resources.filter(isNew);
  const has = (extension: string): boolean => changed.some(({ name }) => name.endsWith(extension));
  const stay = running.filter(({ instances }) => instances > 0);
  return [
    ...(has('.bpmn') || has('.form')
      ? stay.map(
          ({ processId, version, instances }) =>
            `${processId} 第 ${version} 版有 ${instances} 个在办，仍按原版本的图和表单办完`,
        )
      : []),
    ...(has('.dmn') && casesUnderWay > 0
      ? [`在办的 ${casesUnderWay} 件仍按报送时的决策表办完，此后报送的用新表`]
      : []),
  ];
}
