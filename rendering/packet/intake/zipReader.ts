import { inflateRawSync } from 'node:zlib';
import { bomb, damaged, Refusal } from './refusal';

export interface ZipEntry {
  name: string;
  size: number;
  read(): Buffer;
}

/** Entries of a zip, within bounds: what the directory promises, and then what really comes out. Throws Refusal. */
export function zipEntries(
  bytes: Buffer,
  bounds: { parts: number; inflatedPart: number; inflatedTotal: number },
): ZipEntry[] {
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end === -1 || end + 22 > bytes.length) throw damaged('这个文件');
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  if (count === 0xffff || at === 0xffffffff || count > Math.min(bounds.parts, 20_000)) throw bomb('这个文件');
  const entries: ZipEntry[] = [];
  let [packed, promised] = [0, 0];
  let left = bounds.inflatedTotal;
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== 0x02014b50) throw damaged('这个文件');
    const flags = bytes.readUInt16LE(at + 8);
    const method = bytes.readUInt16LE(at + 10);
    const [length, size] = [bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 24)];
    const [nameLength, extra, comment] = [28, 30, 32].map((field) => bytes.readUInt16LE(at + field)) as [
      number,
      number,
      number,
    ];
    const place = bytes.readUInt32LE(at + 42);
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    if ((flags & 1) === 1)
      throw new Refusal('MATERIAL_ENCRYPTED', '这个文件设有密码，请去掉密码后重新上传。');
    packed += length;
    promised += size;
    // Entries that share their data: a bomb of another make.
    if (packed > bytes.length || size > bounds.inflatedPart || promised > bounds.inflatedTotal)
      throw bomb('这个文件');
    entries.push({
      name,
      size,
      read() {
        const data = readEntry(bytes, place, length, method, Math.min(bounds.inflatedPart, left));
        left -= data.length;
        return data;
      },
    });
    at += 46 + nameLength + extra + comment;
  }
  return entries;
}

function readEntry(bytes: Buffer, place: number, length: number, method: number, most: number): Buffer {
  if (place + 30 > bytes.length || bytes.readUInt32LE(place) !== 0x04034b50) throw damaged('这个文件');
  const start = place + 30 + bytes.readUInt16LE(place + 26) + bytes.readUInt16LE(place + 28);
  const data = bytes.subarray(start, start + length);
  if (data.length < length) throw damaged('这个文件');
  if (method === 0) return data;
  if (method !== 8) throw damaged('这个文件');
  try {
    return inflateRawSync(data, { maxOutputLength: Math.max(1, most) });
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
      ? bomb('这个文件')
      : damaged('这个文件');
  }
}
