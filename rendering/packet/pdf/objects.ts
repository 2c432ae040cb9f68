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
  constructor(readonly source: string) {}
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
    const digits = inner.toString('latin1').replace(/[^0-9a-fA-F]/g, '');
    return Buffer.from(digits.length % 2 === 1 ? `${digits}0` : digits, 'hex');
  }
  const simple: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
  const text = inner.toString('latin1').replace(/\\(\r\n|[0-7]{1,3}|[\s\S])/g, (_, escaped: string) => {
    if (/^[0-7]/.test(escaped)) return String.fromCharCode(parseInt(escaped, 8) & 0xff);
    if (/^[\r\n]/.test(escaped)) return '';
    return simple[escaped] ?? escaped;
  });
  return Buffer.from(text, 'latin1');
}

/** What a number from untrusted bytes is written as. */
export function formatNumber(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(4).replace(/\.?0+$/, '');
}
