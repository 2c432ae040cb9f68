import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '../engine/environment';

const FILE = join(__dirname, '..', '.local', 'environment.json');

/**
 * The addresses of the running system: what the caller's environment names, and for the rest what `npm start`
 * left in `.local/environment.json`.
 */
export function readLocalEnvironment(): Environment {
  const local = existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as Record<string, string>) : {};
  const merged = { ...local, ...process.env };
  if (!merged['DATABASE_URL']) {
    throw new Error(
      '系统没有在运行：请先在另一个窗口执行 npm start，或用环境变量 DATABASE_URL 等指明已有的系统',
    );
  }
  return merged;
}
