import { DecisionError, evaluateDecision } from '../../domain/decisions';
import type { DecisionRule, DecisionTable } from '../../domain/decisions';
import { proveTable, rowSetsOf, rowsFor } from '../../domain/proof';
import type { Defect, Pin, RowSets, TableProof } from '../../domain/proof';
import { createRuleSet } from '../../domain/routing';
import { defectInWords } from '../models/inputWords';
import { outputProblems } from '../models/lintOutputs';
import { valuesOf } from '../models/tableInputs';
import type { Finding } from './findings';
import type { Rules } from './readRules';
import { nested, randomInputs, seededRandom, witnesses } from './samples';
import type { Inputs } from './samples';

export interface ProvenTable {
  sets: RowSets;
  proof: TableProof;
  findings: Finding[];
}

const SAMPLES = 500;
const SHOWN_OVERLAPS = 5;

/** Each table by itself: exactly one row for each combination, a combination for each row, results that can be used. */
export function proveTables(rules: Rules): { proven: ProvenTable[]; unreadable: Finding[] } {
  const unreadable: Finding[] = [];
  const proven = [...rules.tables.values()].flatMap((table): ProvenTable[] => {
    try {
      return [proveOne(table, rules)];
    } catch (error) {
      if (!(error instanceof DecisionError)) throw error;
      unreadable.push(fault('unreadable', table, [], error.message));
      return [];
    }
  });
  return { proven, unreadable };
}

function proveOne(table: DecisionTable, rules: Rules): ProvenTable {
  const sets = rowSetsOf(table, (expression) => {
    const values = valuesOf(expression, table.id, rules.surroundings);
    if (!values || values.length === 0) throw new DecisionError(`不认得的输入 ${expression}`);
    return values;
  });
  const proof = proveTable(sets);
  return {
    sets,
    proof,
    findings: [
      ...(table.hitPolicy === 'UNIQUE' ? [] : [fault('unreadable', table, [], '命中策略应为 UNIQUE')]),
      ...proof.gaps.map((gap) => defect('gap', table, gap, rules)),
      ...gapsLeft(table, proof),
      ...proof.overlaps.slice(0, SHOWN_OVERLAPS).map((overlap) => defect('overlap', table, overlap, rules)),
      ...proof.dead.map(({ row, label, cell }) =>
        fault('dead-row', table, [row], `第 ${row} 行永远不会适用：“${label}”没有值符合 ${cell}`),
      ),
      ...resultFindings(sets, rules),
      ...sampleFindings(sets),
    ],
  };
}

function defect(kind: 'gap' | 'overlap', table: DecisionTable, found: Defect, rules: Rules): Finding {
  const sentence = defectInWords(found, table.id, rules.surroundings);
  return {
    ...fault(kind, table, found.rows, `${sentence}（${found.combinations.toLocaleString('zh-CN')} 种情形）`),
    example: exampleOf(found.pins),
    combinations: found.combinations,
  };
}

function gapsLeft(table: DecisionTable, { gaps, unanswered }: TableProof): Finding[] {
  const shown = gaps.reduce((sum, { combinations }) => sum + combinations, 0n);
  if (shown === unanswered) return [];
  const left = unanswered - shown;
  const message = `另有 ${left.toLocaleString('zh-CN')} 种情形没有一行适用`;
  return [{ ...fault('gap', table, [], message), combinations: left }];
}

/** What the software makes of each row's results: the shapes it asks for, and the words of the office. */
function resultFindings(sets: RowSets, { surroundings }: Rules): Finding[] {
  const { table } = sets;
  const known = new Map(witnesses(sets).map(({ row, inputs }) => [row, inputs]));
  return table.rules.flatMap((rule) => {
    const inputs = known.get(rule.index);
    const problems = [
      ...outputProblems(table, rule.results, rule.annotations.join(''), surroundings.vocabulary),
      ...(inputs ? shapeProblems(table, rule, inputs) : []),
    ];
    return problems.map((problem) => ({
      ...fault('result', table, [rule.index], `第 ${rule.index} 行${problem}`),
      example: inputs ?? {},
    }));
  });
}

/** The row alone, read by the code that reads it in service. */
function shapeProblems(table: DecisionTable, rule: DecisionRule, inputs: Inputs): string[] {
  const ruleSet = createRuleSet({ hash: '', decisions: new Map([[table.id, { ...table, rules: [rule] }]]) });
  const context = nested(inputs) as never;
  const elementId = String(inputs['elementId']);
  const facts = context['facts'];
  try {
    if (table.id === 'signatoryRoute') ruleSet.signatoryRoute(facts, context['readings'] ?? {});
    else if (table.id === 'humanSteps') ruleSet.humanStep(elementId);
    else if (table.id === 'timeLimits') ruleSet.timeLimit(elementId, facts);
    else if (table.id === 'keptSteps') ruleSet.keptStep(elementId, String(inputs['change']));
    else if (table.id === 'ownDrafts') ruleSet.ownDraft(elementId, String(inputs['rank']));
    else if ('gate' in inputs) ruleSet.gate(table.id, context);
    return [];
  } catch (error) {
    if (!(error instanceof DecisionError)) throw error;
    return [`的结果不能用：${error.message}`];
  }
}

/** The bit sets say what the evaluator says: random combinations, asked both ways. */
function sampleFindings(sets: RowSets): Finding[] {
  const { table } = sets;
  const random = seededRandom(SAMPLES);
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    const inputs = randomInputs(sets.axes, random);
    const rows = rowsFor(sets, inputs);
    if (rows.length > 1) continue;
    const evaluated = evaluateDecision(table, nested(inputs)).matchedRules.map(({ index }) => index);
    if (evaluated.join() === rows.join()) continue;
    const message = `逐格推算得第 ${rows.join('、')} 行，求值器得第 ${evaluated.join('、')} 行：${JSON.stringify(inputs)}`;
    return [{ ...fault('mismatch', table, rows, message), example: inputs }];
  }
  return [];
}

export function exampleOf(pins: Pin[]): Inputs {
  return Object.fromEntries(pins.map(({ expression, value }) => [expression, value]));
}

function fault(kind: Finding['kind'], table: DecisionTable, rows: number[], message: string): Finding {
  return { kind, table: table.id, rows, message: `${table.name}（${table.id}）：${message}`, example: {} };
}
