import { Name, Real, Ref, Text, type Dict, type Value } from './objects';

/** Deeper than any honest file; a deeper one would exhaust the stack. */
const DEEPEST = 200;

export class DamagedPdf extends Error {}

const WHITE = 1;
const DELIMITER = 2;
const kinds = new Uint8Array(256);
for (const code of [0, 9, 10, 12, 13, 32]) kinds[code] = WHITE;
for (const character of '()<>[]{}/%') kinds[character.charCodeAt(0)] = DELIMITER;

const isRegular = (code: number | undefined): boolean => code !== undefined && kinds[code] === 0;
const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;

/** A word that is no object: endobj, obj, stream, R, an operator. */
export class Keyword {
  constructor(readonly word: string) {}
}

/** Contents say a few short words over and over: each is made once. A hostile file must not fill the memory. */
const shortWords = new Map<number, string>();
const keywords = new Map<string, Keyword>();
const MOST_KEPT = 1_000;
const LONGEST_KEPT = 12;

function keywordOf(word: string): Keyword {
  const known = keywords.get(word);
  if (known) return known;
  const made = new Keyword(word);
  if (keywords.size < MOST_KEPT && word.length <= LONGEST_KEPT) keywords.set(word, made);
  return made;
}

/** Reads objects one after another from bytes (ISO 32000-1, 7.2 and 7.3). */
export class Lexer {
  constructor(
    readonly bytes: Buffer,
    public at = 0,
    private readonly end = bytes.length,
  ) {}

  skipWhite(): void {
    const { bytes, end } = this;
    while (this.at < end) {
      const code = bytes[this.at] ?? 0;
      if (kinds[code] === WHITE) this.at += 1;
      else if (code === 0x25) {
        while (this.at < end && bytes[this.at] !== 10 && bytes[this.at] !== 13) this.at += 1;
      } else return;
    }
  }

  /** The next object; a reference is told from two numbers by looking ahead. Undefined at the end. */
  next(depth = 0): Value | Keyword | undefined {
    if (depth > DEEPEST) throw new DamagedPdf('nested too deep');
    this.skipWhite();
    if (this.at >= this.end) return undefined;
    const code = this.bytes[this.at] ?? 0;
    if (code === 0x2f) return this.name();
    if (code === 0x28) return this.literal();
    if (code === 0x5b) return this.array(depth);
    if (code === 0x3c) return this.bytes[this.at + 1] === 0x3c ? this.dict(depth) : this.hex();
    if (isDigit(code) || code === 0x2b || code === 0x2d || code === 0x2e) return this.number();
    if (kinds[code] === DELIMITER) {
      const word = code === 0x3e && this.bytes[this.at + 1] === 0x3e ? '>>' : String.fromCharCode(code);
      this.at += word.length;
      return new Keyword(word);
    }
    const word = this.word();
    if (word === 'true') return true;
    if (word === 'false') return false;
    return word === 'null' ? null : keywordOf(word);
  }

  private word(): string {
    const { bytes, end } = this;
    const start = this.at;
    let at = start;
    let key = 0;
    for (; at < end && kinds[bytes[at] ?? 0] === 0; at += 1) key = (key << 8) | (bytes[at] ?? 0);
    this.at = at;
    if (at - start > 3) return bytes.toString('latin1', start, at);
    const known = shortWords.get(key);
    if (known !== undefined) return known;
    const made = bytes.toString('latin1', start, at);
    if (shortWords.size < MOST_KEPT) shortWords.set(key, made);
    return made;
  }

  private name(): Name {
    this.at += 1;
    const raw = this.word();
    if (!raw.includes('#')) return Name.of(raw);
    return Name.of(
      raw.replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    );
  }

  private number(): Value | Keyword {
    const { bytes, end } = this;
    const start = this.at;
    let at = bytes[start] === 0x2d ? start + 1 : start;
    const first = at;
    let value = 0;
    let points = 0;
    for (; at < end; at += 1) {
      const code = bytes[at] ?? 0;
      if (isDigit(code)) value = value * 10 + code - 0x30;
      else if (code === 0x2e) points += 1;
      else break;
    }
    const length = at - first;
    const isPlain = length > points && length <= 10 && points <= 1 && !(at < end && isRegular(bytes[at]));
    if (!isPlain) return this.oddNumber();
    this.at = at;
    if (points === 1) return new Real(bytes, start, at);
    if (first > start) return -value;
    return this.reference(value) ?? value;
  }

  private oddNumber(): Value | Keyword {
    const start = this.at;
    const word = this.word();
    if (!/^[+-]*[0-9]*\.?[0-9-]*$/.test(word)) return keywordOf(word);
    const value = Number(word);
    if (Number.isInteger(value) && !word.includes('.')) return value;
    // 4.-5 and --3 stand in old files: other readers take what they can.
    if (!Number.isFinite(value) || !/[0-9]/.test(word)) return parseFloat(word) || 0;
    return new Real(this.bytes, word.startsWith('+') ? start + 1 : start, this.at);
  }

  /** "12 0 R": whether a number is the beginning of one. */
  private reference(num: number): Ref | undefined {
    const { bytes, end } = this;
    let at = this.at;
    while (at < end && kinds[bytes[at] ?? 0] === WHITE) at += 1;
    const start = at;
    let gen = 0;
    while (at < end && at - start < 5 && isDigit(bytes[at] ?? 0)) {
      gen = gen * 10 + (bytes[at] ?? 0) - 0x30;
      at += 1;
    }
    const digits = at - start;
    const gap = at;
    while (at < end && kinds[bytes[at] ?? 0] === WHITE) at += 1;
    if (digits === 0 || at === gap || bytes[at] !== 0x52 || isRegular(bytes[at + 1])) return undefined;
    this.at = at + 1;
    return new Ref(num, gen);
  }

  private literal(): Text {
    const { bytes, end } = this;
    const start = this.at;
    let open = 0;
    for (let at = start; at < end; at += 1) {
      const code = bytes[at];
      if (code === 0x5c) at += 1;
      else if (code === 0x28) open += 1;
      else if (code === 0x29) {
        open -= 1;
        if (open === 0) {
          this.at = at + 1;
          return new Text(bytes.subarray(start, this.at));
        }
      }
    }
    throw new DamagedPdf('string without end');
  }

  private hex(): Text {
    const close = this.bytes.indexOf(0x3e, this.at);
    if (close === -1 || close >= this.end) throw new DamagedPdf('string without end');
    const source = this.bytes.subarray(this.at, close + 1);
    this.at = close + 1;
    return new Text(source);
  }

  private array(depth: number): Value[] {
    this.at += 1;
    const values: Value[] = [];
    for (;;) {
      const value = this.next(depth + 1);
      if (value === undefined) throw new DamagedPdf('array without end');
      if (!(value instanceof Keyword)) values.push(value);
      else if (value.word === ']') return values;
      else if (value.word === 'endobj' || value.word === '>>') throw new DamagedPdf('array without end');
    }
  }

  private dict(depth: number): Dict {
    this.at += 2;
    const dict: Dict = new Map();
    for (;;) {
      const key = this.next(depth + 1);
      if (key instanceof Keyword && key.word === '>>') return dict;
      if (key === undefined || (key instanceof Keyword && key.word === 'endobj'))
        throw new DamagedPdf('dictionary without end');
      if (!(key instanceof Name)) continue;
      const value = this.next(depth + 1);
      if (value === undefined) throw new DamagedPdf('dictionary without end');
      if (value instanceof Keyword) {
        if (value.word === '>>') return dict;
        continue;
      }
      dict.set(key.text, value);
    }
  }
}
