import { spawn, type SpawnOptions } from 'node:child_process';
import type { Reaper } from './reaper';

/** Groups of the helpers that run right now. */
const running = new Map<number, Promise<unknown>>();

/**
 * Runs a helper program (Maven, initdb) to its end, in a process group of its own that the reaper knows.
 *
 * @returns exit code (-1 when it could not be started) and what it printed.
 */
export async function runOnce(
  command: string,
  args: string[],
  options: SpawnOptions,
  reaper: Reaper,
): Promise<{ code: number; output: string }> {
  const child = spawn(command, args, { ...options, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const output: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => output.push(chunk));
  const ended = new Promise<number>((done) => {
    child.once('error', () => done(-1));
    child.once('close', (status) => done(status ?? -1));
  });
  const group = child.pid;
  if (group) {
    reaper.add(group);
    running.set(group, ended);
  }
  const code = await ended;
  if (group) {
    reaper.remove(group);
    running.delete(group);
  }
  return { code, output: Buffer.concat(output).toString('utf8') };
}

/** Kills the helpers that still run and waits until they are gone. */
export async function killHelpers(): Promise<void> {
  const ends = [...running].map(([group, ended]) => {
    try {
      process.kill(-group, 'SIGKILL');
    } catch {
      // It has just ended by itself.
    }
    return ended;
  });
  await Promise.all(ends);
}
