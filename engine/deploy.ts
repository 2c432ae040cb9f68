import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Pool } from 'pg';
import { readOffice } from '../db/officeSchema';
import type { RuleSetSource } from '../db/ruleSets';
import { keepRuleSet, makeRuleSetCurrent } from '../db/ruleSets';
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
 *
 * Engine and database can't change in one step. The rule set is written first and made current right after the
 * engine took the models, so that little is left in between: a case submitted in those milliseconds pins the old
 * tables and runs under the new ones, and so does every case after a crash there until models are deployed again.
 * Where the two would route it apart, the check before signature finds the difference and stops it (law 6).
 */
export async function deployAll(env: Environment): Promise<{ deployed: number }> {
  const resources = await readResources();
  const ruleSet = await ruleSetOf(env, resources);
  const pool = new Pool({ connectionString: env['DATABASE_ADMIN_URL'], max: 1 });
  // An idle connection that PostgreSQL closes meanwhile must not end the process.
  pool.on('error', () => undefined);
  try {
    const hash = await withTransaction(pool, (sql) => keepRuleSet(sql, ruleSet));
    await deploy(env, resources);
    await withTransaction(pool, (sql) => makeRuleSetCurrent(sql, hash));
  } finally {
    await pool.end();
  }
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

async function ruleSetOf(env: Environment, resources: Resource[]): Promise<RuleSetSource> {
  const office = await readOffice(join(ROOT, 'offices', env['XINGSHU_OFFICE'] ?? 'kashi'));
  const decisions = Object.fromEntries(
    resources
      .filter(({ name }) => name.endsWith('.dmn'))
      .map(({ name, content }) => [name.replace(/\.dmn$/, ''), content.toString('utf8')]),
  );
  return { ...office.ruleSet, decisions };
}

async function deploy(env: Environment, resources: Resource[]): Promise<void> {
  const engine = createEngineClients(readEngineEnvironment(env));
  try {
    await engine.grpc.deployResources(resources.map(asSdkResource));
  } finally {
    await engine.grpc.close();
  }
}

/** The SDK tells the three kinds apart by the field which holds the content. */
export function asSdkResource({ name, content }: Resource) {
  if (name.endsWith('.bpmn')) return { name, process: content };
  if (name.endsWith('.dmn')) return { name, decision: content };
  return { name, form: content };
}
