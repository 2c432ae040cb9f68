import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { launcherLock, removeData } from './dataDirectory';
import { projectFolder } from './options';
import { lockHolder } from './processIdentity';

/** `npm run reset`: removes all data of the local stack. The downloads in the user's cache stay. */
function reset(): number {
  const { values } = parseArgs({ options: { 'data-directory': { type: 'string' } } });
  const path = resolve(values['data-directory'] ?? join(projectFolder, '.local'));
  const holder = lockHolder(launcherLock(path));
  if (holder !== undefined) {
    process.stdout.write(
      `✗ 系统还在运行（启动进程 ${holder}）：请先在它的窗口按 Ctrl-C 停掉，再清空数据。\n`,
    );
    return 1;
  }
  const removed = removeData(path);
  process.stdout.write(removed.length > 0 ? `已清空：${removed.join('，')}\n` : '没有可清空的数据。\n');
  return 0;
}

process.exitCode = reset();
