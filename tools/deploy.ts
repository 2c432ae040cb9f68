import { Pool } from 'pg';
import {
  countCasesUnderWay,
  listCurrentModels,
  listRunningVersions,
  listWaitingPlaces,
  readCurrentTables,
} from '../db/deployedModels';
import type { WaitingPlace } from '../db/deployedModels';
import { deployAll, readResources } from '../engine/deploy';
import type { Resource } from '../engine/deploy';
import type { Environment } from '../engine/environment';
import { workers } from '../workers/registry';
import { danglingReferences } from './deploy/codeReferences';
import type { Deployed } from './deploy/describe';
import { describeDeployment } from './deploy/describe';
import { factsOf } from './deploy/diagramFacts';
import { refusalsOf } from './deploy/refusals';
import type { Refusal } from './deploy/refusals';
import { readLocalEnvironment } from './localEnvironment';
import { lintModels } from './models/lint';

const usage = `npm run deploy                检查、比较、部署
npm run deploy -- --check     只检查和比较，不部署
npm run deploy -- --force     在办的件停在删去的环节上等情形，看清楚以后仍要部署`;

/** `npm run deploy`: checks the models, says what would change, refuses what would break cases, and deploys. */
async function main(): Promise<void> {
  const words = process.argv.slice(2);
  if (words.some((word) => !['--check', '--force'].includes(word))) throw new Error(usage);
  const env = readLocalEnvironment();
  const problems = await lintModels(env['XINGSHU_OFFICE']);
  if (problems.length > 0) throw new Error(`模型检查未通过，未部署：\n${problems.join('\n')}`);

  const resources = await readResources(env['XINGSHU_OFFICE']);
  const { deployed, waiting } = await readDeployed(env);
  console.log((await describeDeployment(resources, deployed)).join('\n'));
  const refusals = await judge(resources, deployed, waiting);
  for (const { message } of refusals) console.error(`不宜部署：${message}`);
  if (isRefused(refusals, words.includes('--force'))) {
    const hint = refusals.every(({ mayInsist }) => mayInsist) ? '；看清楚以后仍要部署的，加 -- --force' : '';
    throw new Error(`未部署${hint}`);
  }
  if (words.includes('--check')) return console.log('可以部署（只检查，未部署）');
  const { deployed: count } = await deployAll(env, resources);
  console.log(`已部署 ${count} 个文件`);
}

/** Nobody may insist on a job type without a worker, or on an id the programs no longer find. */
export function isRefused(refusals: Refusal[], insists: boolean): boolean {
  return refusals.some(({ mayInsist }) => !mayInsist || !insists);
}

/** Why these resources should not be deployed over what is there; [] when nothing speaks against it. */
export async function judge(
  resources: Resource[],
  { running }: Deployed,
  waiting: WaitingPlace[],
): Promise<Refusal[]> {
  const diagrams = resources.filter(({ name }) => name.endsWith('.bpmn'));
  const next = await Promise.all(diagrams.map(({ content }) => factsOf(content.toString('utf8'))));
  return refusalsOf({
    next: next.flat(),
    served: workers.map(({ type }) => type),
    running,
    waiting,
    dangling: danglingReferences(),
  });
}

export async function readDeployed(
  env: Environment,
): Promise<{ deployed: Deployed; waiting: WaitingPlace[] }> {
  const pool = new Pool({ connectionString: env['DATABASE_ADMIN_URL'], max: 1 });
  pool.on('error', () => undefined);
  try {
    return {
      deployed: {
        models: await listCurrentModels(pool),
        tables: await readCurrentTables(pool),
        running: await listRunningVersions(pool),
        casesUnderWay: await countCasesUnderWay(pool),
      },
      waiting: await listWaitingPlaces(pool),
    };
  } finally {
    await pool.end();
  }
}

if (require.main === module) {
  main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
