import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { DEFAULT_OFFICE } from '../db/officeFolder';
import { brokerDefinition, engineId } from './broker';
import type { DataDirectory } from './dataDirectory';
import type { ExistingServices, StackEnvironment } from './environment';
import { startIndexJanitor } from './indexJanitor';
import type { Java } from './java';
import { compileSources } from './javaSources';
import { fetchDistribution, type Distribution } from './maven';
import { openSearchDefinition } from './openSearch';
import type { LauncherOptions } from './options';
import type { Ports } from './ports';
import { startPostgres, type DatabaseAddresses } from './postgres';
import { preparePostgresHome } from './postgresHome';
import { say } from './progress';
import type { Reaper } from './reaper';
import type { Supervisor } from './supervisor';
import { tolerantTasklistSchema } from './tasklistSchema';
import { operateDefinition, tasklistDefinition } from './webApplications';

/** What must be done again when a part has crashed and is back. */
export interface RestartHooks {
  engine(): Promise<void>;
  webApplications(): Promise<void>;
}

export interface StackSettings {
  options: LauncherOptions;
  ports: Ports;
  data: DataDirectory;
  existing: ExistingServices;
  /** Undefined when the engine is somebody else's: no JVM is started then. */
  java: Java | undefined;
  supervisor: Supervisor;
  reaper: Reaper;
  hooks: RestartHooks;
}

export interface RunningStack {
  environment: StackEnvironment;
  distribution: Distribution | undefined;
  /** Set when PostgreSQL's data had to go outside the data folder. */
  postgresMovedTo: string | undefined;
}

/** Starts the services side by side and answers when all are ready. */
export async function startStack(settings: StackSettings): Promise<RunningStack> {
  const { java, reaper } = settings;
  const distribution = java && (await fetchDistribution(java, reaper));
  const [database] = await Promise.all([
    startDatabase(settings),
    java && distribution && startEngine(settings, java, distribution),
  ]);
  return {
    environment: environmentOf(settings, database.addresses),
    distribution,
    postgresMovedTo: database.movedTo,
  };
}

async function startDatabase(
  settings: StackSettings,
): Promise<{ addresses: DatabaseAddresses; movedTo: string | undefined }> {
  const { existing, data, supervisor, ports } = settings;
  if (existing.database) {
    return {
      addresses: { applicationUrl: existing.database.url, adminUrl: existing.database.adminUrl },
      movedTo: undefined,
    };
  }
  const home = preparePostgresHome(data);
  if (home.movedTo) say(`  PostgreSQL 的用户进不了项目目录，它的数据放在 ${home.movedTo}`);
  return {
    addresses: await startPostgres(supervisor, data, home, ports.postgres, settings.reaper),
    movedTo: home.movedTo,
  };
}

async function startEngine(settings: StackSettings, java: Java, distribution: Distribution): Promise<void> {
  const { options, ports, data, supervisor, hooks } = settings;
  const compiled = await compileSources(java, distribution);
  const isFull = options.profile === 'full';
  const openSearchUrl = isFull ? openSearchUrlOf(ports) : undefined;
  const broker = brokerDefinition({
    java,
    data,
    distribution,
    compiled,
    ports,
    feedToken: feedToken(data),
    exporterElements: options.exporterElements,
    openSearchUrl,
    afterRestart: hooks.engine,
  });
  const brokerStarts = supervisor.start(broker);
  if (!openSearchUrl) return brokerStarts;
  await Promise.all([
    brokerStarts,
    startWebApplications(settings, java, distribution, compiled, openSearchUrl),
  ]);
}

async function startWebApplications(
  settings: StackSettings,
  java: Java,
  distribution: Distribution,
  compiled: Awaited<ReturnType<typeof compileSources>>,
  openSearchUrl: string,
): Promise<void> {
  const { data, ports, supervisor, hooks } = settings;
  const schemaJar = await tolerantTasklistSchema(java, distribution);
  await supervisor.start(openSearchDefinition(java, data, distribution, compiled, ports));
  startIndexJanitor(openSearchUrl);
  const engine = { gatewayAddress: `127.0.0.1:${ports.grpc}`, restAddress: `http://127.0.0.1:${ports.rest}` };
  const web = { java, data, distribution, ports, openSearchUrl, engine, afterRestart: hooks.webApplications };
  await Promise.all([
    supervisor.start(tasklistDefinition(web, schemaJar)),
    supervisor.start(operateDefinition(web)),
  ]);
}

