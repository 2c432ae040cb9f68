import { elements } from '../../domain/generated/ids';
import { deployAll, readResources } from '../../engine/deploy';
import type { Resource } from '../../engine/deploy';
import { isRefused, judge, readDeployed } from '../../tools/deploy';
import { describeDeployment } from '../../tools/deploy/describe';
import { RunningSystem } from '../support/running';
import { Way } from '../support/way';

const { userTask_ReviewByDraftingUnit: REVIEW } = elements.documentApproval;
jest.setTimeout(120_000);

let system: RunningSystem;
let resources: Resource[];
beforeAll(async () => {
  system = await RunningSystem.connect();
  resources = await readResources();
});
afterAll(async () => {
  await deployAll(process.env);
  await system.close();
});

const changed = (file: string, from: string, to: string): Resource[] =>
  resources.map((one) =>
    one.name === file
      ? { ...one, content: Buffer.from(one.content.toString('utf8').replaceAll(from, to)) }
      : one,
  );

async function refusedFor(models: Resource[], insists: boolean): Promise<string | null> {
  const { deployed, waiting } = await readDeployed(process.env);
  const refusals = await judge(models, deployed, waiting);
  return isRefused(refusals, insists) ? refusals.map(({ message }) => message).join('\n') : null;
}

async function versionOf(caseId: string): Promise<number | undefined> {
  const { rows } = await system.pool.query<{ version: number }>(
    'select version from engine_instances join case_instances using (process_instance_key) where case_id = $1',
    [caseId],
  );
  return rows[0]?.version;
}

test('有件停在某一步时删去这一步、用到没有作业程序的类型，都不部署', async () => {
  const way = new Way(system, await system.submit());
  await way.open('ReviewByDraftingUnit');
  const without = changed('document-approval.bpmn', REVIEW, 'userTask_ReviewedElsewhere');
  expect(await refusedFor(without, false)).toMatch(/删去了“审核文稿”.*停在那里/);
  expect(await refusedFor(without, true)).toBeNull();
  const unserved = changed('document-approval.bpmn', '"document.issueDocument"', '"document.issueNothing"');
  expect(await refusedFor(unserved, true)).toContain('document.issueNothing');
  expect(await refusedFor(resources, false)).toBeNull();
});

test('部署改过的图：说出改了什么，在办的件按原版本办完，此后报送的按新版本', async () => {
  const before = new Way(system, await system.submit());
  await before.open('ReviewByDraftingUnit');
  const models = changed('document-approval.bpmn', 'name="印发"', 'name="印制发出"');
  const { deployed } = await readDeployed(process.env);
  const lines = await describeDeployment(models, deployed);
  expect(lines).toContainEqual(expect.stringContaining('改名：印发 → 印制发出'));
  expect(lines).toContainEqual(
    expect.stringMatching(/^document-approval 第 \d+ 版有 \d+ 个在办，仍按原版本/),
  );

  await deployAll(process.env, models);
  const after = new Way(system, await system.submit());
  await after.open('ReviewByDraftingUnit');
  const old = (await versionOf(before.caseId)) ?? NaN;
  expect(await versionOf(after.caseId)).toBe(old + 1);
  expect(await describeDeployment(models, (await readDeployed(process.env)).deployed)).toEqual([
    `没有改动：${models.length} 个文件`,
  ]);

  await before.through(
    'ReviewByDraftingUnit',
    'ReviewByOffice',
    'ReviewByLeader',
    'SignAndIssue',
    'FinalCheck',
  );
  await before.issued();
  expect(await versionOf(before.caseId)).toBe(old);
});
