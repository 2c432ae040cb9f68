import { randomUUID } from 'node:crypto';
import { RunningSystem } from '../support/running';
import { until } from '../support/until';

let system: RunningSystem;
beforeAll(async () => {
  system = await RunningSystem.connect();
});
afterAll(() => system.close());
jest.setTimeout(90_000);

const instanceOf = async (caseId: string): Promise<string> => {
  const { rows } = await system.pool.query(
    'select process_instance_key from case_instances where case_id = $1',
    [caseId],
  );
  return rows[0].process_instance_key;
};

const incidentOf = (processInstanceKey: string): Promise<string> =>
  until('故障', async () => {
    const { rows } = await system.pool.query(
      'select message from incidents where process_instance_key = $1 and resolved_at is null',
      [processInstanceKey],
    );
    return rows[0]?.message;
  });

/** As a stranger who reaches the engine would: in the assignee's name, with variables of his own. */
async function completeInEngine(caseId: string, elementId: string, variables: object): Promise<void> {
  const { userTaskKey } = await system.openStep(caseId, elementId);
  await system.engine.rest.completeUserTask({
    userTaskKey: userTaskKey ?? '',
    variables: variables as never,
  });
}

async function advance(caseId: string, ...elementIds: string[]): Promise<void> {
  for (const elementId of elementIds) await system.act(caseId, elementId, 'agree');
}

/** Sets the incident's job going again, after what held it up was put right, or not. */
async function retry(processInstanceKey: string): Promise<void> {
  const { rows } = await system.pool.query(
    'select incident_key, job_key from incidents where process_instance_key = $1 and resolved_at is null',
    [processInstanceKey],
  );
  await system.engine.grpc.updateJobRetries({ jobKey: rows[0].job_key, retries: 1 });
  await system.engine.grpc.resolveIncident({ incidentKey: rows[0].incident_key });
}

test('art-47 在引擎中改动文种使路由略过审核：照库中事实仍送审核，签发不予放行', async () => {
  const caseId = await system.submit();
  await system.openStep(caseId, 'userTask_ReviewByDraftingUnit');
  const elementInstanceKey = await instanceOf(caseId);
  const { facts } = await (
    await system.as(system.drafterLogin)
  ).get<{ facts: object }>(`/api/v1/cases/${caseId}`);
  await system.engine.grpc.setVariables({
    elementInstanceKey,
    variables: { facts: { ...facts, kind: 'decision' } } as never,
    local: false,
  });
  await advance(
    caseId,
    'userTask_ReviewByDraftingUnit',
    'userTask_ReviewByOffice',
    'userTask_ReviewByLeader',
    'userTask_SignAndIssue',
  );
  expect(await incidentOf(elementInstanceKey)).toContain('不一致');
  expect((await system.view(caseId)).signatures).toEqual([]);
});

test('art-47 在引擎中把令牌直接移到签发：没有审核记录，签发不予放行', async () => {
  const caseId = await system.submit();
  await advance(caseId, 'userTask_ReviewByDraftingUnit', 'userTask_ReviewByOffice');
  const review = await system.openStep(caseId, 'userTask_ReviewByLeader');
  const processInstanceKey = await instanceOf(caseId);
  await system.engine.grpc.modifyProcessInstance({
    processInstanceKey,
    activateInstructions: [
      { elementId: 'userTask_SignAndIssue', ancestorElementInstanceKey: '-1', variableInstructions: [] },
    ],
    terminateInstructions: [{ elementInstanceKey: review.elementInstanceKey }],
  });
  await advance(caseId, 'userTask_SignAndIssue');
  expect(await incidentOf(processInstanceKey)).toContain('没有审核通过的记录');
  await retry(processInstanceKey);
  await until('再次故障', async () =>
    (await incidentOf(processInstanceKey)).includes('没有审核通过的记录') ? true : undefined,
  );
  expect((await system.view(caseId)).signatures).toEqual([]);
});

test('另起流程实例直接编号：不是承办实例，不得办理', async () => {
  const caseId = await system.submit();
  await advance(
    caseId,
    'userTask_ReviewByDraftingUnit',
    'userTask_ReviewByOffice',
    'userTask_ReviewByLeader',
  );
  await advance(caseId, 'userTask_SignAndIssue');
  await system.openStep(caseId, 'userTask_FinalCheck');
  const foreign = await system.engine.grpc.createProcessInstance({
    bpmnProcessId: 'document-approval',
    variables: { caseId, title: '冒名' } as never,
    startInstructions: [{ elementId: 'serviceTask_AssignDocumentNumber' }],
  });
  expect(await incidentOf(String(foreign.processInstanceKey))).toContain('不是承办此件的实例');
  const view = await system.view(caseId);
  expect(view).toMatchObject({ status: 'in-progress', documentNumber: null });
  await system.engine.grpc.cancelProcessInstance(String(foreign.processInstanceKey));
});

test('办结任务时夹带他件编号、环节键和结果：一概不采用', async () => {
  const [caseId, other] = [await system.submit(), await system.submit()];
  await completeInEngine(caseId, 'userTask_ReviewByDraftingUnit', {
    decision: 'return',
    opinion: '请补充依据。',
    caseId: other,
    stepKey: '1',
    outcome: 'agree',
  });
  await system.openStep(caseId, 'userTask_ReviseDraft');
  expect((await system.view(other)).opinions).toEqual([]);
});

test('意见里夹带空字符：本件照办，他件不受影响', async () => {
  const [caseId, other] = [await system.submit(), await system.submit()];
  await completeInEngine(caseId, 'userTask_ReviewByDraftingUnit', {
    decision: 'agree',
    opinion: '同意\u0000',
  });
  await system.openStep(caseId, 'userTask_ReviewByOffice');
  await system.act(other, 'userTask_ReviewByDraftingUnit', 'agree');
  await system.openStep(other, 'userTask_ReviewByOffice');
});

test('在引擎中撤销流程：环节不再待办', async () => {
  const caseId = await system.submit();
  await system.openStep(caseId, 'userTask_ReviewByDraftingUnit');
  await system.engine.grpc.cancelProcessInstance(await instanceOf(caseId));
  const view = await system.waitFor(caseId, (seen) => seen.steps.every(({ state }) => state !== 'open'));
  expect(view.steps).toEqual([expect.objectContaining({ state: 'cancelled' })]);
});

test('以未知办件编号另起流程：报出故障，不登记任何内容', async () => {
  const stranger = await system.engine.grpc.createProcessInstance({
    bpmnProcessId: 'document-approval',
    variables: { caseId: randomUUID(), title: '查无此件' } as never,
    startInstructions: [{ elementId: 'serviceTask_ClaimCase' }],
  });
  expect(await incidentOf(String(stranger.processInstanceKey))).toContain('《查无此件》登记办件');
  await system.engine.grpc.cancelProcessInstance(String(stranger.processInstanceKey));
});
