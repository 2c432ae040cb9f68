import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { refuseClassification } from './checkPage';
import { pageCompiler, type RenderedPages } from './compiler';
import type { Fonts } from './fonts';
import { printableText } from './printableText';

/** A cell: one paragraph a line. */
export type Cell = string;

/** A table of a sheet; its head stands again on each page. */
export interface SheetTable {
  heading: string | null;
  /** `share`: of the width, in relation to the others; `leads`: a cell's first paragraph stands out. */
  columns: { label: string; share: number; leads?: boolean }[];
  rows: Cell[][];
}

/** A form on paper, such as a 会签单: a title, what it is about, tables. */
export interface Sheet {
  title: string;
  subject: string;
  facts: { label: string; value: string }[];
  tables: SheetTable[];
  /** Says that its content is invented, in the demo office. */
  demoNotice: string | null;
}

/** What a font can't draw is shown as a printer's blank: a record is printed, not refused. */
const NO_GLYPH = '〓';
const LONGEST_CELL = 50_000;

let template: string | undefined;

/**
 * Renders a sheet as PDF on A4, pages numbered 第 n 页 共 m 页. Synchronous and deterministic, with the
 * process's warm compiler. Throws RenderingError: CLASSIFIED_REFUSED (law 12), CHARACTER_REFUSED, TEXT_TOO_LONG, or for fonts.
 */
export function renderSheet(sheet: Sheet): RenderedPages {
  refuseClassification(sheet, '');
  template ??= readFileSync(join(__dirname, 'templates', 'sheet.typ'), 'utf8');
  const compiler = pageCompiler();
  return compiler.write(compiler.compile(template, { sheet: inputOf(sheet, compiler.fonts) }, '表单'));
}

function inputOf({ title, subject, facts, tables, demoNotice }: Sheet, fonts: Fonts): string {
  const set = (text: string): string =>
    [...printableText(text, '表单', LONGEST_CELL)]
      .map((character) => (fonts.roles.body.has(character.codePointAt(0) ?? 0) ? character : NO_GLYPH))
      .join('');
  const paragraphs = (text: string): string[] => text.split('\n').map(set);
  return JSON.stringify({
    fonts: fonts.roles,
    title: set(title),
    subject: set(subject),
    facts: facts.map(({ label, value }) => ({ label: set(label), value: paragraphs(value) })),
    tables: tables.map(({ heading, columns, rows }) => ({
      heading: heading && set(heading),
      columns: columns.map(({ label, share, leads = false }) => ({ label: set(label), share, leads })),
      rows: rows.map((cells) => cells.map(paragraphs)),
    })),
    demoNotice: demoNotice && set(demoNotice),
  });
}
