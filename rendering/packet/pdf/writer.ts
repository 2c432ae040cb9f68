import { createHash } from 'node:crypto';
import { closeSync, openSync, writevSync } from 'node:fs';
import { Text } from './objects';

const FLUSH_AT = 1024 * 1024;
/** What Linux takes at once */
const MOST_PARTS = 1000;

/** Where the bytes go. */
export interface Sink {
  write(parts: Uint8Array[]): void;
  /** All of it is where it belongs. */
  close(): void;
  /** Nobody wants it any more. */
  abandon(): void;
}

/** Not forced to the disk: what lasts is kept elsewhere, by its hash, and a file lost with the machine's power is made again. */
export function fileSink(path: string): Sink {
  const descriptor = openSync(path, 'w');
  let isOpen = true;
  const end = (): void => {
    if (isOpen) closeSync(descriptor);
    isOpen = false;
  };
  return {
    write(parts) {
      for (let left = parts; left.length > 0;)
        left = without(left, writevSync(descriptor, left.slice(0, MOST_PARTS)));
    },
    close: end,
    abandon: end,
  };
}

/** What a write has not taken. */
function without(parts: Uint8Array[], written: number): Uint8Array[] {
  let taken = 0;
  let rest = written;
  while (taken < parts.length && rest >= (parts[taken]?.length ?? 0)) {
    rest -= parts[taken]?.length ?? 0;
    taken += 1;
  }
  const left = parts.slice(taken);
  if (rest > 0 && left[0]) left[0] = left[0].subarray(rest);
  return left;
}

export function memorySink(): Sink & { bytes(): Buffer } {
  const held: Buffer[] = [];
  return {
    write: (parts) => void held.push(...parts.map((part) => Buffer.from(part))),
    close: () => undefined,
    abandon: () => undefined,
    bytes: () => Buffer.concat(held),
  };
}

/** Writes a PDF object by object: what is written is out of memory. */
export class PdfWriter {
  private readonly offsets: number[];
  private readonly hash = createHash('sha256');
  private parts: Uint8Array[] = [];
  private held = 0;
  private length: number;

  /** `head`: what is written already, when only the tail of a file is made anew. */
  constructor(
    private readonly sink: Sink,
    head?: { offsets: number[]; length: number },
  ) {
    this.offsets = head?.offsets ?? [0];
    this.length = head?.length ?? 0;
    // The second line tells tools that the file is binary.
    if (head === undefined) this.put(Buffer.from('%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n', 'latin1'));
  }

  /** Numbers for objects still to be written. */
  allot(count = 1): number {
    const first = this.offsets.length;
    for (let index = 0; index < count; index += 1) this.offsets.push(0);
    return first;
  }

  object(num: number, body: string): void {
    this.begin(num);
    this.put(Buffer.from(`${num} 0 obj\n${body}\nendobj\n`, 'latin1'));
  }

  /** `entries`: those of the dictionary, without its length. */
  stream(num: number, entries: string, data: Uint8Array): void {
    this.begin(num);
    this.put(Buffer.from(`${num} 0 obj\n<<${entries}/Length ${data.length}>>\nstream\n`, 'latin1'));
    this.put(data);
    this.put(Buffer.from('\nendstream\nendobj\n', 'latin1'));
  }

  private begin(num: number): void {
    if (this.offsets[num] !== 0) throw new Error(`object ${num} written twice or never allotted`);
    this.offsets[num] = this.length;
  }

  private put(bytes: Uint8Array): void {
    this.hash.update(bytes);
    this.length += bytes.length;
    this.parts.push(bytes);
    this.held += bytes.length;
    if (this.held >= FLUSH_AT || this.parts.length >= MOST_PARTS) this.flush();
  }

  /** What was written may be changed from now on: the sink has it. */
  flush(): void {
    if (this.held > 0) this.sink.write(this.parts);
    this.parts = [];
    this.held = 0;
  }

  /**
   * Cross-reference table and trailer; the file is whole then. Answers its length and the hash of what was written here.
   *
   * @param firstId the first half of the identifier where this is a copy of another file
   */
  finish(entries: string, firstId?: string): { bytes: number; sha256: string; id: string } {
    const start = this.length;
    const own = Text.ofHex(this.hash.copy().digest().subarray(0, 16)).source.toString('latin1');
    this.put(Buffer.from(xrefTable(this.offsets), 'latin1'));
    const id = `${firstId ?? own}${own}`;
    const trailer = `trailer\n<<${entries}/Size ${this.offsets.length}/ID[${id}]>>\nstartxref\n${start}\n%%EOF\n`;
    this.put(Buffer.from(trailer, 'latin1'));
    this.flush();
    this.sink.close();
    return { bytes: this.length, sha256: this.hash.digest('hex'), id: own };
  }
}

export const xrefEntry = (offset: number): string =>
  offset === 0 ? '0000000000 65535 f \n' : `${String(offset).padStart(10, '0')} 00000 n \n`;

/** Every entry has exactly 20 bytes (ISO 32000-1, 7.5.4). */
function xrefTable(offsets: number[]): string {
  return `xref\n0 ${offsets.length}\n${offsets.map(xrefEntry).join('')}`;
}
