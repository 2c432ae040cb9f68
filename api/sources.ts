import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CoverageFile } from '../db/articleFiles';
import type { Reply } from './reply';

const root = join(__dirname, '..');

export interface Sources {
  /** Which file stands for this one on screen: of a diagram its picture. Null where this machine has none. */
  shownAs(path: string): string | null;
  /** Null unless it is a file that carries an article, or its picture, and this machine has it. */
  read(path: string): Promise<Reply | null>;
}

/** The files that carry articles, and no other: nothing else on this machine can be asked for. */
export function createSources({ articles }: CoverageFile): Sources {
  const paths = new Set(articles.flatMap(({ traces }) => traces.map(({ path }) => pictureOf(path))));
  const isThere = (path: string): boolean => paths.has(path) && existsSync(join(root, path));
  return {
    shownAs: (path) => (isThere(pictureOf(path)) ? pictureOf(path) : null),
    read: async (path) => (isThere(path) ? replyOf(path, await readFile(join(root, path))) : null),
  };
}

/** `npm run generate` draws each diagram beside its file. */
const pictureOf = (path: string): string => path.replace(/\.bpmn$/, '.png');

function replyOf(path: string, bytes: Buffer): Reply {
  const fileName = path.split('/').at(-1) ?? path;
  return path.endsWith('.png')
    ? { kind: 'file', status: 200, bytes, mediaType: 'image/png', fileName, inline: true }
    : { kind: 'text', status: 200, body: bytes.toString('utf8'), mediaType: 'text/plain' };
}
