import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { refuseClassification } from '../checkPage';
import { pageCompiler, type RenderedPages } from '../compiler';
import type { Fonts } from '../fonts';
import { printableText } from '../printableText';

/** What a font can't draw is shown as a printer's blank: a name must not keep a packet from its meeting. */
const NO_GLYPH = '〓';
/** Where `printableText` lets a long word break. */
const ZERO_WIDTH = '\u200b';
const LONGEST_TEXT = 100_000;
const TEMPLATES = join(__dirname, '..', 'templates');

export interface Typesetter {
  /**
   * Sets `templates/<template>.typ` with data: strings only, never source, which arrive as `sys.inputs.data`, cleaned, with
   * `fonts`. Synchronous and deterministic. Throws RenderingError.
   */
  set(template: string, data: Record<string, unknown>): RenderedPages;
  fonts: Fonts;
}

const kept = new Map<string, Typesetter>();

/** One per folder of fonts. */
export function typesetter(fontsDirectory?: string): Typesetter {
  const key = fontsDirectory ?? '';
  const made = kept.get(key) ?? create(fontsDirectory);
  kept.set(key, made);
  return made;
}

function create(fontsDirectory?: string): Typesetter {
  const compiler = pageCompiler(fontsDirectory);
  const { fonts } = compiler;
  const templates = new Map<string, string>();
  const templateOf = (name: string): string => {
    const text = templates.get(name) ?? readFileSync(join(TEMPLATES, `${name}.typ`), 'utf8');
    templates.set(name, text);
    return text;
  };
  return {
    fonts,
    set(template, data) {
      refuseClassification(data, '');
      const inputs = { data: JSON.stringify({ ...(clean(data, fonts) as object), fonts: fonts.roles }) };
      return compiler.write(compiler.compile(templateOf(template), inputs, '会议材料'));
    },
  };
}

/** Every string of the data as it will be printed. */
function clean(value: unknown, fonts: Fonts): unknown {
  if (typeof value === 'string') return printed(value, fonts);
  if (Array.isArray(value)) return value.map((one) => clean(one, fonts));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, clean(one, fonts)]));
}

function printed(text: string, { roles }: Fonts): string {
  const shown = [...printableText(text, '会议材料', LONGEST_TEXT)]
    .map((character) =>
      character === ZERO_WIDTH || roles.body.has(character.codePointAt(0) ?? 0) ? character : NO_GLYPH,
    )
    .join('');
  // A run of a paragraph: the blank before the next one counts.
  const blank = (at: number): string => (/^[ \n]$/.test(text.at(at) ?? '') ? ' ' : '');
  return shown === '' ? '' : `${blank(0)}${shown}${blank(-1)}`;
}

/** Paragraphs of a text, for templates. */
export const linesOf = (text: string): string[] =>
  text
    .split(/\r\n|[\n\r]/u)
    .map((line) => line.trim())
    .filter((line) => line !== '');
