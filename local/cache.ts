import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statfsSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { takeLock } from './processIdentity';
import { UserError, messageOf } from './userError';

/** The user-level cache that all clones share: what is downloaded and what is compiled. */
export function cacheDirectory(): string {
  const own = process.env['XINGSHU_CACHE_DIR'];
  if (own) return resolve(own);
  const shared = process.env['XDG_CACHE_HOME'];
  return shared ? join(shared, 'xingshu') : join(homedir(), '.cache', 'xingshu');
}

/** Makes a folder of the cache; says in one sentence when it can't. */
export function makeCacheFolder(...names: string[]): string {
  const folder = join(cacheDirectory(), ...names);
  try {
    mkdirSync(folder, { recursive: true });
    return folder;
  } catch (failure) {
    throw new UserError(
      `不能写入缓存目录 ${folder}（${messageOf(failure)}）：请检查权限，或者用环境变量 XINGSHU_CACHE_DIR 换一个目录。`,
    );
  }
}

/** Runs `work` while no other launcher of this user does the same; waits for the other one otherwise. */
export async function withCacheLock<T>(name: string, work: () => Promise<T>): Promise<T> {
  const file = join(makeCacheFolder(), `${name}.lock`);
  let said = false;
  for (;;) {
    const taken = takeLock(file);
    if (typeof taken === 'function') return work().finally(taken);
    if (!said) process.stdout.write(`另一个启动程序（进程 ${taken}）正在准备缓存，等它完成……\n`);
    said = true;
    await wait(1000);
  }
}

/** Short hash of files' contents and words, for names in the cache. */
export function hashOf(files: string[], ...words: string[]): string {
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(file)).update('\0');
  for (const word of words) hash.update(word).update('\0');
  return hash.digest('hex').slice(0, 12);
}

/** Bytes of all files under a folder; files that vanish meanwhile count nothing. */
export function folderBytes(folder: string): number {
  let bytes = 0;
  try {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      bytes += entry.isDirectory() ? folderBytes(path) : statSync(path).size;
    }
  } catch {
    return bytes;
  }
  return bytes;
}

/**
 * Throws a {@link UserError} when the file system of a folder has less room than needed.
 *
 * @param megabytes room needed
 */
export function demandSpace(folder: string, megabytes: number, use: string): void {
  const { bavail, bsize } = statfsSync(folder);
  const free = Math.floor((bavail * bsize) / 1_000_000);
  if (free >= megabytes) return;
  throw new UserError(
    `磁盘空间不足：${use}需要 ${megabytes} MB，${folder} 所在的磁盘只剩 ${free} MB，请先腾出空间再启动。`,
  );
}
