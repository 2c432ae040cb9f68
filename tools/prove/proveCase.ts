import { valueOf } from '../../domain/decisions/cells';
import type { DecisionRule, DecisionTable } from '../../domain/decisions';
import { pinned, pinsOf, proveChain } from '../../domain/proof';
import type { Axis, ChainProof, Link, RowSets, Verdict } from '../../domain/proof';
import { pinsInWords } from '../models/inputWords';
import { caseInputs, paperGates, readingInputs, valuesOf } from '../models/tableInputs';
import { exampleOf } from './proveTables';
import type { Finding } from './findings';
import type { Rules } from './readRules';

/** The whole way of a document up to its signature: its route, then every gate of the office. */
export interface ProvenCase {
  axes: Axis[];
  chain: ChainProof;
  routes: { row: number; combinations: bigint }[];
  refusals: { article: string; reading: string; combinations: bigint }[];
  findings: Finding[];
}

const ROUTE = 'signatoryRoute';

/** In how many combinations of a case's inputs which result comes out. */
export function proveCase(rules: Rules, tables: Map<string, RowSets>): ProvenCase {
  const axes = axesOfCase(rules);
  const links = linksOf(rules, tables);
  const chain = proveChain(axes, links);
  const route = tables.get(ROUTE);
  const routes = [...chain.results].flatMap(([result, combinations]) =>
    result.startsWith('row-') ? [{ row: Number(result.slice('row-'.length)), combinations }] : [],
  );
  const refusals = [...chain.results].flatMap(([result, combinations]) => {
    const [word, article = '', reading = ''] = result.split(' ');
    return word === 'refuse' ? [{ article, reading, combinations }] : [];
  });
  return {
    axes,
    chain,
    routes: routes.sort((left, right) => left.row - right.row),
    refusals: refusals.sort((left, right) => Number(right.combinations - left.combinations)),
    findings: route ? blockedRows(route, routes, rules) : [],
  };
}

/** What a case is described by, and every reading that it may be judged by; each input headed as in the first table that asks about it. */
function axesOfCase({ tables, surroundings }: Rules): Axis[] {
  const labels = new Map<string, string>();
  for (const { inputs } of tables.values()) {
    for (const { expression, label } of inputs) if (!labels.has(expression)) labels.set(expression, label);
  }
  const { vocabulary } = surroundings;
  return [...caseInputs(vocabulary), ...readingInputs(vocabulary)].map((expression) => ({
    expression,
    label: labels.get(expression) ?? expression,
    values: valuesOf(expression, ROUTE, surroundings) ?? [],
  }));
}

/** The route is asked first, as in submission: a document without one is not asked for its grounds. */
function linksOf({ surroundings }: Rules, tables: Map<string, RowSets>): Link[] {
  const route = tables.get(ROUTE);
  const gates = paperGates(surroundings.vocabulary).flatMap(({ id, table }) => {
    const sets = tables.get(table);
    return sets ? [linkOf(`${table}/${id}`, pinned(sets, 'gate', id), 'pass', 'ask')] : [];
  });
  return route ? [linkOf(ROUTE, route, 'route'), ...gates] : gates;
}

function linkOf(name: string, sets: RowSets, ...goingOn: string[]): Link {
  const verdicts = sets.table.rules.map((rule): Verdict => {
    if (!goingOn.includes(resultOf(sets.table, rule, 'outcome'))) {
      const [article, reading] = ['article', 'reading'].map((output) => resultOf(sets.table, rule, output));
      return { goesOn: false, result: `refuse ${article} ${reading}` };
    }
    return name === ROUTE ? { goesOn: true, mark: `row-${rule.index}` } : { goesOn: true };
  });
  return { name, sets, verdictOf: (row) => verdicts[row - 1] ?? { goesOn: false, result: 'fault:' } };
}

/** A result cell's text; "" where it is none (`proveTables` says so). */
export function resultOf(table: DecisionTable, rule: DecisionRule, output: string): string {
  const cell = rule.results[table.outputs.findIndex(({ name }) => name === output)] ?? '';
  return /^"[^"]*"$/.test(cell) ? String(valueOf(cell, {})) : '';
}

/** Rows that give a route which some gate always refuses. */
function blockedRows(sets: RowSets, reached: { row: number }[], rules: Rules): Finding[] {
  const { table } = sets;
  return table.rules
    .filter(
      (rule) =>
        resultOf(table, rule, 'outcome') === 'route' && !reached.some(({ row }) => row === rule.index),
    )
    .filter(({ index }) => (sets.living & (1n << BigInt(index - 1))) !== 0n)
    .map(({ index }) => {
      const pins = pinsOf(sets, index);
      const where = pinsInWords(pins, table.id, rules.surroundings);
      return {
        kind: 'blocked-row',
        table: table.id,
        rows: [index],
        message: `${table.name}（${table.id}）：第 ${index} 行排出的审核、签发永远轮不到：${where}时，核对事项无论怎么填都不办`,
        example: exampleOf(pins),
      };
    });
}
