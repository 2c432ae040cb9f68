import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { gotenberg } from './gotenberg';
import { libreOffice } from './libreOffice';
import type { Converter } from './types';

const NAMES = ['soffice', 'libreoffice'];

/**
 * Gotenberg where GOTENBERG_URL names it, else LibreOffice at LIBREOFFICE_PATH or on the PATH, else null: Office files are
 * then refused at upload.
 */
export function findConverter(env: NodeJS.ProcessEnv): Converter | null {
  const url = env['GOTENBERG_URL'];
  if (url) return gotenberg(url);
  const named = env['LIBREOFFICE_PATH'];
  if (named) {
    if (!existsSync(named)) throw new Error(`LIBREOFFICE_PATH 指向的程序不存在：${named}`);
    return libreOffice(named);
  }
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const found = NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(existsSync);
  return found === undefined ? null : libreOffice(found);
}
