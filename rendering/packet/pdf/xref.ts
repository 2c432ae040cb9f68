import { decodeStream, PdfBomb, type Budget } from './decode';
import { DamagedPdf, Keyword, Lexer } from './lexer';
import { isDict, numberOf, Stream, type Dict, type Value } from './objects';
import { readObjectAt } from './objectAt';

export interface XrefEntry {
  offset: number;
  /** Number of the object stream that holds it */
  inStream?: number;
}

export interface Xref {
  entries: Map<number, XrefEntry>;
  trailer: Dict;
}

/** Follows the cross-reference sections from the newest to the oldest (ISO 32000-1, 7.5.4 and 7.5.8). */
export function readXref(bytes: Buffer, budget: Budget, most: number): Xref {
  const tail = Math.max(0, bytes.length - 2048);
  const at = bytes.lastIndexOf('startxref');
  if (at < tail) throw new DamagedPdf('no startxref');
  const start = new Lexer(bytes, at + 9).next();
  if (typeof start !== 'number') throw new DamagedPdf('startxref');
  const entries = new Map<number, XrefEntry>();
  const freed = new Set<number>();
  const seen = new Set<number>();
  const waiting = [start];
  let trailer: Dict | undefined;
  const take = (num: number, entry: XrefEntry | null): void => {
    if (entries.has(num) || freed.has(num)) return;
    if (entry === null) freed.add(num);
    else entries.set(num, entry);
    if (entries.size + freed.size > most) throw new PdfBomb('too many objects');
  };
  for (let offset = waiting.shift(); offset !== undefined; offset = waiting.shift()) {
    if (seen.has(offset)) continue;
    seen.add(offset);
    if (seen.size > 2_000) throw new PdfBomb('too many sections');
    const section = readSection(bytes, offset, budget, take);
    trailer ??= section;
    for (const key of ['XRefStm', 'Prev']) {
      const next = numberOf(section.get(key) as Value);
      if (next !== undefined && next >= 0 && next < bytes.length) waiting.push(next);
    }
  }
  if (trailer === undefined || entries.size === 0) throw new DamagedPdf('no objects');
  return { entries, trailer };
}

type Take = (num: number, entry: XrefEntry | null) => void;

function readSection(bytes: Buffer, offset: number, budget: Budget, take: Take): Dict {
  const lexer = new Lexer(bytes, offset);
  lexer.skipWhite();
  if (bytes.toString('latin1', lexer.at, lexer.at + 4) !== 'xref')
    return readXrefStream(bytes, offset, budget, take);
  lexer.at += 4;
  for (;;) {
    const first = lexer.next();
    if (first instanceof Keyword && first.word === 'trailer') break;
    const count = lexer.next();
    if (typeof first !== 'number' || typeof count !== 'number') throw new DamagedPdf('xref');
    for (let index = 0; index < count; index += 1) {
      const [place, gen, kind] = [lexer.next(), lexer.next(), lexer.next()];
      if (typeof place !== 'number' || typeof gen !== 'number' || !(kind instanceof Keyword))
        throw new DamagedPdf('xref entry');
      take(first + index, kind.word === 'n' && place > 0 ? { offset: place } : null);
    }
  }
  const trailer = lexer.next();
  if (!isDict(trailer as Value)) throw new DamagedPdf('trailer');
  return trailer as Dict;
}

function readXrefStream(bytes: Buffer, offset: number, budget: Budget, take: Take): Dict {
  const direct = (value: Value | undefined): Value => value ?? null;
  const { value } = readObjectAt(bytes, offset, direct);
  if (!(value instanceof Stream)) throw new DamagedPdf('xref stream');
  const { dict } = value;
  const widths = dict.get('W');
  if (!Array.isArray(widths) || widths.length < 3) throw new DamagedPdf('xref widths');
  const [w0 = 0, w1 = 0, w2 = 0] = widths.map((width) => numberOf(width) ?? 0);
  if (
    ![w0, w1, w2].every((width) => Number.isInteger(width) && width >= 0 && width <= 8) ||
    w0 + w1 + w2 === 0
  )
    throw new DamagedPdf('xref widths');
  const { data } = decodeStream(value, direct, budget);
  const index = dict.get('Index');
  const ranges = Array.isArray(index)
    ? index.map((one) => numberOf(one) ?? 0)
    : [0, numberOf(dict.get('Size')) ?? 0];
  let at = 0;
  const field = (width: number): number => {
    let sum = 0;
    for (let byte = 0; byte < width; byte += 1) sum = sum * 256 + (data[at + byte] ?? 0);
    at += width;
    return sum;
  };
  for (let range = 0; range + 1 < ranges.length; range += 2) {
    const [first = 0, count = 0] = ranges.slice(range, range + 2);
    for (let step = 0; step < count && at + w0 + w1 + w2 <= data.length; step += 1) {
      const kind = w0 === 0 ? 1 : field(w0);
      const [second] = [field(w1), field(w2)];
      if (kind === 1) take(first + step, { offset: second });
      else take(first + step, kind === 2 ? { offset: -1, inStream: second } : null);
    }
  }
  return dict;
}
