import { Launcher } from './launcher';
import { parseOptions, type LauncherOptions } from './options';
import { watchParent } from './parentWatch';
import { say } from './progress';
import { UserError } from './userError';

/** `npm start`: starts the local stack and stays until it is told to stop. */
function main(): void {
  const options = parseOptions(process.argv.slice(2));
  const launcher = new Launcher(options, (message) => {
    say(`✗ ${message}`);
    void end(1);
  });
  let signals = 0;
  let ending: Promise<void> | undefined;

  function end(code: number): Promise<void> {
    ending ??= launcher.stop().finally(() => {
      if (code === 0) say(farewell(options));
      process.exit(code);
    });
    return ending;
  }

  function onSignal(): void {
    signals += 1;
    if (signals === 1) {
      say('正在停止各部件……（再按一次 Ctrl-C 立即强制结束）');
      void end(0);
    } else {
      void launcher.kill().finally(() => process.exit(130));
    }
  }

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  watchParent(onSignal);
  launcher.start().catch((failure: unknown) => {
    if (ending) return;
    reportFailure(failure);
    void end(1);
  });
}

/** The last line: what becomes of the data. */
function farewell({ temporary }: LauncherOptions): string {
  return temporary ? '已全部停止，临时数据已删除。' : '已全部停止，数据已保留。';
}

function reportFailure(failure: unknown): void {
  if (failure instanceof UserError) say(`✗ ${failure.message}`);
  else say(`✗ 启动失败：${failure instanceof Error ? failure.stack : String(failure)}`);
}

try {
  main();
} catch (failure) {
  reportFailure(failure);
  process.exitCode = 1;
}
