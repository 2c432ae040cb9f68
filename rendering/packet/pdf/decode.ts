import { inflateSync, constants } from 'node:zlib';
import { isDict, nameOf, numberOf, type Dict, type Stream, type Value } from './objects';
import { DamagedPdf } from './lexer';

/** More came out of a compressed part than is allowed: a decompression bomb. */
export class PdfBomb extends Error {}

/** What is left of the bounds while one file is read. */
export interface Budget {
  part: number;
  total: number;
}

type Resolve = (value: Value | undefined) => Value;

const IMAGE_FILTERS = new Set(['DCTDecode', 'DCT', 'JPXDecode', 'CCITTFaxDecode', 'CCF', 'JBIG2Decode']);

/** The names of a stream's filters, the first to undo first. */
export function filtersOf(dict: Dict, resolve: Resolve): string[] {
  const filter = resolve(dict.get('Filter'));
  const names = Array.isArray(filter) ? filter.map((one) => nameOf(resolve(one))) : [nameOf(filter)];
  return names.filter((name) => name !== undefined);
}

/**
 * What stands in a stream, decoded up to a picture's own coding. Throws PdfBomb where more comes out than the budget has,
 * and takes what came out from it.
 */
export function decodeStream(
  stream: Stream,
  resolve: Resolve,
  budget: Budget,
): { data: Buffer; rest: string[] } {
  const filters = filtersOf(stream.dict, resolve);
  const parms = resolve(stream.dict.get('DecodeParms') ?? stream.dict.get('DP'));
  let { data } = stream;
  if (filters.length > 8) throw new PdfBomb('too many filters');
  for (const [index, filter] of filters.entries()) {
    if (IMAGE_FILTERS.has(filter)) return { data, rest: filters.slice(index) };
    data = undo(filter, data, Math.min(budget.part, budget.total));
    budget.total -= data.length;
    const parm = resolve(Array.isArray(parms) ? parms[index] : parms);
    if (isDict(parm)) data = unpredict(data, parm, resolve);
  }
  return { data, rest: [] };
}

function undo(filter: string, data: Buffer, most: number): Buffer {
  switch (filter) {
    case 'FlateDecode':
    case 'Fl':
      return inflate(data, most);
    case 'ASCIIHexDecode':
    case 'AHx':
      return Buffer.from(
        data
          .toString('latin1')
          .split('>')[0]
          ?.replace(/[^0-9a-fA-F]/g, '') ?? '',
        'hex',
      );
    case 'ASCII85Decode':
    case 'A85':
      return ascii85(data);
    case 'RunLengthDecode':
    case 'RL':
      return runLength(data, most);
    case 'LZWDecode':
    case 'LZW':
      return lzw(data, most);
    case 'Crypt':
      return data;
    default:
      throw new DamagedPdf(`unknown filter ${filter}`);
  }
}

/** A stream cut short gives what there is, as every reader does. */
export function inflate(data: Buffer, most: number): Buffer {
  try {
    return inflateSync(data, { maxOutputLength: Math.max(1, most), finishFlush: constants.Z_SYNC_FLUSH });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ERR_BUFFER_TOO_LARGE') throw new PdfBomb('inflates beyond its bound');
    throw new DamagedPdf(`compressed data: ${code}`);
  }
}

function ascii85(data: Buffer): Buffer {
  const text = data.toString('latin1').replace(/\s/g, '').replace(/^<~/, '').split('~')[0] ?? '';
  const out: number[] = [];
  let group: number[] = [];
  const flush = (): void => {
    const count = group.length;
    if (count < 2) return;
    while (group.length < 5) group.push(84);
    const value = group.reduce((sum, digit) => sum * 85 + digit, 0);
    for (let byte = 0; byte < count - 1; byte += 1) out.push(Math.floor(value / 256 ** (3 - byte)) & 0xff);
    group = [];
  };
  for (const character of text) {
    if (character === 'z' && group.length === 0) out.push(0, 0, 0, 0);
    else group.push(character.charCodeAt(0) - 33);
    if (group.length === 5) flush();
  }
  flush();
  return Buffer.from(out);
}

