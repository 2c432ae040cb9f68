import { spawnSync } from 'node:child_process';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDirectory, demandSpace, hashOf, makeCacheFolder, withCacheLock } from '../../local/cache';
import type { Java } from '../../local/java';
import { startReaper } from '../../local/reaper';
import { runOnce } from '../../local/runOnce';
import { UserError } from '../../local/userError';

const POM = join(__dirname, 'pom.xml');
/** Measured: 128 MB of jars, for a moment twice. */
const NEEDED_MEGABYTES = 350;

/** Gets the test engine's jars from Maven Central into the cache, once; answers their folder. */
export async function fetchTestEngine(java: Java): Promise<string> {
  const folder = join(cacheDirectory(), `engine88-${hashOf([POM])}`);
  if (!existsSync(folder)) {
    await withCacheLock('engine88', async () => {
      if (!existsSync(folder)) await download(folder, java);
    });
  }
  return join(folder, 'lib');
}

/** Works beside the final name: a download that breaks leaves nothing half-made. */
async function download(folder: string, java: Java): Promise<void> {
  const work = `${folder}.partial`;
  rmSync(work, { recursive: true, force: true });
  demandSpace(makeCacheFolder(), NEEDED_MEGABYTES, '下载 Camunda 8.8 测试引擎');
  const repository = join(work, 'maven-repository');
  const reaper = startReaper();
  try {
    const env = { ...process.env, JAVA_HOME: java.home, MAVEN_USER_HOME: join(cacheDirectory(), 'maven') };
    const settings = [`-Dmaven.repo.local=${repository}`, `-Doutput=${work}`];
    const args = ['-B', '-ntp', '-f', POM, ...settings, 'package'];
    const { code, output } = await runOnce(mavenCommand(), args, { env }, reaper);
    if (code !== 0) {
      const reason = output.split('\n').find((line) => line.startsWith('[ERROR]')) ?? '没有输出';
      throw new UserError(
        `从 Maven Central 下载 Camunda 8.8 测试引擎失败（${reason.slice(0, 300)}）：请检查网络。`,
      );
    }
  } finally {
    reaper.close();
  }
  rmSync(repository, { recursive: true, force: true });
  renameSync(work, folder);
}

function mavenCommand(): string {
  const installed = spawnSync('mvn', ['--version'], { stdio: 'ignore' });
  return installed.error ? join(__dirname, '../../local/mvnw') : 'mvn';
}
