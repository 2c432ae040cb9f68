import { join } from 'node:path';
import { Pool } from 'pg';
import type { DeployedModel } from '../db/deployedModels';
import { recordDeployment } from '../db/deployedModels';
import { officeFolder } from '../db/officeFolder';
import { readOffice } from '../db/officeSchema';
import type { RuleSetSource } from '../db/ruleSets';
import { keepRuleSet, makeRuleSetCurrent } from '../db/ruleSets';
import { withTransaction } from '../db/transaction';
import { createEngineClients } from './clients';
import type { Environment } from './environment';
import { readEngineEnvironment } from './environment';
import { officeModels, readModel } from './officeModels';

const ROOT = join(__dirname, '..');
/** In the order of deployment. */
const MODELS = [
  ['processes', '.bpmn'],
  ['processes', '.dmn'],
  ['forms', '.form'],
] as const;

export interface Resource {
  name: string;
  content: Buffer;
}

/**
 * Deploys all diagrams, tables and forms in one request, so that `bindingType="deployment"` binds them to each
 * other, keeps diagrams and forms by the versions that the engine gives them, and keeps the tables under their hash for
 * the cases that will pin them (law 5). The engine makes no new version of what did not change.
 *
 * Engine and database can't change in one step. The rule set is written first and made current right after the
 * engine took the models, so that little is left in between: a case submitted in those milliseconds pins the old
 * tables and runs under the new ones, and so does every case after a crash there until models are deployed again.
 * Where the two would route it apart, the check before signature finds the difference and stops it (law 6).
 */
export async function deployAll(
  env: Environment,
  given?: Resource[],
): Promise<{ deployed: number; models: DeployedModel[] }> {
  const resources = given ?? (await readResources(env['XINGSHU_OFFICE']));
  const ruleSet = await ruleSetOf(env, resources);
  const pool = new Pool({ connectionString: env['DATABASE_ADMIN_URL'], max: 1 });
  let models: DeployedModel[];
  // An idle connection that PostgreSQL closes meanwhile must not end the process.
  pool.on('error', () => undefined);
  try {
    const hash = await withTransaction(pool, (sql) => keepRuleSet(sql, ruleSet));
    models = await deploy(env, resources);
    await withTransaction(pool, async (sql) => {
      await makeRuleSetCurrent(sql, hash);
      await recordDeployment(sql, models);
    });
  } finally {
    await pool.end();
  }
  return { deployed: resources.length, models };
}

/** All deployable files of an office, in a fixed order. */
export async function readResources(office = process.env['XINGSHU_OFFICE']): Promise<Resource[]> {
  const folder = officeFolder(ROOT, office);
  const { diagramArticles } = await readOffice(folder);
  return MODELS.flatMap(([models, extension]) =>
    officeModels(ROOT, folder, models, extension).map((file) => ({
      name: file.name,
      content: Buffer.from(readModel(file, diagramArticles)),
    })),
  );
}

async function ruleSetOf(env: Environment, resources: Resource[]): Promise<RuleSetSource> {
  const office = await readOffice(officeFolder(ROOT, env['XINGSHU_OFFICE']));
  const decisions = Object.fromEntries(
    resources
      .filter(({ name }) => name.endsWith('.dmn'))
      .map(({ name, content }) => [name.replace(/\.dmn$/, ''), content.toString('utf8')]),
  );
  return { ...office.ruleSet, decisions };
}

async function deploy(env: Environment, resources: Resource[]): Promise<DeployedModel[]> {
  const engine = createEngineClients(readEngineEnvironment(env));
  try {
    const { deployments } = await engine.grpc.deployResources(resources.map(asSdkResource));
    return (deployments as object[]).flatMap((one) => asModels(one, resources));
  } finally {
    await engine.grpc.close();
  }
}

/** Diagrams and forms with the versions that the engine gave them; tables are kept as a rule set. */
function asModels(deployed: object, resources: Resource[]): DeployedModel[] {
  const { process, form } = deployed as { process?: DeployedProcess; form?: DeployedForm };
  const known = process
    ? { kind: 'process' as const, id: process.bpmnProcessId, ...process }
    : form
      ? { kind: 'form' as const, id: form.formId, ...form }
      : undefined;
  const resource = resources.find(({ name }) => name === known?.resourceName);
  if (!known || !resource) return [];
  const { kind, id, version } = known;
  return [{ kind, id, version, fileName: resource.name, content: resource.content.toString('utf8') }];
}

interface DeployedProcess {
  bpmnProcessId: string;
  version: number;
  resourceName: string;
}

interface DeployedForm {
  formId: string;
  version: number;
  resourceName: string;
}

/** The SDK tells the three kinds apart by the field which holds the content. */
export function asSdkResource({ name, content }: Resource) {
  if (name.endsWith('.bpmn')) return { name, process: content };
  if (name.endsWith('.dmn')) return { name, decision: content };
  return { name, form: content };
}
