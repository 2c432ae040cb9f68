import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyClock, startApplication, type RunningApplication } from './application';
import { banner } from './banner';
import { demandSpace } from './cache';
import { openDataDirectory, type DataDirectory } from './dataDirectory';
import { existingServices, type ExistingServices, type StackEnvironment } from './environment';
import { findJava } from './java';
import type { LauncherOptions } from './options';
import { choosePorts, type VisiblePort } from './ports';
import { say } from './progress';
import { startReaper, type Reaper } from './reaper';
import { killHelpers } from './runOnce';
import { startStack } from './stack';
import { Supervisor } from './supervisor';
import { secondsSince } from './time';

const ENVIRONMENT_FILE = 'environment.json';

/** A stack of this process: started once, stopped once. */
export class Launcher {
  private supervisor: Supervisor | undefined;
  private reaper: Reaper | undefined;
  private data: DataDirectory | undefined;
  private environment: StackEnvironment | undefined;
  private application: RunningApplication | undefined;

  /** @param onFatal called with a sentence when a part can't be kept alive. */
  constructor(
    private readonly options: LauncherOptions,
    private readonly onFatal: (message: string) => void,
  ) {}

  /** Checks everything first, then starts it and prints the table. */
  async start(): Promise<void> {
    const start = performance.now();
    const { options } = this;
    // A reader that waits for the file must not find the one of the last run.
    if (options.environmentFile) rmSync(options.environmentFile, { force: true });
    const existing = existingServices(process.env);
    const java = existing.engine ? undefined : findJava();
    this.data = openDataDirectory(options.dataDirectory);
    const ports = await choosePorts(neededPorts(options, existing), options.freePorts);
    demandSpace(this.data.path, 700, '运行数据');
    this.reaper = startReaper();
    this.supervisor = new Supervisor(this.data.folder('logs'), this.reaper, this.onFatal);
    say(options.profile === 'full' ? '正在启动……' : '正在启动（仅 PostgreSQL 和引擎）……');
    const stack = await startStack({
      options,
      ports,
      data: this.data,
      existing,
      java,
      supervisor: this.supervisor,
      reaper: this.reaper,
      hooks: { engine: () => this.afterEngineRestart(), webApplications: () => this.afterWebRestart() },
    });
    this.environment = stack.environment;
    if (!options.withoutApp) this.application = await startApplication(this.supervisor, stack.environment);
    const environment = JSON.stringify(stack.environment, null, 2);
    // For npm run walkthrough, clock, doctor …; gone again when the stack stops.
    writeWhole(join(this.data.path, ENVIRONMENT_FILE), environment);
    if (options.environmentFile) writeWhole(options.environmentFile, environment);
    const { distribution } = stack;
    say(
      banner({
        environment: stack.environment,
        logins: this.application?.logins ?? [],
        seconds: secondsSince(start),
        downloadedMegabytes: distribution?.isNew ? distribution.downloadedMegabytes : undefined,
        postgresMovedTo: stack.postgresMovedTo,
        hasApplication: !options.withoutApp,
        isTemporary: options.temporary,
      }),
    );
  }

  /** Stops all parts in order and gives the data back. */
  async stop(): Promise<void> {
    await killHelpers();
    await this.application?.close();
    await this.supervisor?.stopAll();
    this.close();
  }

  /** Ends all parts at once. */
  async kill(): Promise<void> {
    await killHelpers();
    await this.supervisor?.killAll();
    this.close();
  }

  private close(): void {
    if (this.data) rmSync(join(this.data.path, ENVIRONMENT_FILE), { force: true });
    this.reaper?.close();
    this.data?.release();
    if (this.options.temporary) this.data?.remove();
  }

  private async afterEngineRestart(): Promise<void> {
    if (this.environment && !this.options.withoutApp) await applyClock(this.environment);
  }

  private async afterWebRestart(): Promise<void> {
    await this.application?.renewLogins();
  }
}

function neededPorts(options: LauncherOptions, existing: ExistingServices): VisiblePort[] {
  return [
    ...(options.withoutApp ? [] : (['api', 'feed'] as const)),
    ...(existing.database ? [] : (['postgres'] as const)),
    ...(existing.engine ? [] : (['rest', 'grpc', 'management'] as const)),
    ...(existing.engine || options.profile === 'broker'
      ? []
      : (['tasklist', 'operate', 'openSearch', 'openSearchTransport'] as const)),
  ];
}

/** A reader that polls for the file never sees half of it. */
function writeWhole(file: string, text: string): void {
  writeFileSync(`${file}.${process.pid}`, text, { mode: 0o600 });
  renameSync(`${file}.${process.pid}`, file);
}
