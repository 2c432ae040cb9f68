import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import type { Pool } from 'pg';
import { migrate } from '../../db/migrate';
import { createPool } from '../../db/pool';

export interface TestDatabase {
  /** The owner's role: migrates, loads offices and rule sets. */
  adminUrl: string;
  /** The application's role, with no more rights than in service. */
  appUrl: string;
  /** A pool on `appUrl`. */
  pool: Pool;
  /** Ends the pool and drops the database. */
  drop(): Promise<void>;
}

/**
 * A database of its own for a test file, cloned from a migrated template on the server of DATABASE_ADMIN_URL.
 *
 * The application's role signs in with the user of DATABASE_URL; without that variable the admin's session
 * takes the role on, which an owner may only do as its member.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const serverUrl = process.env['DATABASE_ADMIN_URL'];
  if (!serverUrl) throw new Error('缺少环境变量 DATABASE_ADMIN_URL：数据库测试需要一个 PostgreSQL');
  const name = `xingshu_test_${randomUUID().replaceAll('-', '')}`;
  await withClient(serverUrl, async (client) => {
    const template = await ensureTemplate(client, serverUrl);
    await client.query(`create database ${name} template ${template}`);
  });
  const adminUrl = onDatabase(serverUrl, name);
  const appUrl = applicationUrl(serverUrl, name);
  const pool = createPool(appUrl, 10);
  return {
    adminUrl,
    appUrl,
    pool,
    drop: async () => {
      await pool.end();
      // Without "force": the owner may not end other roles' sessions. PostgreSQL waits 5 s for those that are
      // just leaving, and then the error names a connection that a test forgot to end.
      await withClient(serverUrl, (client) => client.query(`drop database if exists ${name}`));
    },
  };
}

/** Jest's workers all want the template at once: the first makes it, under a name that is only given when done. */
async function ensureTemplate(client: Client, serverUrl: string): Promise<string> {
  const template = `xingshu_template_${await migrationsHash()}`;
  const half = `${template}_unfinished`;
  await client.query(`select pg_advisory_lock(hashtext($1))`, [template]);
  try {
    const known = await client.query('select from pg_database where datname = $1', [template]);
    if (known.rowCount) return template;
    await client.query(`drop database if exists ${half}`);
    await client.query(`create database ${half}`);
    await migrate(onDatabase(serverUrl, half));
    await client.query(`alter database ${half} rename to ${template}`);
    return template;
  } finally {
    await client.query(`select pg_advisory_unlock(hashtext($1))`, [template]);
  }
}

/** A changed migration makes another template. */
async function migrationsHash(): Promise<string> {
  const folder = join(__dirname, '../../db/migrations');
  const hash = createHash('sha256');
  for (const file of (await readdir(folder)).sort()) hash.update(await readFile(join(folder, file)));
  return hash.digest('hex').slice(0, 16);
}

function onDatabase(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}

function applicationUrl(serverUrl: string, name: string): string {
  const own = process.env['DATABASE_URL'];
  if (own) return onDatabase(own, name);
  const address = new URL(onDatabase(serverUrl, name));
  address.searchParams.set('options', '-c role=xingshu_app');
  return address.href;
}

async function withClient<Result>(url: string, work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: url, application_name: 'xingshu-test' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
