import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cacheDirectory, hashOf, makeCacheFolder } from './cache';
import type { Java } from './java';
import type { Distribution } from './maven';

const run = promisify(execFile);

const TEMPLATES = ['tasklist-list-view', 'tasklist-task'].map(
  (name) => `schema/os/create/template/${name}.json`,
);
const STRICT_DATE = 'date_time || epoch_millis';
const TOLERANT_DATE = 'date_time || date_time_no_millis || epoch_millis';

/**
 * Tasklist 8.6.0 writes a moment that falls on a whole second without its milliseconds, and its own index then
 * refuses it: one task in a thousand stops the import of all that follow, for good. A jar ahead of Tasklist's on
 * the class path holds its two index templates with a date format that takes both.
 *
 * @returns path of the jar, kept in the cache
 */
export async function tolerantTasklistSchema(java: Java, distribution: Distribution): Promise<string> {
  const libraries = distribution.camundaLibraries;
  const original = readdirSync(libraries).find((name) => name.startsWith('tasklist-els-schema-'));
  if (!original) throw new Error(`${libraries} 里没有 Tasklist 的索引定义`);
  const jar = join(
    cacheDirectory(),
    'compiled',
    `tasklist-schema-${hashOf([], original, TOLERANT_DATE)}.jar`,
  );
  if (existsSync(jar)) return jar;

  makeCacheFolder('compiled');
  const work = `${jar}.${process.pid}`;
  mkdirSync(work, { recursive: true });
  try {
    const command = join(java.home, 'bin/jar');
    await run(command, ['--extract', '--file', join(libraries, original), ...TEMPLATES], { cwd: work });
    for (const template of TEMPLATES) {
      const file = join(work, template);
      writeFileSync(file, readFileSync(file, 'utf8').replaceAll(STRICT_DATE, TOLERANT_DATE));
    }
    await run(command, ['--create', '--file', `${work}.jar`, '-C', work, '.']);
    renameSync(`${work}.jar`, jar);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return jar;
}
