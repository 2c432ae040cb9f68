import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import type { DataDirectory } from './dataDirectory';
import type { PartDefinition } from './part';
import type { PostgresHome } from './postgresHome';
import type { Reaper } from './reaper';
import { runOnce } from './runOnce';
import type { Supervisor } from './supervisor';

export interface DatabaseAddresses {
  /** The application's role: it may not change the schema. */
  applicationUrl: string;
  /** The owner of database and schema. */
  adminUrl: string;
}

const database = 'xingshu';
const ownerRole = 'xingshu_owner';
const applicationRole = 'xingshu_app';

/** Starts PostgreSQL and makes sure of database and roles. */
export async function startPostgres(
  supervisor: Supervisor,
  data: DataDirectory,
  home: PostgresHome,
  port: number,
  reaper: Reaper,
): Promise<DatabaseAddresses> {
  const superPassword = data.secret('secrets', 'postgres-superuser');
  if (!existsSync(home.data)) await initialise(home, superPassword, reaper);
  removeStalePidFile(home);
  const superUrl = addressOf('postgres', superPassword, port, 'postgres');
  await supervisor.start(definition(home, data, port, superUrl));
  const passwords = {
    [ownerRole]: data.secret('secrets', 'postgres-owner'),
    [applicationRole]: data.secret('secrets', 'postgres-application'),
  };
  await ensureDatabase(superUrl, passwords);
  return {
    applicationUrl: addressOf(applicationRole, passwords[applicationRole], port, database),
    adminUrl: addressOf(ownerRole, passwords[ownerRole], port, database),
  };
}

function addressOf(role: string, password: string, port: number, name: string): string {
  return `postgres://${role}:${password}@127.0.0.1:${port}/${name}`;
}

function definition(home: PostgresHome, data: DataDirectory, port: number, superUrl: string): PartDefinition {
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 200,
    shared_buffers: '128MB',
  };
  return {
    name: 'postgres',
    label: 'PostgreSQL',
    layer: 0,
    command: join(home.binaries, 'bin/postgres'),
    args: [
      '-D',
      home.data,
      ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    environment: environmentOf(home),
    workingDirectory: home.user ? '/' : data.path,
    user: home.user,
    isReady: () => withClient(superUrl, async () => true),
    readyWithinSeconds: 60,
    // "Fast": ends sessions and writes a checkpoint. TERM would wait for clients to leave.
    stopSignal: 'SIGINT',
    stopWithinSeconds: 30,
  };
}

function environmentOf(home: PostgresHome): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], HOME: dirname(home.data), LC_ALL: 'C', TZ: process.env['TZ'] };
}

/** Makes the cluster beside its final name, so that a start that is broken off leaves nothing half-made. */
async function initialise(home: PostgresHome, superPassword: string, reaper: Reaper): Promise<void> {
  const partial = `${home.data}.partial`;
  const passwordFile = join(dirname(home.data), 'superuser-password');
  rmSync(partial, { recursive: true, force: true });
  rmSync(passwordFile, { force: true });
  writeFileSync(passwordFile, superPassword, { mode: 0o600 });
  if (home.user) chownSync(passwordFile, home.user.uid, home.user.gid);
  // The builtin provider sorts and folds alike on every system, whatever locales are installed.
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const access = ['--username=postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
  const options = { cwd: home.user ? '/' : dirname(home.data), env: environmentOf(home), ...home.user };
  const args = [`--pgdata=${partial}`, ...access, ...locale];
  const { code, output } = await runOnce(join(home.binaries, 'bin/initdb'), args, options, reaper);
  rmSync(passwordFile, { force: true });
  if (code !== 0) throw new Error(`PostgreSQL 初始化失败：${output.trim()}`);
  renameSync(partial, home.data);
}

/**
 * After a power cut the number in postmaster.pid may belong to another program by now, and PostgreSQL would
 * refuse to start. Our launcher's lock already says that no PostgreSQL of ours runs on this data.
 */
function removeStalePidFile(home: PostgresHome): void {
  const file = join(home.data, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
  const command = spawnSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' });
  if (command.status !== null && !(command.stdout ?? '').includes('postgres')) rmSync(file, { force: true });
}

async function ensureDatabase(superUrl: string, passwords: Record<string, string>): Promise<void> {
  await withClient(superUrl, async (client) => {
    for (const [role, password] of Object.entries(passwords)) {
      const known = await client.query('select 1 from pg_roles where rolname = $1', [role]);
      const rights = role === ownerRole ? 'CREATEDB' : 'NOCREATEDB';
      const verb = known.rowCount ? 'ALTER' : 'CREATE';
      await client.query(`${verb} ROLE ${role} LOGIN NOSUPERUSER ${rights} PASSWORD '${password}'`);
    }
    const present = await client.query('select 1 from pg_database where datname = $1', [database]);
    if (!present.rowCount) await client.query(`CREATE DATABASE ${database} OWNER ${ownerRole}`);
    return true;
  });
}

async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
