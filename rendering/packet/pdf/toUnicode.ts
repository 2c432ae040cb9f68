import { bytesOf, nameOf, Stream, Text, type Dict, type Value } from './objects';
import type { PdfFile } from './reader';

/** What the codes of a font mean. */
export interface UnicodeMap {
  /** Bytes of a code */
  width: 1 | 2;
  meaning: Map<number, string>;
}

/** A font's ToUnicode map (ISO 32000-1, 9.10.3), as far as programs write it: bfchar and bfrange. */
export function unicodeMap(file: PdfFile, font: Dict): UnicodeMap | undefined {
  const map = file.resolve(font.get('ToUnicode'));
  if (!(map instanceof Stream)) return undefined;
  const width = nameOf(file.resolve(font.get('Subtype'))) === 'Type0' ? 2 : 1;
  return { width, meaning: new Map(codesOf(file.decode(map).data.toString('latin1'))) };
}

/** What the codes of a shown text mean, in order; not whole where the map doesn't say all of them. */
export function meaningsOf(
  value: Value | undefined,
  { width, meaning }: UnicodeMap,
): { words: string; isWhole: boolean } {
  let words = '';
  let isWhole = true;
  for (const part of Array.isArray(value) ? value : [value]) {
    if (!(part instanceof Text)) continue;
    const bytes = bytesOf(part);
    for (let at = 0; at + width <= bytes.length; at += width) {
      const code = width === 2 ? ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0) : (bytes[at] ?? 0);
      const word = meaning.get(code);
      if (word === undefined) isWhole = false;
      else words += word;
    }
  }
  return { words, isWhole };
}

const textOf = (hex: string): string => {
  const bytes = Buffer.from(hex, 'hex');
  return bytes.length % 2 === 0 ? bytes.swap16().toString('utf16le') : bytes.toString('latin1');
};

function* codesOf(map: string): Generator<[number, string]> {
  for (const [, body = ''] of map.matchAll(/beginbfchar([\s\S]*?)endbfchar/g))
    for (const [, code = '', text = ''] of body.matchAll(/<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]*)>/g))
      yield [parseInt(code, 16), textOf(text)];
  for (const [, body = ''] of map.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) yield* rangesOf(body);
}

function* rangesOf(body: string): Generator<[number, string]> {
  for (const [, from = '', to = '', text, list] of body.matchAll(
    /<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*(?:<([0-9a-fA-F]*)>|\[([^\]]*)\])/g,
  )) {
    const start = parseInt(from, 16);
    const count = Math.min(parseInt(to, 16) - start + 1, 65_536);
    const each = list === undefined ? undefined : [...list.matchAll(/<([0-9a-fA-F]*)>/g)];
    for (let step = 0; step < count; step += 1) {
      if (each) yield [start + step, textOf(each[step]?.[1] ?? '')];
      else if (text !== undefined) yield [start + step, stepped(text, step)];
    }
  }
}

/** Only the last byte or two count up. */
function stepped(text: string, step: number): string {
  const last = text.slice(-4);
  return textOf(text.slice(0, -4) + (parseInt(last, 16) + step).toString(16).padStart(last.length, '0'));
}
