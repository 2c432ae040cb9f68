const string = '"[^"]*"';
const number = '-?\\d+(?:\\.\\d+)?';
const literals = `(?:${string}|${number})(?:\\s*,\\s*(?:${string}|${number}))*`;

/** The cells on which feelin and Zeebe agree: -, literals, not(literals), true, false, comparisons, ranges. */
const cell = new RegExp(
  `^(?:-|true|false|${literals}|not\\(${literals}\\)|(?:<|<=|>|>=)\\s*${number}|[\\[(]${number}\\.\\.${number}[\\])])$`,
);

/** Whether a condition cell keeps to the grammar that both evaluators read alike. */
export function isPlainCell(source: string): boolean {
  return cell.test(source);
}

/** The words a cell names: `not("a","b")` → ["a", "b"]. */
export function wordsOf(source: string): string[] {
  return [...source.matchAll(/"([^"]*)"/g)].map((match) => match[1] ?? '');
}
