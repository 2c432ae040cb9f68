import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { rotateLog, tailOf } from './logFiles';
import type { Reaper } from './reaper';
import { secondsSince, waitUntil } from './time';

/** One process of the stack, as the supervisor runs it. */
export interface PartDefinition {
  /** Names the log file. */
  name: string;
  /** What people read. */
  label: string;
  /** Later layers stand on earlier ones and are stopped before them. */
  layer: number;
  command: string;
  args: string[];
  environment: NodeJS.ProcessEnv;
  workingDirectory: string;
  /** Another user to run as (PostgreSQL, when the launcher is root). */
  user?: { uid: number; gid: number } | undefined;
  isReady(): Promise<boolean>;
  readyWithinSeconds: number;
  stopSignal?: NodeJS.Signals;
  stopWithinSeconds: number;
  /** What must be done again after a crash, before the part counts as ready. */
  afterRestart?: () => Promise<void>;
}

/** How a process ended, in words. */
export interface Ending {
  reason: string;
}

/**
 * A part's process. It leads its own process group, so that a Ctrl-C in the terminal reaches the launcher
 * alone and everything is stopped in order.
 */
export class Part {
  private child: ChildProcess | undefined;
  private readonly logFile: string;
  private ended: Promise<Ending> = Promise.resolve({ reason: '未启动' });
  private running = false;
  isStopping = false;
  /** `performance.now()` of the crashes that still count. */
  crashes: number[] = [];

  constructor(
    readonly definition: PartDefinition,
    logFolder: string,
    private readonly reaper: Reaper,
  ) {
    this.logFile = rotateLog(logFolder, definition.name);
  }

  get log(): string {
    return this.logFile;
  }

  get pid(): number | undefined {
    return this.running ? this.child?.pid : undefined;
  }

  tail(): string {
    return tailOf(this.logFile);
  }

  /** Starts the process; the promise settles when it has ended. */
  launch(): Promise<Ending> {
    const { command, args, environment, workingDirectory, user } = this.definition;
    const output = openSync(this.logFile, 'a');
    const child = spawn(command, args, {
      cwd: workingDirectory,
      env: environment,
      detached: true,
      stdio: ['ignore', output, output],
      ...user,
    });
    closeSync(output);
    this.child = child;
    this.running = true;
    if (child.pid) this.reaper.add(child.pid);
    this.ended = new Promise((done) => {
      child.once('error', (failure) => done({ reason: failure.message }));
      child.once('exit', (code, signal) => done({ reason: signal ? `信号 ${signal}` : `退出码 ${code}` }));
    });
    void this.ended.then(() => {
      this.running = false;
    });
    return this.ended;
  }

  /** Waits until the part answers; false when it ended or took too long. */
  async becomesReady(): Promise<boolean> {
    const ready = await waitUntil(() => this.definition.isReady(), {
      seconds: this.definition.readyWithinSeconds,
      stop: () => !this.running || this.isStopping,
    });
    return ready && this.running;
  }

  /** Ends the process: kindly first, hard when the limit has passed. */
  async stop(): Promise<void> {
    this.isStopping = true;
    if (this.running) this.child?.kill(this.definition.stopSignal ?? 'SIGTERM');
    const start = performance.now();
    await waitUntil(async () => !this.running || secondsSince(start) > this.definition.stopWithinSeconds, {
      seconds: this.definition.stopWithinSeconds + 1,
      everyMilliseconds: 50,
    });
    await this.killGroup();
  }

  /** Ends whatever is left of the process group at once. */
  async killGroup(): Promise<void> {
    const group = this.child?.pid;
    if (group === undefined) return;
    try {
      process.kill(-group, 'SIGKILL');
    } catch {
      // Nothing left of it.
    }
    await this.ended;
    this.reaper.remove(group);
  }
}
