import { decodeStream, PdfBomb, type Budget } from './decode';
import { DamagedPdf, Keyword, Lexer } from './lexer';
import { readObjectAt } from './objectAt';
import { isDict, numberOf, Ref, Stream, type Dict, type Value } from './objects';
import { rebuildXref } from './rebuild';
import { readXref, type Xref } from './xref';

export class EncryptedPdf extends Error {}

export interface ReadBounds {
  inflatedPart: number;
  inflatedTotal: number;
  parts: number;
}

const LOOSE: ReadBounds = {
  inflatedPart: 512 * 1024 * 1024,
  inflatedTotal: 4096 * 1024 * 1024,
  parts: 5_000_000,
};

/**
 * A PDF whose objects are read when they are asked for, within bounds. A damaged cross-reference table is made anew from
 * the objects in the file. Throws DamagedPdf, PdfBomb, EncryptedPdf.
 */
export class PdfFile {
  private readonly cache = new Map<number, Value>();
  private readonly underWay = new Set<number>();
  readonly budget: Budget;
  private xref: Xref;
  private isRebuilt = false;

  constructor(
    readonly bytes: Buffer,
    private readonly bounds: ReadBounds = LOOSE,
  ) {
    this.budget = { part: bounds.inflatedPart, total: bounds.inflatedTotal };
    this.xref = this.findXref();
    if (this.xref.trailer.has('Encrypt')) throw new EncryptedPdf('encrypted');
    if (!isDict(this.resolve(this.xref.trailer.get('Root')))) this.rebuild();
    if (this.xref.trailer.has('Encrypt')) throw new EncryptedPdf('encrypted');
    if (!isDict(this.catalog)) throw new DamagedPdf('no catalog');
  }

  /** Opens bytes that may have something before their header. */
  static open(bytes: Uint8Array, bounds?: ReadBounds): PdfFile {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const start = buffer.subarray(0, 1024).indexOf('%PDF-');
    if (start === -1) throw new DamagedPdf('no header');
    return new PdfFile(buffer.subarray(start), bounds);
  }

  get catalog(): Dict {
    const root = this.resolve(this.xref.trailer.get('Root'));
    if (!isDict(root)) throw new DamagedPdf('no catalog');
    return root;
  }

  get trailer(): Dict {
    return this.xref.trailer;
  }

  /** Numbers of all objects that the file has. */
  numbers(): number[] {
    return [...this.xref.entries.keys()];
  }

  resolve(value: Value | undefined): Value {
    let resolved = value ?? null;
    for (let hops = 0; resolved instanceof Ref; hops += 1) {
      if (hops > 50) return null;
      resolved = this.get(resolved.num);
    }
    return resolved;
  }

  dictOf(value: Value | undefined): Dict | undefined {
    const resolved = this.resolve(value);
    if (resolved instanceof Stream) return resolved.dict;
    return isDict(resolved) ? resolved : undefined;
  }

  arrayOf(value: Value | undefined): Value[] {
    const resolved = this.resolve(value);
    return Array.isArray(resolved) ? resolved : [];
  }

  decode(stream: Stream, budget = this.budget): { data: Buffer; rest: string[] } {
    return decodeStream(stream, (value) => this.resolve(value), budget);
  }

  get(num: number): Value {
    const known = this.cache.get(num);
    if (known !== undefined) return known;
    if (this.underWay.has(num)) return null;
    this.underWay.add(num);
    try {
      const value = this.load(num);
      if (!this.cache.has(num)) this.cache.set(num, value);
      return this.cache.get(num) ?? null;
    } finally {
      this.underWay.delete(num);
    }
  }

  private load(num: number): Value {
    const entry = this.xref.entries.get(num);
    if (entry === undefined) return null;
    if (entry.inStream !== undefined) {
      this.loadObjectStream(entry.inStream);
      return this.cache.get(num) ?? null;
    }
    try {
      const read = readObjectAt(this.bytes, entry.offset, (value) => this.resolve(value));
      if (read.num === num) return read.value;
    } catch (error) {
      if (!(error instanceof DamagedPdf) || this.isRebuilt) throw error;
    }
    if (this.isRebuilt) return null;
    this.rebuild();
    return this.load(num);
  }

  /** All objects of an object stream at once: the decoded bytes are needed but once. */
  private loadObjectStream(container: number): void {
    const stream = this.get(container);
    if (!(stream instanceof Stream)) return;
    for (const [num, value] of this.objectsIn(stream)) {
      const entry = this.xref.entries.get(num);
      if (entry?.inStream === container && !this.cache.has(num)) this.cache.set(num, value);
    }
  }

  private objectsIn(stream: Stream): [number, Value][] {
    const count = numberOf(this.resolve(stream.dict.get('N'))) ?? 0;
    const first = numberOf(this.resolve(stream.dict.get('First'))) ?? 0;
    if (count > this.bounds.parts) throw new PdfBomb('object stream');
    const { data } = this.decode(stream);
    const head = new Lexer(data, 0, Math.min(first, data.length));
    const places: [number, number][] = [];
    while (places.length < count) {
      const [num, offset] = [head.next(), head.next()];
      if (typeof num !== 'number' || typeof offset !== 'number') break;
      places.push([num, offset]);
    }
    return places.map(([num, offset]) => {
      const value = new Lexer(data, first + offset).next();
      return [num, value === undefined || value instanceof Keyword ? null : value];
    });
  }

  private findXref(): Xref {
    try {
      return readXref(this.bytes, this.budget, this.bounds.parts);
    } catch (error) {
      if (error instanceof PdfBomb) throw error;
      return this.rebuilt();
    }
  }

  private rebuild(): void {
    this.cache.clear();
    this.xref = this.rebuilt();
  }

  private rebuilt(): Xref {
    if (this.isRebuilt) throw new DamagedPdf('objects not found');
    this.isRebuilt = true;
    return rebuildXref(this.bytes, this.bounds.parts, (stream) => this.objectsIn(stream).map(([num]) => num));
  }
}
