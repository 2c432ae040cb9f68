import { spawn } from 'node:child_process';

/** Ends registered process groups when the launcher itself is gone, however it died. */
export interface Reaper {
  add(groupId: number): void;
  remove(groupId: number): void;
  close(): void;
}

/**
 * A shell that only holds a pipe: lines `+group` and `-group` keep its list; the pipe's end means that the
 * launcher has died, and what is still on the list gets TERM, then after 20 seconds KILL. (A script instead
 * of Node: it must cost nothing and live through anything.)
 */
const script = `
trap '' INT HUP TERM
groups=' '
while read -r line; do
  group="\${line#?}"
  case "$line" in
    +*) groups="$groups$group " ;;
    -*)
      kept=' '
      for each in $groups; do [ "$each" = "$group" ] || kept="$kept$each "; done
      groups="$kept"
      ;;
  esac
done
for group in $groups; do kill -s TERM -- "-$group" 2>/dev/null; done
left=20
while [ "$left" -gt 0 ]; do
  alive=''
  for group in $groups; do kill -s 0 -- "-$group" 2>/dev/null && alive=yes; done
  [ -n "$alive" ] || exit 0
  sleep 1
  left=$((left - 1))
done
for group in $groups; do kill -s KILL -- "-$group" 2>/dev/null; done
`;

/** Starts the reaper; it ends by itself when the launcher closes it or dies. */
export function startReaper(): Reaper {
  const child = spawn('/bin/sh', ['-c', script], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    cwd: '/',
  });
  child.unref();
  child.on('error', () => undefined);
  child.stdin.on('error', () => undefined);
  const write = (line: string) => child.stdin.writable && child.stdin.write(`${line}\n`);
  return {
    add: (groupId) => void write(`+${groupId}`),
    remove: (groupId) => void write(`-${groupId}`),
    close: () => void child.stdin.end(),
  };
}
