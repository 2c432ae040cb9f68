import { closeSync, existsSync, fstatSync, openSync, readSync, renameSync } from 'node:fs';
import { join } from 'node:path';

/** Moves the log of the last run aside (one is kept) and names the new one. */
export function rotateLog(folder: string, name: string): string {
  const file = join(folder, `${name}.log`);
  if (existsSync(file)) renameSync(file, join(folder, `${name}.previous.log`));
  return file;
}

/** The last lines of a log, indented for the screen. */
export function tailOf(file: string, lines = 15): string {
  if (!existsSync(file)) return '    （没有日志）';
  const handle = openSync(file, 'r');
  try {
    const size = fstatSync(handle).size;
    const buffer = Buffer.alloc(Math.min(size, 16_384));
    readSync(handle, buffer, 0, buffer.length, size - buffer.length);
    const kept = buffer.toString('utf8').trimEnd().split('\n').slice(-lines);
    return kept.map((line) => `    ${line.slice(0, 300)}`).join('\n');
  } finally {
    closeSync(handle);
  }
}