function openSearchUrlOf(ports: Ports): string {
  return `http://127.0.0.1:${ports.openSearch}`;
}

function feedToken(data: DataDirectory): string {
  return process.env['XINGSHU_FEED_TOKEN'] ?? data.secret('secrets', 'feed-token');
}

function environmentOf(settings: StackSettings, database: DatabaseAddresses): StackEnvironment {
  const { existing, ports, data } = settings;
  return {
    DATABASE_URL: database.applicationUrl,
    DATABASE_ADMIN_URL: database.adminUrl,
    ...(existing.engine ? foreignEngine(existing.engine) : ownEngine(settings)),
    XINGSHU_PORT_API: String(ports.api),
    XINGSHU_PORT_FEED: String(ports.feed),
    XINGSHU_FEED_TOKEN: feedToken(data),
    XINGSHU_PUBLIC_URL: process.env['XINGSHU_PUBLIC_URL'] ?? `http://127.0.0.1:${ports.api}`,
    XINGSHU_OFFICE: process.env['XINGSHU_OFFICE'] ?? DEFAULT_OFFICE,
    XINGSHU_ENGINE_REACH: process.env['XINGSHU_ENGINE_REACH'] ?? 'open',
    XINGSHU_SESSION_SECRET: process.env['XINGSHU_SESSION_SECRET'] ?? data.secret('secrets', 'session-secret'),
    XINGSHU_DATA_DIRECTORY: data.path,
    MAIL_URL: process.env['MAIL_URL'] ?? `file:${join(data.path, 'mail')}`,
  };
}

type EngineVariables = Pick<
  StackEnvironment,
  | 'ZEEBE_GRPC_ADDRESS'
  | 'ZEEBE_REST_ADDRESS'
  | 'ZEEBE_MANAGEMENT_URL'
  | 'TASKLIST_URL'
  | 'OPERATE_URL'
  | 'OPENSEARCH_URL'
  | 'XINGSHU_ENGINE_ID'
>;

function ownEngine({ options, ports, data }: StackSettings): EngineVariables {
  const local = (port: number) => `http://127.0.0.1:${port}`;
  const web = {
    TASKLIST_URL: local(ports.tasklist),
    OPERATE_URL: local(ports.operate),
    OPENSEARCH_URL: openSearchUrlOf(ports),
  };
  return {
    ZEEBE_GRPC_ADDRESS: `grpc://127.0.0.1:${ports.grpc}`,
    ZEEBE_REST_ADDRESS: local(ports.rest),
    ZEEBE_MANAGEMENT_URL: local(ports.management),
    XINGSHU_ENGINE_ID: engineId(data),
    ...(options.profile === 'full' ? web : {}),
  };
}

function foreignEngine({ grpc, rest }: { grpc: string; rest: string }): EngineVariables {
  const { ZEEBE_MANAGEMENT_URL, TASKLIST_URL, OPERATE_URL, OPENSEARCH_URL, XINGSHU_ENGINE_ID } = process.env;
  return {
    ZEEBE_GRPC_ADDRESS: grpc,
    ZEEBE_REST_ADDRESS: rest,
    XINGSHU_ENGINE_ID: XINGSHU_ENGINE_ID ?? createHash('sha256').update(grpc).digest('hex').slice(0, 24),
    ...(ZEEBE_MANAGEMENT_URL ? { ZEEBE_MANAGEMENT_URL } : {}),
    ...(TASKLIST_URL ? { TASKLIST_URL } : {}),
    ...(OPERATE_URL ? { OPERATE_URL } : {}),
    ...(OPENSEARCH_URL ? { OPENSEARCH_URL } : {}),
  };
}
