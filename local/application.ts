import { join } from 'node:path';
import type { StackEnvironment } from './environment';
import { watchLogins } from './loginWatch';
import { projectFolder } from './options';
import type { PartDefinition } from './part';
import { say } from './progress';
import type { Supervisor } from './supervisor';
import { answers, secondsSince } from './time';

/** A demo login as the table of the launcher shows it. */
export interface ShownLogin {
  login: string;
  password: string;
  displayName: string;
  posts: string[];
}

export interface RunningApplication {
  logins: ShownLogin[];
  /** Writes the staff's logins again: Tasklist and Operate make their own demo users at each start. */
  renewLogins(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Brings the application up on running services: schema, demo office, logins, engine clock, models, workers, API.
 * What belongs to other folders is imported here, so that `--without-app` runs without them.
 */
export async function startApplication(
  supervisor: Supervisor,
  environment: StackEnvironment,
): Promise<RunningApplication> {
  const { migrate } = await import('../db/migrate');
  const { officeFolder } = await import('../db/officeFolder');
  const { loadOffice } = await import('../db/loadOffice');
  const { deployAll } = await import('../engine/deploy');
  await step('建表和升级数据库', () => migrate(environment.DATABASE_ADMIN_URL));
  const folder = officeFolder(projectFolder, environment.XINGSHU_OFFICE);
  const office = await step('载入单位和人员', () => loadOffice(environment.DATABASE_ADMIN_URL, folder));
  const logins = await step('建立登录账号', () => watchLogins(environment, folder));
  // Before workers connect: a timer must not see the wrong time.
  await step('对准引擎时钟', () => applyClock(environment));
  await step('部署流程、决策表和表单', () => deployAll(environment));
  await Promise.all([
    supervisor.start(
      child('workers', '业务处理程序', 'workers/main.ts', environment, feedReadyUrl(environment)),
    ),
    supervisor.start(child('api', '工作台和接口', 'api/main.ts', environment, apiReadyUrl(environment))),
  ]);
  return { logins: office.logins, ...logins };
}

/** Gives the engine the clock of the office again; the engine forgets it when it restarts. */
export async function applyClock(environment: StackEnvironment): Promise<void> {
  const { syncEngineClock } = await import('../engine/clock');
  await syncEngineClock(environment);
}

async function step<T>(label: string, work: () => Promise<T>): Promise<T> {
  const start = performance.now();
  const result = await work();
  say(`  ✓ ${label}，${secondsSince(start).toFixed(1)} 秒`);
  return result;
}

function apiReadyUrl(environment: StackEnvironment): string {
  return `http://127.0.0.1:${environment.XINGSHU_PORT_API}/readyz`;
}

function feedReadyUrl(environment: StackEnvironment): string {
  return `http://127.0.0.1:${environment.XINGSHU_PORT_FEED}/readyz`;
}

function child(
  name: string,
  label: string,
  file: string,
  environment: StackEnvironment,
  readyUrl: string,
): PartDefinition {
  return {
    name,
    label,
    layer: 3,
    command: process.execPath,
    args: ['--import', 'tsx', join(projectFolder, file)],
    environment: { ...process.env, ...environment },
    workingDirectory: projectFolder,
    isReady: () => answers(readyUrl),
    readyWithinSeconds: 90,
    stopWithinSeconds: 15,
  };
}
