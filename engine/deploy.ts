import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Pool } from 'pg';
import { readOffice } from '../db/officeSchema';
import { saveRuleSet } from '../db/ruleSets';
import { withTransaction } from '../db/transaction';
import { createEngineClients } from './clients';
import type { Environment } from './environment';
import { readEngineEnvironment } from './environment';

const ROOT = join(__dirname, '..');
const FOLDERS = ['processes', 'forms'];
const RESOURCE = /\.(bpmn|dmn|form)$/;

interface Resource {
  name: string;
  content: Buffer;
}

/**
 * Deploys all diagrams, tables and forms in one request, so that `bindingType="deployment"` binds them to each
 * other, and keeps the tables under their hash for the cases that will pin them (law 5). The engine makes no new
 * version of what did not change.
 */
export async function deployAll(env: Environment): Promise<{ deployed: number }> {
  const resources = await readResources();
  const engine = createEngineClients(readEngineEnvironment(env));
  try {
    await engine.grpc.deployResources(resources.map(asSdkResource));
  } finally {
    await engine.grpc.close();
  }
  await keepRuleSet(env, resources);
  return { deployed: resources.length };
}

/** All deployable files, in a fixed order. */
export async function readResources(): Promise<Resource[]> {
  const resources: Resource[] = [];
  for (const folder of FOLDERS) {
    const names = (await readdir(join(ROOT, folder))).filter((name) => RESOURCE.test(name)).sort();
    for (const name of names) resources.push({ name, content: await readFile(join(ROOT, folder, name)) });
  }
  return resources;
}

async function keepRuleSet(env: Environment, resources: Resource[]): Promise<void> {
  const office = await readOffice(join(ROOT, 'offices', env['XINGSHU_OFFICE'] ?? 'kashi'));
  const decisions = Object.fromEntries(
    resources
      .filter(({ name }) => name.endsWith('.dmn'))
      .map(({ name, content }) => [name.replace(/\.dmn$/, ''), content.toString('utf8')]),
  );
  const pool = new Pool({ connectionString: env['DATABASE_ADMIN_URL'], max: 1 });
  try {
    await withTransaction(pool, (sql) => saveRuleSet(sql, { ...office.ruleSet, decisions }));
  } finally {
    await pool.end();
  }
}

/** The SDK tells the three kinds apart by the field which holds the content. */
function asSdkResource({ name, content }: Resource) {
  if (name.endsWith('.bpmn')) return { name, process: content };
  if (name.endsWith('.dmn')) return { name, decision: content };
  return { name, form: content };
}
