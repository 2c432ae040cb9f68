import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

/**
 * What tells a process from a later one with the same number: the number and when it started.
 * Undefined when there is no such process.
 */
export function processIdentity(pid: number): string | undefined {
  try {
    if (!existsSync('/proc/self/stat')) {
      return `${pid} ${execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim()}`;
    }
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const startTicks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${pid} ${startTicks} ${boot}`;
  } catch {
    return undefined;
  }
}

/** The pid of the living process that holds the lock file, if any. */
export function lockHolder(file: string): number | undefined {
  if (!existsSync(file)) return undefined;
  const identity = readFileSync(file, 'utf8').trim();
  const pid = Number.parseInt(identity, 10);
  return Number.isInteger(pid) && processIdentity(pid) === identity ? pid : undefined;
}

/**
 * Takes a lock file for this process; a lock whose holder has died is taken over.
 *
 * @returns a function that gives it back, or the pid of the living holder.
 */
export function takeLock(file: string): (() => void) | number {
  const mine = processIdentity(process.pid) ?? String(process.pid);
  for (;;) {
    try {
      writeFileSync(file, mine, { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch (failure) {
      if ((failure as NodeJS.ErrnoException).code !== 'EEXIST') throw failure;
    }
    const holder = lockHolder(file);
    if (holder !== undefined) return holder;
    rmSync(file, { force: true });
  }
}
