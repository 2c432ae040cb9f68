import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import type { InputValue } from '../../domain/proof';

/** A case as it was handed in: who drafted, and what the tables could ask about it. */
export interface RecordedCase {
  number: number;
  draftingBodyId: string;
  /** By expression, e.g. "facts.kind". */
  inputs: Record<string, InputValue>;
}

const BODY = 'draftingBody';

/** One case a line, its values in the order of `columns`, parted by blanks: small, and legible in a comparison. */
const fileSchema = z.strictObject({
  note: z.string(),
  columns: z.string(),
  cases: z.array(z.string()).min(1),
});

/** Throws, in Chinese, where the file is missing or damaged. */
export function readRecordedCases(path: string): RecordedCase[] {
  const parsed = fileSchema.safeParse(contentOf(path));
  if (!parsed.success) throw new Error(`${path} 不是留存的办件：${z.prettifyError(parsed.error)}`);
  const columns = parsed.data.columns.split(' ');
  return parsed.data.cases.map((line, index) => {
    const values = line.split(' ');
    if (values.length !== columns.length) throw new Error(`${path} 第 ${index + 1} 件的项数与 columns 不符`);
    const entries = columns.map((name, column): [string, InputValue] => [
      name,
      valueIn(values[column] ?? ''),
    ]);
    const { [BODY]: draftingBodyId = '', ...inputs } = Object.fromEntries(entries);
    return { number: index + 1, draftingBodyId: String(draftingBodyId), inputs };
  });
}

export function writeRecordedCases(path: string, note: string, cases: RecordedCase[]): void {
  const names = Object.keys(cases[0]?.inputs ?? {});
  const lines = cases.map(({ draftingBodyId, inputs }) =>
    [draftingBodyId, ...names.map((name) => textOf(inputs[name] ?? ''))].join(' '),
  );
  const content = { note, columns: [BODY, ...names].join(' '), cases: lines };
  writeFileSync(path, `${JSON.stringify(content, null, 2)}\n`);
}

function contentOf(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new Error(`不能读取留存的办件 ${path}：${(error as Error).message}`, { cause: error });
  }
}

/** Yes is "+", no is "-"; words of an office begin with a letter and are neither these nor numbers. */
function textOf(value: InputValue): string {
  if (typeof value === 'boolean') return value ? '+' : '-';
  return String(value);
}

function valueIn(text: string): InputValue {
  if (text === '+' || text === '-') return text === '+';
  return /^\d+$/.test(text) ? Number(text) : text;
}
