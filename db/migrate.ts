import { join } from 'node:path';
import { Client } from 'pg';
import { runner } from 'node-pg-migrate';

const applicationRole = 'xingshu_app';

/**
 * Brings the database at `adminUrl` (the owner's role) to the newest schema. Runs twice without harm; of two
 * that start at once the second waits for the first.
 *
 * Throws where the application's role is missing and may not be created, and where a migration fails; the
 * failed one leaves nothing behind.
 */
export async function migrate(adminUrl: string): Promise<void> {
  const client = new Client({ connectionString: adminUrl, application_name: 'xingshu-migrate' });
  await client.connect();
  try {
    await ensureApplicationRole(client);
    await runner({
      dbClient: client,
      dir: join(__dirname, 'migrations'),
      migrationsTable: 'schema_migrations',
      direction: 'up',
      singleTransaction: true,
      advisoryLockMode: 'wait',
      logger: { debug: () => undefined, info: () => undefined, warn: console.warn, error: console.error },
    });
  } finally {
    await client.end();
  }
}

/** The role without login: how the application signs in is the operator's choice (README of deploy/). */
async function ensureApplicationRole(client: Client): Promise<void> {
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [applicationRole]);
  if (rowCount) return;
  try {
    await client.query(`create role ${applicationRole} nologin`);
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === DUPLICATE_OBJECT || code === UNIQUE_VIOLATION) return;
    if (code !== INSUFFICIENT_PRIVILEGE) throw error;
    throw new Error(
      `数据库中没有角色 ${applicationRole}，当前用户也无权创建。请由数据库管理员执行：CREATE ROLE ${applicationRole} LOGIN PASSWORD '…';`,
      { cause: error },
    );
  }
}

// Roles belong to the whole cluster, so another database's migration may create it in between.
const DUPLICATE_OBJECT = '42710';
const UNIQUE_VIOLATION = '23505';
const INSUFFICIENT_PRIVILEGE = '42501';
