import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cacheDirectory, hashOf, makeCacheFolder } from './cache';
import type { Java } from './java';
import type { Distribution } from './maven';
import { projectFolder } from './options';
import { messageOf } from './userError';

const run = promisify(execFile);

export interface CompiledSources {
  exporterJar: string;
  openSearchJar: string;
}

/** Compiles the project's own Java against the distribution's jars; kept in the cache by source hash. */
export async function compileSources(java: Java, distribution: Distribution): Promise<CompiledSources> {
  const exporterFolder = join(projectFolder, 'engine/exporter/src');
  const [exporterJar, openSearchJar] = await Promise.all([
    compile('feed-exporter', exporterFolder, distribution.camundaLibraries, java),
    compile('opensearch-node', join(__dirname, 'java'), distribution.openSearchLibraries, java),
  ]);
  return { exporterJar, openSearchJar };
}

async function compile(name: string, sourceFolder: string, libraries: string, java: Java): Promise<string> {
  const sources = javaFiles(sourceFolder);
  const jar = join(cacheDirectory(), 'compiled', `${name}-${hashOf(sources, libraries)}.jar`);
  if (existsSync(jar)) return jar;
  makeCacheFolder('compiled');
  const work = `${jar}.${process.pid}`;
  mkdirSync(work, { recursive: true });
  try {
    const options = ['--release', '21', '-nowarn', '-proc:none', '-cp', join(libraries, '*'), '-d', work];
    await run(join(java.home, 'bin/javac'), [...options, ...sources]);
    await run(join(java.home, 'bin/jar'), ['--create', '--file', `${work}.jar`, '-C', work, '.']);
    renameSync(`${work}.jar`, jar);
  } catch (failure) {
    throw new Error(`编译 ${sourceFolder} 里的 Java 源码失败：${messageOf(failure)}`);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return jar;
}

function javaFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.java'))
    .sort()
    .map((name) => join(folder, name));
}
