import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The parts of a running stack, each with what its command line is known by. */
const commandLines = {
  workers: /workers\/main\.ts/,
  api: /api\/main\.ts/,
  engine: /StandaloneCamunda/,
  tasklist: /StandaloneTasklist/,
  operate: /StandaloneOperate/,
  openSearch: /OpenSearchNode/,
  postgres: /postgres.* -D /,
} as const;

export type PartName = keyof typeof commandLines;

/** The process of a part under the launcher of this data folder; undefined where it does not run. */
export function findPart(name: PartName, dataDirectory: string): number | undefined {
  const launcher = Number.parseInt(readFileSync(join(dataDirectory, 'launcher.pid'), 'utf8'), 10);
  const lines = execFileSync('ps', ['-A', '-ww', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
  for (const line of lines) {
    const [, pid, parent, command = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    if (Number(parent) === launcher && commandLines[name].test(command)) return Number(pid);
  }
  return undefined;
}

/** SIGKILL: no farewell, as in a power cut. */
export function killPart(name: PartName, dataDirectory: string): void {
  const pid = findPart(name, dataDirectory);
  if (!pid) throw new Error(`${name} does not run`);
  process.kill(pid, 'SIGKILL');
}
