import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { UserError } from './userError';

const oldestJava = 21;

export interface Java {
  home: string;
  version: number;
}

/**
 * Finds a JDK (with javac) of version 21 or newer: XINGSHU_JAVA_HOME, JAVA_HOME, the usual folders, PATH.
 *
 * @throws UserError that says what to install.
 */
export function findJava(): Java {
  const homes = [...new Set(candidates())];
  for (const home of homes) {
    const version = jdkVersion(home);
    if (version !== undefined && version >= oldestJava) return { home, version };
  }
  throw new UserError(
    `没有找到 Java ${oldestJava} 或更新版本的 JDK（需要含 javac）：请安装一个，例如 Eclipse Temurin ${oldestJava}，或者把环境变量 JAVA_HOME 设为已安装 JDK 的目录，然后重新运行。`,
  );
}

function candidates(): string[] {
  const named = [process.env['XINGSHU_JAVA_HOME'], process.env['JAVA_HOME']].filter(
    (home) => !!home,
  ) as string[];
  // For tests of the sentence above: look nowhere else.
  if (process.env['XINGSHU_JAVA_SEARCH'] === 'none') return named;
  return [...named, ...usualFolders(), ...fromPath()];
}

function usualFolders(): string[] {
  const parents = [
    '/usr/lib/jvm',
    '/usr/java',
    '/opt',
    '/opt/java',
    '/usr/local/opt',
    '/opt/homebrew/opt',
    '/Library/Java/JavaVirtualMachines',
    join(homedir(), 'Library/Java/JavaVirtualMachines'),
    join(homedir(), '.sdkman/candidates/java'),
    join(homedir(), '.jdks'),
    join(homedir(), '.asdf/installs/java'),
  ];
  return parents.flatMap((parent) => children(parent).flatMap((home) => [home, join(home, 'Contents/Home')]));
}

function children(folder: string): string[] {
  try {
    // The newest name last in the alphabet is mostly the newest version: try it first.
    return readdirSync(folder)
      .sort()
      .reverse()
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}

function fromPath(): string[] {
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'javac'))
    .filter((file) => existsSync(file))
    .map((file) => dirname(dirname(realpathSync(file))));
}

/** The major version of the JDK in a folder, or undefined when there is none. */
function jdkVersion(home: string): number | undefined {
  if (!existsSync(join(home, 'bin/java')) || !existsSync(join(home, 'bin/javac'))) return undefined;
  const text = releaseFile(home) ?? versionOutput(home);
  const version = /(\d+)(?:\.(\d+))?/.exec(text);
  if (!version) return undefined;
  return version[1] === '1' ? Number(version[2]) : Number(version[1]);
}

function releaseFile(home: string): string | undefined {
  const file = join(home, 'release');
  if (!existsSync(file)) return undefined;
  return /JAVA_VERSION="([^"]+)"/.exec(readFileSync(file, 'utf8'))?.[1];
}

function versionOutput(home: string): string {
  try {
    return execFileSync(join(home, 'bin/javac'), ['-version'], { encoding: 'utf8' });
  } catch {
    return '';
  }
}
