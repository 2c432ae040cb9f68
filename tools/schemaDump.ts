import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { migrate } from '../db/migrate';
import { describeSchema } from './schemaText';

/**
 * Writes db/schema.sql from a freshly migrated scratch database on DATABASE_ADMIN_URL's server. With `--check`
 * it writes nothing and exits with 1 where the file differs.
 */

const target = join(__dirname, '..', 'db', 'schema.sql');

/** The schema that db/migrations make, in a database that is dropped again. */
export async function describeFreshSchema(adminUrl: string): Promise<string> {
  const name = `xingshu_schema_${process.pid}`;
  const scratchUrl = new URL(adminUrl);
  scratchUrl.pathname = `/${name}`;
  return withClient(adminUrl, async (admin) => {
    await admin.query(`create database ${name}`);
    try {
      await migrate(scratchUrl.href);
      return await withClient(scratchUrl.href, describeSchema);
    } finally {
      await admin.query(`drop database ${name}`);
    }
  });
}

async function withClient<Result>(url: string, work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: url, application_name: 'xingshu-schema-dump' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function main(): Promise<void> {
  const adminUrl = process.env['DATABASE_ADMIN_URL'];
  if (!adminUrl) throw new Error('缺少环境变量 DATABASE_ADMIN_URL');
  const schema = await describeFreshSchema(adminUrl);
  if (!process.argv.includes('--check')) {
    await writeFile(target, schema);
    console.log(`已写入 ${target}`);
    return;
  }
  if ((await readFile(target, 'utf8').catch(() => '')) === schema) return;
  console.error('db/schema.sql 与 db/migrations 不一致：请运行 node --import tsx tools/schemaDump.ts');
  process.exitCode = 1;
}

if (require.main === module) {
  main().catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
