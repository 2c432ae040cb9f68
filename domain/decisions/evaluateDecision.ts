import { meetsTest, valueOf } from './cells';
import { DecisionError } from './types';
import type { DecisionResult, DecisionRule, DecisionTable } from './types';

/**
 * Evaluates a table over a context, e.g. `{ facts: { kind: 'notice' } }`, as the engine does (law 6).
 *
 * `outputs` is null where no rule matches. Throws DecisionError where an input is null or missing, where two
 * rules of a UNIQUE table match, and where a cell gives no plain answer.
 */
export function evaluateDecision(table: DecisionTable, context: Record<string, unknown>): DecisionResult {
  return named(table, () => {
    const values = table.inputs.map(({ expression }) => inputValue(expression, context));
    const matching = matchingRules(table, values, context);
    if (table.hitPolicy === 'UNIQUE' && matching.length > 1) {
      const indexes = matching.map(({ index }) => index).join('、');
      throw new DecisionError(`应只有一条规则适用，第 ${indexes} 条却同时适用`);
    }
    const [rule] = matching;
    if (!rule) return { matchedRules: [], outputs: null };
    return {
      matchedRules: [{ index: rule.index, annotations: rule.annotations }],
      outputs: outputsOf(table, rule, context),
    };
  });
}

/** The FEEL evaluators differ on null, so no table is asked with one. */
function inputValue(expression: string, context: Record<string, unknown>): unknown {
  const value = valueOf(expression, context);
  if (value === null || value === undefined) throw new DecisionError(`输入 ${expression} 没有值`);
  return value;
}

function matchingRules(
  table: DecisionTable,
  values: unknown[],
  context: Record<string, unknown>,
): DecisionRule[] {
  const matches = (rule: DecisionRule): boolean =>
    rule.tests.every((test, column) => atRule(rule, () => meetsTest(test, values[column], context)));
  if (table.hitPolicy === 'UNIQUE') return table.rules.filter(matches);
  const first = table.rules.find(matches);
  return first ? [first] : [];
}

function outputsOf(
  table: DecisionTable,
  rule: DecisionRule,
  context: Record<string, unknown>,
): Record<string, unknown> {
  const entries = table.outputs.map(({ name }, column): [string, unknown] => {
    const expression = rule.results[column] ?? '';
    return [name, expression === '' ? null : atRule(rule, () => valueOf(expression, context))];
  });
  return Object.fromEntries(entries);
}

function atRule<Result>(rule: DecisionRule, run: () => Result): Result {
  return prefixed(`第 ${rule.index} 条规则：`, run);
}

function named<Result>(table: DecisionTable, run: () => Result): Result {
  return prefixed(`决策表 ${table.id}：`, run);
}

function prefixed<Result>(prefix: string, run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof DecisionError)) throw error;
    throw new DecisionError(`${prefix}${error.message}`, { cause: error });
  }
}
