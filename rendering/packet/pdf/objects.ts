/** The objects of ISO 32000-1, 7.3, as little as binding needs: numbers and strings keep their bytes. */
export class Name {
  private static readonly known = new Map<string, Name>();
  private constructor(
    /** Decoded: /J#61vaScript is JavaScript. */
    readonly text: string,
  ) {}
  static of(text: string): Name {
    let name = Name.known.get(text);
    if (name === undefined) {
      name = new Name(text);
      // A hostile file must not fill the memory with names.
      if (Name.known.size < 20_000) Name.known.set(text, name);
    }
    return name;
  }
}

export class Ref {
  constructor(
    readonly num: number,
    readonly gen: number,
  ) {}
}

/** A string as it stands in the file, with its delimiters. */
export class Text {
  constructor(readonly source: Buffer) {}
  static ofHex(bytes: Buffer): Text {
    return new Text(Buffer.from(`<${bytes.toString('hex')}>`, 'latin1'));
  }
  /** A text string for people: UTF-16. */
  static of(text: string): Text {
    return Text.ofHex(Buffer.from(`\ufeff${text}`, 'utf16le').swap16());
  }
}

/** A number, as it stands in the file: reals are not rounded on their way. */
export class Real {
  constructor(
    private readonly bytes: Buffer,
    private readonly start: number,
    private readonly end: number,
  ) {}
  /** Made when it is asked for: contents have many, and few are written anew. */
  get source(): string {
    return this.bytes.toString('latin1', this.start, this.end);
  }
}

export type Dict = Map<string, Value>;

export class Stream {
  constructor(
    readonly dict: Dict,
    readonly data: Buffer,
  ) {}
}

export type Value = null | boolean | number | Real | Name | Ref | Text | Value[] | Dict | Stream;

export const isDict = (value: Value | undefined): value is Dict => value instanceof Map;

export function numberOf(value: Value | undefined): number | undefined {
  if (typeof value === 'number') return value;
  if (value instanceof Real) return Number(value.source);
  return undefined;
}

export const nameOf = (value: Value | undefined): string | undefined =>
  value instanceof Name ? value.text : undefined;

/** The bytes of a string, its escapes resolved (7.3.4). */
export function bytesOf({ source }: Text): Buffer {
  const inner = source.subarray(1, -1);
  if (source[0] === 0x3c) {
    const quick = Buffer.from(inner.toString('latin1'), 'hex');
    if (quick.length * 2 === inner.length) return quick;
    const digits = inner.toString('latin1').replace(/[^0-9a-fA-F]/g, '');
    return Buffer.from(digits.length % 2 === 1 ? `${digits}0` : digits, 'hex');
  }
  return inner.includes(0x5c) ? unescaped(inner) : inner;
}

const ESCAPES = new Map(
  [...'nrtbf'].map((letter, at) => [letter.charCodeAt(0), '\n\r\t\b\f'.charCodeAt(at)]),
);

function unescaped(inner: Buffer): Buffer {
  const out = Buffer.allocUnsafe(inner.length);
  let length = 0;
  for (let at = 0; at < inner.length; at += 1) {
    let code = inner[at] ?? 0;
    if (code === 0x5c) {
      at += 1;
      code = inner[at] ?? 0;
      if (code >= 0x30 && code <= 0x37) {
        let value = code - 0x30;
        for (let more = 0; more < 2 && isOctal(inner[at + 1]); more += 1) {
          at += 1;
          value = value * 8 + (inner[at] ?? 0) - 0x30;
        }
        code = value & 0xff;
      } else if (code === 13 || code === 10) {
        if (code === 13 && inner[at + 1] === 10) at += 1;
        continue;
      } else code = ESCAPES.get(code) ?? code;
    }
    out[length] = code;
    length += 1;
  }
  return out.subarray(0, length);
}

const isOctal = (code: number | undefined): boolean => code !== undefined && code >= 0x30 && code <= 0x37;

/** What a number from untrusted bytes is written as. */
export function formatNumber(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(4).replace(/\.?0+$/, '');
}
