import { DmnModdle } from 'dmn-moddle';
import type { ModdleElement } from 'dmn-moddle';
import { DecisionError } from './types';
import type { DecisionRule, DecisionTable } from './types';

/**
 * Reads the decision table of a DMN file. Throws DecisionError where the XML is damaged, holds no table or more
 * than one, or has a hit policy other than UNIQUE and FIRST.
 */
export async function loadDecision(xml: string): Promise<DecisionTable> {
  const definitions = await parse(xml);
  const tables = children(definitions, 'drgElement').flatMap((decision) => {
    const logic = decision['decisionLogic'] as ModdleElement | undefined;
    return logic?.$type === 'dmn:DecisionTable' ? [{ decision, logic }] : [];
  });
  const [table, ...others] = tables;
  if (!table || others.length > 0) {
    throw new DecisionError(`决策文件应有且只有一张决策表，现有 ${tables.length} 张`);
  }
  return readTable(table.decision, table.logic);
}

async function parse(xml: string): Promise<ModdleElement> {
  try {
    const { rootElement } = await new DmnModdle().fromXML(xml, 'dmn:Definitions');
    return rootElement;
  } catch (error) {
    throw new DecisionError(`决策文件不是有效的 DMN：${(error as Error).message}`, { cause: error });
  }
}

function readTable(decision: ModdleElement, table: ModdleElement): DecisionTable {
  const id = decision.id ?? '';
  const hitPolicy = table['hitPolicy'] ?? 'UNIQUE';
  if (hitPolicy !== 'UNIQUE' && hitPolicy !== 'FIRST') {
    throw new DecisionError(`决策表 ${id} 的命中策略为 ${String(hitPolicy)}，只支持 UNIQUE 和 FIRST`);
  }
  const inputs = children(table, 'input').map((input) => ({
    label: text(input, 'label'),
    expression: text(input['inputExpression'] as ModdleElement | undefined, 'text'),
  }));
  const outputs = children(table, 'output').map((output) => ({
    name: text(output, 'name'),
    label: text(output, 'label'),
  }));
  if (inputs.some(({ expression }) => expression === '') || outputs.some(({ name }) => name === '')) {
    throw new DecisionError(`决策表 ${id} 有输入缺表达式或输出缺名称`);
  }
  const rules = children(table, 'rule').map((rule, position) => readRule(rule, position + 1));
  const ragged = rules.find(
    ({ tests, results }) => tests.length !== inputs.length || results.length !== outputs.length,
  );
  if (ragged) throw new DecisionError(`决策表 ${id} 第 ${ragged.index} 条规则的列数与表头不符`);
  return { id, name: text(decision, 'name'), hitPolicy, inputs, outputs, rules };
}

function readRule(rule: ModdleElement, index: number): DecisionRule {
  // Modeler keeps its annotation column in the description; DMN 1.3 also knows annotation entries.
  const annotations = [text(rule, 'description'), ...texts(rule, 'annotationEntry')];
  return {
    index,
    id: rule.id ?? '',
    tests: texts(rule, 'inputEntry').map((test) => test || '-'),
    results: texts(rule, 'outputEntry'),
    annotations: annotations.filter((annotation) => annotation !== ''),
  };
}

function children(element: ModdleElement, property: string): ModdleElement[] {
  return (element[property] as ModdleElement[] | undefined) ?? [];
}

function texts(element: ModdleElement, property: string): string[] {
  return children(element, property).map((child) => text(child, 'text'));
}

function text(element: ModdleElement | undefined, property: string): string {
  const value = element?.[property];
  return typeof value === 'string' ? value.trim() : '';
}
