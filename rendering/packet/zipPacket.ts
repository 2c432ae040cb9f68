import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { Zip, ZipPassThrough } from 'fflate';
import type { ZipItem } from './types';

/** What some file system refuses in a name, and what ends a path. */
const ILLEGAL = /[\\/:*?"<>|\p{Cc}\p{Cf}\p{Cs}]/gu;
const LONGEST = 60;

/**
 * The materials as a zip: a folder per item, "01 议题名/01 材料名.pdf". Files given by path are read one at a time; they are
 * stored as they are, for they are compressed already.
 *
 * @param made the time that the entries carry
 */
export function zipPacket(items: ZipItem[], made: Date): Readable {
  return Readable.from(write(items, made));
}

async function* write(items: ZipItem[], made: Date): AsyncGenerator<Uint8Array> {
  let chunks: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    chunks.push(chunk);
  });
  for (const { path, content } of entriesOf(items)) {
    const entry = new ZipPassThrough(path);
    entry.mtime = made;
    zip.add(entry);
    entry.push(typeof content === 'string' ? await readFile(content) : content, true);
    yield* chunks;
    chunks = [];
  }
  zip.end();
  yield* chunks;
}

function* entriesOf(items: ZipItem[]): Generator<{ path: string; content: Uint8Array | string }> {
  for (const { number, title, materials } of items) {
    const folder = `${two(number)} ${legalName(title)}`;
    for (const [index, { title: name, fileName, content }] of materials.entries()) {
      const extension = /\.[A-Za-z0-9]{1,8}$/.exec(fileName)?.[0].toLowerCase() ?? '';
      const bare = name.toLowerCase().endsWith(extension)
        ? name.slice(0, name.length - extension.length)
        : name;
      yield { path: `${folder}/${two(index + 1)} ${legalName(bare)}${extension}`, content };
    }
  }
}

const two = (number: number): string => String(number).padStart(2, '0');

/** A name that every file system takes; what it refuses becomes an underscore. */
export function legalName(name: string): string {
  const legal = [...name.normalize('NFC').replace(ILLEGAL, '_')]
    .slice(0, LONGEST)
    .join('')
    .trim()
    .replace(/[. ]+$/u, '');
  return legal === '' ? '未命名' : legal;
}