function runLength(data: Buffer, most: number): Buffer {
  const parts: Buffer[] = [];
  let length = 0;
  for (let at = 0; at < data.length;) {
    const code = data[at] ?? 128;
    if (code === 128) break;
    const part =
      code < 128 ? data.subarray(at + 1, at + 2 + code) : Buffer.alloc(257 - code, data[at + 1] ?? 0);
    at += code < 128 ? code + 2 : 2;
    parts.push(part);
    length += part.length;
    if (length > most) throw new PdfBomb('runs beyond its bound');
  }
  return Buffer.concat(parts);
}

function lzw(data: Buffer, most: number): Buffer {
  let table: Buffer[] = [];
  const reset = (): void => {
    table = Array.from({ length: 256 }, (_, code) => Buffer.from([code]));
    table.push(Buffer.alloc(0), Buffer.alloc(0));
  };
  reset();
  const parts: Buffer[] = [];
  let [bits, have, width, length] = [0, 0, 9, 0];
  let former: Buffer | undefined;
  for (const byte of data) {
    bits = ((bits << 8) | byte) & 0xffffff;
    have += 8;
    if (have < width) continue;
    have -= width;
    const code = (bits >> have) & ((1 << width) - 1);
    if (code === 257) break;
    if (code === 256) {
      reset();
      [width, former] = [9, undefined];
      continue;
    }
    const entry: Buffer | undefined =
      table[code] ?? (former && Buffer.concat([former, former.subarray(0, 1)]));
    if (entry === undefined) throw new DamagedPdf('LZW');
    parts.push(entry);
    length += entry.length;
    if (length > most) throw new PdfBomb('LZW beyond its bound');
    if (former && table.length < 4096) table.push(Buffer.concat([former, entry.subarray(0, 1)]));
    former = entry;
    width = table.length + 1 >= 2048 ? 12 : table.length + 1 >= 1024 ? 11 : table.length + 1 >= 512 ? 10 : 9;
  }
  return Buffer.concat(parts);
}

/** PNG's row filters (7.4.4.4), which cross-reference streams use. TIFF's are left: only pictures have them. */
function unpredict(data: Buffer, parm: Dict, resolve: Resolve): Buffer {
  const of = (key: string, otherwise: number): number => numberOf(resolve(parm.get(key))) ?? otherwise;
  if (of('Predictor', 1) < 10) return data;
  const pixel = Math.max(1, (of('Colors', 1) * of('BitsPerComponent', 8)) >> 3);
  const row = Math.ceil((of('Colors', 1) * of('BitsPerComponent', 8) * of('Columns', 1)) / 8);
  if (!(row > 0 && row < 1e7)) throw new DamagedPdf('predictor');
  return unfilterRows(data, row, pixel);
}

export function unfilterRows(data: Buffer, row: number, pixel: number): Buffer {
  const rows = Math.ceil(data.length / (row + 1));
  const out = Buffer.alloc(rows * row);
  for (let index = 0; index < rows; index += 1) {
    const filter = data[index * (row + 1)];
    const from = index * (row + 1) + 1;
    const to = index * row;
    for (let at = 0; at < row; at += 1) {
      const left = at >= pixel ? (out[to + at - pixel] ?? 0) : 0;
      const up = index > 0 ? (out[to + at - row] ?? 0) : 0;
      const corner = at >= pixel && index > 0 ? (out[to + at - row - pixel] ?? 0) : 0;
      const raw = data[from + at] ?? 0;
      out[to + at] = raw + predicted(filter, left, up, corner);
    }
  }
  return out;
}

function predicted(filter: number | undefined, left: number, up: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  if (filter !== 4) return 0;
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}
