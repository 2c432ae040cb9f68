import { evaluate, unaryTest } from 'feelin';
import { DecisionError } from './types';

/**
 * FEEL in the cells of a table. Stricter than either evaluator alone: feelin answers null with a warning where
 * Zeebe fails or says false, so whatever isn't a plain answer is an error here.
 */

type Context = Record<string, unknown>;

/** Whether `value` meets a cell's unary tests. */
export function meetsTest(test: string, value: unknown, context: Context): boolean {
  if (test === '-') return true;
  if (!isClosed(test)) return runTest(test, value, context);
  const known = testResults.get(test) ?? remember(testResults, test, new Map<unknown, boolean>());
  const answer = known.get(value);
  return answer ?? remember(known, value, runTest(test, value, {}));
}

/** The value of an expression: an input's, or an output cell's. */
export function valueOf(expression: string, context: Context): unknown {
  if (isPath(expression)) return alongPath(expression, context);
  if (!isClosed(expression)) return runExpression(expression, context);
  const known =
    literals.get(expression) ?? remember(literals, expression, { value: runExpression(expression, {}) });
  // Callers may change what they get; the cache must not.
  return structuredClone(known.value);
}

/** "facts.kind": nearly every input is one, and looking it up is a hundred times faster than parsing it. */
function isPath(expression: string): boolean {
  return /^[a-z]\w*(?:\.[a-z]\w*)*$/i.test(expression) && !['true', 'false', 'null'].includes(expression);
}

function alongPath(path: string, context: Context): unknown {
  let value: unknown = context;
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) {
      throw new DecisionError(`表达式 ${path} 没有结果：缺少 ${key}`);
    }
    value = (value as Context)[key];
  }
  return value;
}

function runTest(test: string, value: unknown, context: Context): boolean {
  const { value: answer, warnings } = parsed(test, () => unaryTest(test, { ...context, '?': value }));
  if (typeof answer === 'boolean' && warnings.length === 0) return answer;
  throw new DecisionError(`条件 ${test} 不能用于“${String(value)}”${reasons(warnings)}`);
}

function runExpression(expression: string, context: Context): unknown {
  const { value, warnings } = parsed(expression, () => evaluate(expression, context));
  if (warnings.length === 0) return value;
  throw new DecisionError(`表达式 ${expression} 没有结果${reasons(warnings)}`);
}

function parsed<Result>(source: string, run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    throw new DecisionError(`FEEL 有误：${source || '（空）'}：${(error as Error).message}`, {
      cause: error,
    });
  }
}

function reasons(warnings: { message: string }[]): string {
  return warnings.length === 0 ? '' : `：${warnings.map(({ message }) => message).join('；')}`;
}

// Parsing is what costs. A cell without names depends on nothing but its text (and the tested value), and the
// values come from a small vocabulary, so each pair is evaluated once.
const testResults = new Map<string, Map<unknown, boolean>>();
const literals = new Map<string, { value: unknown }>();

function remember<Key, Value>(cache: Map<Key, Value>, key: Key, value: Value): Value {
  cache.set(key, value);
  return value;
}

const closedCells = new Map<string, boolean>();

/** No names inside, only literals, lists, ranges, comparisons and not(…). */
function isClosed(source: string): boolean {
  const known = closedCells.get(source);
  if (known !== undefined) return known;
  const withoutStrings = source.replace(/"(?:[^"\\]|\\.)*"/g, '');
  const rest = withoutStrings.replace(/\b(?:true|false|not)\b/g, '');
  return remember(closedCells, source, /^[\s\d.,()[\]<>=!-]*$/.test(rest));
}
