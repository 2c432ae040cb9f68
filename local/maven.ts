import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDirectory, demandSpace, folderBytes, hashOf, makeCacheFolder, withCacheLock } from './cache';
import type { Java } from './java';
import { showProgress } from './progress';
import type { Reaper } from './reaper';
import { runOnce } from './runOnce';
import { UserError } from './userError';

export interface Distribution {
  /** Jars of Zeebe, Operate and Tasklist. */
  camundaLibraries: string;
  /** Jars of OpenSearch with its plugins. */
  openSearchLibraries: string;
  /** MB that the first start downloaded (decimal megabytes). */
  downloadedMegabytes: number;
  /** True when this very start downloaded it. */
  isNew: boolean;
}

const pom = join(__dirname, 'pom.xml');
// Measured: 367 MB come down and 354 MB are left after unpacking; both lie there for a moment.
const expectedMegabytes = 367;
const neededMegabytes = 1000;

/** Gets Camunda and OpenSearch from Maven Central into the cache, once; offline and at once afterwards. */
export async function fetchDistribution(java: Java, reaper: Reaper): Promise<Distribution> {
  const folder = join(cacheDirectory(), `distribution-${hashOf([pom])}`);
  const isNew = !existsSync(marker(folder));
  if (isNew) {
    await withCacheLock('distribution', async () => {
      if (!existsSync(marker(folder))) await download(folder, java, reaper);
    });
  }
  const { megabytes } = JSON.parse(readFileSync(marker(folder), 'utf8')) as { megabytes: number };
  return {
    camundaLibraries: join(folder, 'camunda-zeebe-8.6.0', 'lib'),
    openSearchLibraries: join(folder, 'opensearch'),
    downloadedMegabytes: megabytes,
    isNew,
  };
}

/** Written last: a folder without it is not complete. */
function marker(folder: string): string {
  return join(folder, 'complete.json');
}

async function download(folder: string, java: Java, reaper: Reaper): Promise<void> {
  const cache = makeCacheFolder();
  demandSpace(cache, neededMegabytes, '首次启动下载 Camunda 和 OpenSearch ');
  const work = `${folder}.partial`;
  rmSync(work, { recursive: true, force: true });
  makeCacheFolder(`${folder.slice(cache.length + 1)}.partial`);
  const repository = join(work, 'maven-repository');
  const progress = showProgress(() => {
    const megabytes = Math.round(folderBytes(repository) / 1_000_000);
    return `首次启动：正在从 Maven Central 下载 Camunda 8.6.0 和 OpenSearch 2.17.1，${megabytes} MB / 约 ${expectedMegabytes} MB`;
  });
  try {
    await runMaven(work, repository, java, reaper);
  } finally {
    progress.stop();
  }
  const megabytes = Math.round(folderBytes(repository) / 1_000_000);
  rmSync(repository, { recursive: true, force: true });
  writeFileSync(marker(work), JSON.stringify({ megabytes }));
  rmSync(folder, { recursive: true, force: true });
  renameSync(work, folder);
}

async function runMaven(work: string, repository: string, java: Java, reaper: Reaper): Promise<void> {
  const logFile = join(cacheDirectory(), 'download.log');
  const settings = [`-Dmaven.repo.local=${repository}`, `-Doutput=${work}`];
  // The wrapper keeps Maven itself below the cache as well.
  const env = { ...process.env, JAVA_HOME: java.home, MAVEN_USER_HOME: join(cacheDirectory(), 'maven') };
  const args = ['-B', '-ntp', '-f', pom, ...settings, 'package'];
  const { code, output } = await runOnce(mavenCommand(), args, { cwd: work, env }, reaper);
  writeFileSync(logFile, output);
  if (code === 0) return;
  throw new UserError(
    `从 Maven Central 下载 Camunda 失败（${lastError(output)}）：请检查网络或 Maven 的代理设置后重新启动，详细记录在 ${logFile}。`,
  );
}

function mavenCommand(): string {
  const installed = spawnSync('mvn', ['--version'], { stdio: 'ignore' });
  return installed.error ? join(__dirname, 'mvnw') : 'mvn';
}

function lastError(output: string): string {
  const lines = output.split('\n');
  const line = lines.find((each) => each.startsWith('[ERROR]')) ?? lines.filter((each) => each.trim()).at(-1);
  return (line ?? '没有输出').slice(0, 300);
}
