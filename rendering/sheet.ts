import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { refuseClassification } from './checkPage';
import type { Fonts } from './fonts';
import { findFonts } from './fonts';
import { printableText } from './printableText';
import type { RenderedPages } from './renderPage';
import { RenderingError } from './renderingError';

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
const CACHE_AGE = 10;

let kept: { compiler: NodeCompiler; template: string; fonts: Fonts } | undefined;

/**
 * Renders a sheet as PDF on A4, pages numbered 第 n 页 共 m 页. Synchronous and deterministic, with one compiler kept
 * warm. Throws RenderingError: CLASSIFIED_REFUSED (law 12), CHARACTER_REFUSED, TEXT_TOO_LONG, or for fonts.
 */
export function renderSheet(sheet: Sheet): RenderedPages {
  refuseClassification(sheet, '');
  const { compiler, template, fonts } = (kept ??= open());
  const compiled = compiler.compile({ mainFileContent: template, inputs: { sheet: inputOf(sheet, fonts) } });
  if (compiled.result === null) {
    const error = compiled.takeError();
    const detail = error === null ? '' : JSON.stringify(compiler.fetchDiagnostics(error));
    throw new RenderingError('TEMPLATE_FAILED', `表单排版失败，请联系系统管理员：${detail}`);
  }
  const pdf = compiler.pdf(compiled.result, {});
  const pages = compiled.result.numOfPages;
  compiler.evictCache(CACHE_AGE);
  return { pdf, pages };
}

function open(): NonNullable<typeof kept> {
  const fonts = findFonts();
  return {
    fonts,
    template: readFileSync(join(__dirname, 'templates', 'sheet.typ'), 'utf8'),
    compiler: NodeCompiler.create({ workspace: __dirname, fontArgs: [{ fontPaths: fonts.paths }] }),
  };
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
