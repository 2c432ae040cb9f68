import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { takeLock } from './processIdentity';
import { UserError, messageOf } from './userError';

/** Where one stack keeps everything: data of each part, logs, secrets. */
export interface DataDirectory {
  path: string;
  /** Where PostgreSQL's data goes when its own user can't reach `path` (see postgresHome.ts). */
  reachablePath: string;
  /** A subfolder, made when missing. */
  folder(...names: string[]): string;
  /** A random secret kept in the file of that name, made at first use. */
  secret(...names: string[]): string;
  release(): void;
  /** Deletes everything that this stack kept. */
  remove(): void;
}

/** A folder outside closed homes, for PostgreSQL's user; the same one at each start of the same data. */
export function reachablePathOf(path: string): string {
  return join('/var/tmp', `xingshu-${createHash('sha256').update(path).digest('hex').slice(0, 12)}`);
}

/**
 * Deletes all data of a stack, wherever it lies.
 *
 * @returns the folders that were there.
 */
export function removeData(path: string): string[] {
  const present = [path, reachablePathOf(path)].filter((folder) => existsSync(folder));
  for (const folder of present) rmSync(folder, { recursive: true, force: true });
  return present;
}

/** The lock file of the launcher that works on the data. */
export function launcherLock(path: string): string {
  return join(path, 'launcher.pid');
}

/**
 * Opens the data folder for this launcher alone.
 *
 * @throws UserError when another launcher runs on it or it can't be written.
 */
export function openDataDirectory(path: string): DataDirectory {
  makeFolder(path);
  const lock = takeLock(launcherLock(path));
  if (typeof lock === 'number') {
    throw new UserError(
      `这份数据（${path}）上已经有一套系统在运行（启动进程 ${lock}）：请使用那一套，或者先在它的窗口按 Ctrl-C 停掉。`,
    );
  }
  const folder = (...names: string[]) => makeFolder(join(path, ...names));
  return {
    path,
    reachablePath: reachablePathOf(path),
    folder,
    secret: (...names) => keptSecret(join(folder(...names.slice(0, -1)), names.at(-1) ?? 'secret')),
    release: lock,
    remove: () => removeData(path),
  };
}

function makeFolder(path: string): string {
  try {
    mkdirSync(path, { recursive: true });
    return path;
  } catch (failure) {
    throw new UserError(
      `不能建立数据目录 ${path}（${messageOf(failure)}）：请检查权限，或者用 --data-directory 换一个目录。`,
    );
  }
}

function keptSecret(file: string): string {
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  const secret = randomBytes(24).toString('hex');
  writeFileSync(file, secret, { mode: 0o600 });
  return secret;
}
