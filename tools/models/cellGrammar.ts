const string = '"[^"]*"';
const number = '-?\\d+(?:\\.\\d+)?';
const strings = `${string}(?:\\s*,\\s*${string})*`;
const numbers = `${number}(?:\\s*,\\s*${number})*`;
const words = `${strings}|not\\(${strings}\\)`;
const counts = `${numbers}|not\\(${numbers}\\)|(?:<|<=|>|>=)\\s*${number}|[\\[(]${number}\\.\\.${number}[\\])]`;

/** The cells on which feelin and Zeebe agree: -, literals, not(literals), true, false, comparisons, ranges. */
const cells = {
  string: new RegExp(`^(?:-|${words})$`),
  number: new RegExp(`^(?:-|${counts})$`),
  boolean: /^(?:-|true|false)$/,
};
/** A text, a whole number, yes or no, a list of texts. */
const result = new RegExp(`^(?:${string}|-?\\d+|true|false|\\[(?:${string}(?:, ${string})*)?\\])$`);

/** Whether a condition cell keeps to the grammar that both evaluators read alike. */
export function isPlainCell(source: string): boolean {
  return Object.values(cells).some((cell) => cell.test(source));
}

/** Whether a plain cell asks for values of this type: `< 3` asks for numbers. */
export function asksFor(source: string, type: 'string' | 'number' | 'boolean'): boolean {
  return cells[type].test(source);
}

/** Whether a result cell holds a value and computes nothing. */
export function isPlainResult(source: string): boolean {
  return result.test(source);
}

/** The words a cell names: `not("a","b")` → ["a", "b"]. */
export function wordsOf(source: string): string[] {
  return [...source.matchAll(/"([^"]*)"/g)].map((match) => match[1] ?? '');
}
