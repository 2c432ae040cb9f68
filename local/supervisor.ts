import { setTimeout as wait } from 'node:timers/promises';
import { Part, type Ending, type PartDefinition } from './part';
import { say, showProgress, type Progress } from './progress';
import type { Reaper } from './reaper';
import { secondsSince } from './time';
import { UserError, messageOf } from './userError';

const crashesForgiven = 5;
const crashesCountForSeconds = 600;
const longestPauseSeconds = 30;

/** Starts, watches, restarts and stops the processes of one stack. */
export class Supervisor {
  private readonly parts: Part[] = [];
  private readonly waiting = new Map<string, number>();
  private progress: Progress | undefined;
  private stopping = false;

  /** @param onFatal called once when a part can't be kept alive; the launcher then ends everything. */
  constructor(
    private readonly logFolder: string,
    private readonly reaper: Reaper,
    private readonly onFatal: (message: string) => void,
  ) {}

  /** Starts a part and waits until it is ready; throws with the tail of its log when it does not get there. */
  async start(definition: PartDefinition): Promise<void> {
    if (this.stopping) throw new UserError('正在停止，不再启动新的部件。');
    const part = new Part(definition, this.logFolder, this.reaper);
    this.parts.push(part);
    const start = performance.now();
    this.await(definition.label);
    let ending: Ending | undefined;
    const ended = part.launch().then((how) => (ending = how));
    const ready = await part.becomesReady();
    this.arrived(definition.label);
    if (!ready) throw new UserError(this.startFailure(part, ending));
    say(`  ✓ ${definition.label} 就绪，${secondsSince(start).toFixed(1)} 秒`);
    void ended.then((how) => this.onEnd(part, how));
  }

  /** Names and pids of what runs, for reports. */
  running(): { name: string; label: string; pid: number | undefined }[] {
    return this.parts.map((part) => ({ ...part.definition, pid: part.pid }));
  }

  /** Stops everything, last layer first. */
  async stopAll(): Promise<void> {
    this.stopping = true;
    this.progress?.stop();
    for (const part of this.parts) part.isStopping = true;
    const layers = [...new Set(this.parts.map((part) => part.definition.layer))].sort(
      (one, other) => other - one,
    );
    for (const layer of layers) {
      const group = this.parts.filter((part) => part.definition.layer === layer);
      await Promise.all(group.map((part) => part.stop()));
    }
  }

  /** Ends everything at once (second Ctrl-C). */
  async killAll(): Promise<void> {
    this.stopping = true;
    await Promise.all(this.parts.map((part) => part.killGroup()));
  }

  private startFailure(part: Part, ending: Ending | undefined): string {
    const { label, readyWithinSeconds } = part.definition;
    if (this.stopping) return `${label} 的启动已中断。`;
    const why = ending ? `启动时退出（${ending.reason}）` : `${readyWithinSeconds} 秒内没有就绪`;
    return `${label} ${why}，请根据日志处理后重新启动。日志 ${part.log} 的末尾：\n${part.tail()}`;
  }

  private onEnd(part: Part, ending: Ending): void {
    if (this.stopping || part.isStopping) return;
    this.restart(part, ending).catch((failure) => this.fatal(part, messageOf(failure)));
  }

  private async restart(part: Part, ending: Ending): Promise<void> {
    const { label } = part.definition;
    part.crashes = [
      ...part.crashes.filter((at) => secondsSince(at) < crashesCountForSeconds),
      performance.now(),
    ];
    say(`✗ ${label} 意外退出（${ending.reason}）。日志 ${part.log} 的末尾：\n${part.tail()}`);
    if (part.crashes.length > crashesForgiven) return this.fatal(part, '反复退出');
    const pause = Math.min(2 ** (part.crashes.length - 1), longestPauseSeconds);
    say(`  ${pause} 秒后重新启动 ${label}（第 ${part.crashes.length} 次）……`);
    await part.killGroup();
    await wait(pause * 1000);
    if (this.stopping) return;
    const start = performance.now();
    const ended = part.launch();
    if (!(await part.becomesReady())) {
      await part.killGroup();
      if (!this.stopping) await this.restart(part, await ended);
      return;
    }
    await part.definition.afterRestart?.();
    say(`  ✓ ${label} 已恢复，${secondsSince(start).toFixed(1)} 秒`);
    void ended.then((how) => this.onEnd(part, how));
  }

  private fatal(part: Part, why: string): void {
    if (this.stopping) return;
    this.onFatal(`${part.definition.label} 无法恢复（${why}），整套系统即将停止；请查看日志 ${part.log}。`);
  }

  private await(label: string): void {
    this.waiting.set(label, performance.now());
    this.progress ??= showProgress(() => this.waitingLine());
  }

  private arrived(label: string): void {
    this.waiting.delete(label);
    if (this.waiting.size > 0) return;
    this.progress?.stop();
    this.progress = undefined;
  }

  private waitingLine(): string {
    const each = [...this.waiting].map(([label, start]) => `${label} ${Math.round(secondsSince(start))} 秒`);
    return `  正在等待：${each.join('，')}`;
  }
}
