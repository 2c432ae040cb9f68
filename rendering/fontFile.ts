import { closeSync, openSync, readSync } from 'node:fs';
import { RenderingError } from './renderingError';

/** What the renderer must know of one font file: the names it answers to and the characters it can draw. */
export interface FontFile {
  path: string;
  families: string[];
  has(codePoint: number): boolean;
}

const typographicFamily = 16;
const family = 1;
const windowsPlatform = 3;
const unicodePlatform = 0;
const codePoints = 0x110000;

/**
 * Reads the names and the character map of an OpenType file (.ttf, .otf; of a .ttc its first face), without
 * loading the outlines: these files have 10-15 MB. Throws RenderingError FONT_UNREADABLE.
 */
export function readFontFile(path: string): FontFile {
  const descriptor = openSync(path, 'r');
  try {
    const read = (offset: number, length: number): Buffer => {
      const buffer = Buffer.alloc(length);
      if (readSync(descriptor, buffer, 0, length, offset) < length) throw new RangeError('short file');
      return buffer;
    };
    const tables = readTableDirectory(read);
    const drawable = readCharacterMap(tables('cmap'));
    return { path, families: readFamilies(tables('name')), has: (codePoint) => drawable[codePoint] === 1 };
  } catch (error) {
    throw new RenderingError('FONT_UNREADABLE', `字体文件无法读取：${path}（${String(error)}）`);
  } finally {
    closeSync(descriptor);
  }
}

function readTableDirectory(read: (offset: number, length: number) => Buffer): (tag: string) => Buffer {
  const isCollection = read(0, 4).toString('latin1') === 'ttcf';
  const start = isCollection ? read(12, 4).readUInt32BE(0) : 0;
  const count = read(start + 4, 2).readUInt16BE(0);
  const records = read(start + 12, count * 16);
  return (tag) => {
    for (let record = 0; record < records.length; record += 16) {
      if (records.toString('latin1', record, record + 4) !== tag) continue;
      return read(records.readUInt32BE(record + 8), records.readUInt32BE(record + 12));
    }
    throw new RangeError(`no table ${tag}`);
  };
}

function readFamilies(table: Buffer): string[] {
  const strings = table.readUInt16BE(4);
  const found: { id: number; name: string }[] = [];
  for (let index = 0; index < table.readUInt16BE(2); index += 1) {
    const record = 6 + index * 12;
    const platform = table.readUInt16BE(record);
    const id = table.readUInt16BE(record + 6);
    if (id !== family && id !== typographicFamily) continue;
    if (platform !== windowsPlatform && platform !== unicodePlatform) continue;
    const start = strings + table.readUInt16BE(record + 10);
    const bytes = Buffer.from(table.subarray(start, start + table.readUInt16BE(record + 8)));
    found.push({ id, name: bytes.swap16().toString('utf16le') });
  }
  // The compiler knows a face by its typographic family where there is one.
  const typographic = found.filter(({ id }) => id === typographicFamily);
  return [...new Set((typographic.length > 0 ? typographic : found).map(({ name }) => name))];
}

function readCharacterMap(table: Buffer): Uint8Array {
  const drawable = new Uint8Array(codePoints);
  // Platforms share their subtables.
  const offsets = new Set<number>();
  for (let index = 0; index < table.readUInt16BE(2); index += 1)
    offsets.add(table.readUInt32BE(4 + index * 8 + 4));
  for (const offset of offsets) {
    const subtable = table.subarray(offset);
    const format = subtable.readUInt16BE(0);
    if (format === 4) markSegments(subtable, drawable);
    if (format === 12) markGroups(subtable, drawable);
  }
  return drawable;
}

/** Format 4: segments of the basic plane; a character of a segment may still map to glyph 0, "missing". */
function markSegments(subtable: Buffer, drawable: Uint8Array): void {
  const size = subtable.readUInt16BE(6);
  const starts = 16 + size;
  for (let segment = 0; segment < size; segment += 2) {
    const last = subtable.readUInt16BE(14 + segment);
    const first = subtable.readUInt16BE(starts + segment);
    const delta = subtable.readUInt16BE(starts + size + segment);
    const offsetAt = starts + 2 * size + segment;
    const offset = subtable.readUInt16BE(offsetAt);
    for (let character = first; character <= last && character < 0xffff; character += 1) {
      const glyph =
        offset === 0
          ? (character + delta) & 0xffff
          : subtable.readUInt16BE(offsetAt + offset + (character - first) * 2);
      if (glyph !== 0) drawable[character] = 1;
    }
  }
}

/** Format 12: groups of any plane. */
function markGroups(subtable: Buffer, drawable: Uint8Array): void {
  const groups = subtable.readUInt32BE(12);
  for (let group = 0; group < groups; group += 1) {
    const record = 16 + group * 12;
    drawable.fill(1, subtable.readUInt32BE(record), subtable.readUInt32BE(record + 4) + 1);
  }
}
