import { createHash } from 'node:crypto';
import {
  formatNumber,
  isDict,
  nameOf,
  Name,
  Real,
  Ref,
  Stream,
  Text,
  type Dict,
  type Value,
} from './objects';
import type { PdfFile } from './reader';
import type { PdfWriter } from './writer';

const DEEPEST_DIGEST = 400;

/** What places a thing in its old document makes no page another one. */
const LEFT_OUT = new Set(['Parent', 'StructParent', 'StructParents', 'PieceInfo', 'LastModified']);
const NOT_COPIED = new Set(['Page', 'Pages', 'Catalog', 'StructTreeRoot', 'StructElem']);

/** Copies objects of one file into the one that is written: each once, under a new number. */
export class Copier {
  private readonly numbers = new Map<number, number>();
  private readonly digests = new Map<number, string>();
  private readonly waiting: number[] = [];

  constructor(
    readonly file: PdfFile,
    private readonly writer: PdfWriter,
  ) {}

  /** How a value is written in the new file; what it refers to is copied by the next `drain`. */
  print(value: Value): string {
    if (value === null) return 'null';
    if (typeof value === 'number') return formatNumber(value);
    if (typeof value === 'boolean') return String(value);
    if (value instanceof Ref) return this.reference(value);
    if (value instanceof Name) return printName(value.text);
    if (value instanceof Text) return value.source.toString('latin1');
    if (value instanceof Real) return value.source;
    if (Array.isArray(value)) return `[${value.map((one) => this.print(one)).join(' ')}]`;
    if (value instanceof Stream) return 'null';
    return `<<${this.entries(value)}>>`;
  }

  entries(dict: Dict, without?: ReadonlySet<string>): string {
    let text = '';
    for (const [key, value] of dict) {
      if (without?.has(key)) continue;
      text += `${printName(key)} ${this.print(value)}`;
    }
    return text;
  }

  private reference({ num }: Ref): string {
    const known = this.numbers.get(num);
    if (known !== undefined) return `${known} 0 R`;
    const value = this.file.get(num);
    const dict = value instanceof Stream ? value.dict : value;
    if (value === null || (isDict(dict) && NOT_COPIED.has(nameOf(dict.get('Type')) ?? ''))) return 'null';
    const copied = this.writer.allot();
    this.numbers.set(num, copied);
    this.waiting.push(num);
    return `${copied} 0 R`;
  }

  /** Writes everything that is referred to and not yet written. */
  drain(): void {
    for (let num = this.waiting.pop(); num !== undefined; num = this.waiting.pop()) {
      const value = this.file.get(num);
      const copied = this.numbers.get(num) ?? 0;
      if (value instanceof Stream)
        this.writer.stream(copied, this.entries(value.dict, WITHOUT_LENGTH), value.data);
      else this.writer.object(copied, this.print(value));
    }
  }

  /** A hash of a value and all it refers to, the same in every file that has the same. */
  digest(value: Value, depth = 0): string {
    if (depth > DEEPEST_DIGEST) return 'deep';
    if (value instanceof Ref) {
      const known = this.digests.get(value.num);
      if (known !== undefined) return known;
      this.digests.set(value.num, 'cycle');
      const made = this.digest(this.file.get(value.num), depth + 1);
      this.digests.set(value.num, made);
      return made;
    }
    if (value instanceof Stream)
      return createHash('sha1').update(this.flat(value.dict, depth)).update(value.data).digest('base64');
    if (isDict(value) || Array.isArray(value))
      return createHash('sha1').update(this.flat(value, depth)).digest('base64');
    return this.flat(value, depth);
  }

  private flat(value: Value, depth: number): string {
    if (value instanceof Ref) return this.digest(value, depth);
    if (Array.isArray(value)) return `[${value.map((one) => this.flat(one, depth + 1)).join(' ')}]`;
    if (value instanceof Stream || !isDict(value)) return value instanceof Stream ? '' : this.print(value);
    if (depth > DEEPEST_DIGEST || NOT_COPIED.has(nameOf(value.get('Type')) ?? '')) return '';
    const keys = [...value.keys()].filter((key) => !LEFT_OUT.has(key)).sort();
    return keys.map((key) => `/${key} ${this.flat(value.get(key) ?? null, depth + 1)}`).join('');
  }
}

/** Data in another file (F) are none of ours. */
const WITHOUT_LENGTH = new Set(['Length', 'F', 'FFilter', 'FDecodeParms']);

function printName(text: string): string {
  if (/^[A-Za-z0-9_+.*:@-]*$/.test(text)) return `/${text}`;
  const escape = (character: string): string => `#${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
  return `/${text.replace(/[^A-Za-z0-9_+.*:@-]/g, escape)}`;
}
