import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const everyMilliseconds = 2000;

/**
 * Calls `onGone` once when npm, above this process, has died: then this stack is nobody's any more.
 * npm may have put a shell in between, which lives on; so the parent's own parent is watched as well.
 * Started by hand, without npm, nothing is watched: a terminal may be closed with the stack left running on purpose.
 */
export function watchParent(onGone: () => void): void {
  if (process.env['npm_lifecycle_event'] === undefined) return;
  const first = ancestors();
  const timer = setInterval(() => {
    if (ancestors() === first) return;
    clearInterval(timer);
    onGone();
  }, everyMilliseconds);
  timer.unref();
}

function ancestors(): string {
  const [command, grandparent] = lookUp(process.ppid);
  return /sh$/.test(command) ? `${process.ppid} ${grandparent}` : String(process.ppid);
}

/** A process's command name and its parent. */
function lookUp(pid: number): [string, string] {
  try {
    if (!existsSync('/proc/self/stat')) {
      const [parent = '', command = ''] = execFileSync('ps', ['-o', 'ppid=,comm=', '-p', String(pid)], {
        encoding: 'utf8',
      })
        .trim()
        .split(/\s+/);
      return [command, parent];
    }
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const end = stat.lastIndexOf(')');
    return [stat.slice(stat.indexOf('(') + 1, end), stat.slice(end + 2).split(' ')[1] ?? ''];
  } catch {
    return ['', ''];
  }
}
