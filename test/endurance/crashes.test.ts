import { examine } from '../../engine/doctor';
import { readEngineEnvironment } from '../../engine/environment';
import { killPart } from '../support/parts';
import type { PartName } from '../support/parts';
import { RunningSystem } from '../support/running';
import { until } from '../support/until';

let system: RunningSystem;
beforeAll(async () => {
  system = await RunningSystem.connect();
});
afterAll(() => system.close());
jest.setTimeout(240_000);

const RECOVERY_MILLISECONDS = 90_000;
const dataDirectory = process.env['XINGSHU_DATA_DIRECTORY'] ?? '';
const steps = [
  'userTask_ReviewByDraftingUnit',
  'userTask_ReviewByOffice',
  'userTask_ReviewByLeader',
  'userTask_SignAndIssue',
  'userTask_FinalCheck',
];

/** Does the step as a person would whose page failed: again and again, until it is done. */
async function insist(caseId: string, elementId: string): Promise<void> {
  const { elementInstanceKey } = await system.openStep(caseId, elementId, RECOVERY_MILLISECONDS);
  await until(
    `${elementId} 办结`,
    async () => {
      const step = (await system.view(caseId)).steps.find(
        (one) => one.elementInstanceKey === elementInstanceKey,
      );
      if (step?.state !== 'open') return true;
      await system.act(caseId, elementId, 'agree').catch(() => undefined);
      return undefined;
    },
    RECOVERY_MILLISECONDS,
  );
}

/** A part dies while a person's act is under way. */
async function killDuring(part: PartName, caseId: string, elementId: string): Promise<void> {
  await system.openStep(caseId, elementId);
  const acting = system.act(caseId, elementId, 'agree').catch(() => undefined);
  killPart(part, dataDirectory);
  await acting;
}

async function expectOneOfEach(caseId: string): Promise<void> {
  const view = await system.waitFor(caseId, (seen) => seen.status === 'issued', RECOVERY_MILLISECONDS);
  expect(view.documentNumber).not.toBeNull();
  expect(view.signatures).toEqual([expect.objectContaining({ voidReason: null })]);
  expect(view.steps.map(({ elementId }) => elementId)).toEqual(steps);
  expect(view.steps.every(({ state }) => state === 'accepted')).toBe(true);
  const { rows } = await system.pool.query(
    `select (select count(*) from document_numbers where case_id = $1)::int as numbers,
            (select count(*) from renditions where case_id = $1)::int as pages`,
    [caseId],
  );
  expect(rows).toEqual([{ numbers: 1, pages: 1 }]);
}

const parts: PartName[] = ['workers', 'api', 'engine', 'postgres'];

test.each(parts)('办理中强行终止 %s：一个字号，每环节一个意见，无一遗漏', async (part) => {
  const caseId = await system.submit();
  const [first = '', second = '', third = '', sign = '', check = ''] = steps;
  await insist(caseId, first);
  await killDuring(part, caseId, second);
  await insist(caseId, third);
  await insist(caseId, sign);
  await insist(caseId, check);
  await expectOneOfEach(caseId);
});

test('在编号和成文的当口终止 workers：字号连续，不重不漏', async () => {
  const caseIds = await Promise.all([1, 2, 3].map(() => system.submit()));
  for (const caseId of caseIds) for (const step of steps.slice(0, -1)) await insist(caseId, step);
  const checks = caseIds.map((caseId) =>
    system.act(caseId, 'userTask_FinalCheck', 'agree').catch(() => undefined),
  );
  await Promise.race(checks);
  killPart('workers', dataDirectory);
  await Promise.all(checks);
  for (const caseId of caseIds) await expectOneOfEach(caseId);

  const findings = await examine(system.pool, readEngineEnvironment(process.env));
  expect(
    findings.filter(({ check }) => check === '发文字号连续' || check === '办理过程记录的散列链'),
  ).toEqual([]);
});
