import { randomUUID } from 'node:crypto';
import { ApiProblem } from '../../tools/apiClient';
import { RunningSystem } from '../support/running';
import { readStories } from '../support/stories';
import { until } from '../support/until';

const stories = readStories();
let system: RunningSystem;
beforeAll(async () => {
  system = await RunningSystem.connect();
});
afterAll(() => system.close());
jest.setTimeout(90_000);

const straight = [
  ['userTask_ReviewByDraftingUnit', 'agree'],
  ['userTask_ReviewByOffice', 'agree'],
  ['userTask_ReviewByLeader', 'agree'],
  ['userTask_SignAndIssue', 'agree'],
  ['userTask_FinalCheck', 'agree'],
] as const;

async function advanceTo(caseId: string, elementId: string): Promise<void> {
  for (const [step, decision] of straight) {
    if (step === elementId) return;
    await system.act(caseId, step, decision);
  }
}

async function finish(caseId: string, from = 'userTask_ReviewByDraftingUnit'): Promise<void> {
  const start = straight.findIndex(([step]) => step === from);
  for (const [step, decision] of straight.slice(start)) await system.act(caseId, step, decision);
}

const issued = (caseId: string) => system.waitFor(caseId, (view) => view.status === 'issued');

test('art-47 行署名义下行文：分管领导审核，专员签发，编号，成文，印发', async () => {
  const caseId = await system.submit();
  await finish(caseId);
  const view = await issued(caseId);

  expect(view.documentNumber).toMatch(new RegExp(`^${stories.draft.number}〔\\d{4}〕\\d+号$`));
  expect(view.signatures).toEqual([
    expect.objectContaining({ act: '签发', grade: 'trusted', voidReason: null }),
  ]);
  expect(view.opinions.map(({ act }) => act)).toEqual(['审核', '核稿', '审核', '签发', '复核']);
  await until('流程结束', async () =>
    (await system.completedElements(caseId)).includes('document-approval') ? true : undefined,
  );
  expect(await system.completedElements(caseId)).toEqual([
    'startEvent_DocumentSubmitted',
    'serviceTask_ClaimCase',
    'startEvent_DraftReview',
    'userTask_ReviewByDraftingUnit',
    'serviceTask_OpenRound',
    'userTask_ReviewByOffice',
    'endEvent_DraftReviewed',
    'subProcess_ReviewDraft',
    'businessRuleTask_SignatoryRoute',
    'serviceTask_PlanReview',
    'userTask_ReviewByLeader',
    'startEvent_Signing',
    'userTask_SignAndIssue',
    'serviceTask_VerifySignature',
    'endEvent_SigningDone',
    'subProcess_SignAndIssue',
    'userTask_FinalCheck',
    'serviceTask_AssignDocumentNumber',
    'serviceTask_RenderIssuedPage',
    'serviceTask_IssueDocument',
    'endEvent_DocumentIssued',
    'document-approval',
  ]);
  const clerk = await system.as(system.drafterLogin);
  const pdf = await clerk.bytes(`/api/v1/cases/${caseId}/document.pdf`);
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  const ledger = await clerk.get<{ verification: { intact: boolean } }>(`/api/v1/cases/${caseId}/ledger`);
  expect(ledger.verification.intact).toBe(true);
});

test('办公室退回须有理由；拟稿人改后重报形成第二稿，从单位审核起重新办理', async () => {
  const caseId = await system.submit();
  await advanceTo(caseId, 'userTask_ReviewByOffice');
  await expect(system.act(caseId, 'userTask_ReviewByOffice', 'return', ' ')).rejects.toThrow(ApiProblem);
  await system.act(caseId, 'userTask_ReviewByOffice', 'return', '请写明完成时限。');

  await system.openStep(caseId, 'userTask_ReviseDraft');
  const clerk = await system.as(system.drafterLogin);
  const draft = await clerk.get<{
    revision: number;
    facts: unknown;
    grounds: unknown;
    content: { body: string };
  }>(`/api/v1/drafts/${caseId}`);
  await clerk.put(`/api/v1/drafts/${caseId}`, {
    facts: draft.facts,
    grounds: draft.grounds,
    content: { ...(draft.content as object), body: `${draft.content.body}\n三、完成时限\n四月底前完成。` },
    revision: draft.revision,
  });
  await system.act(caseId, 'userTask_ReviseDraft', 'resubmit', '');
  await finish(caseId);
  const view = await issued(caseId);
  expect(view.currentVersion.number).toBe(2);
  expect(view.signatures).toEqual([expect.objectContaining({ versionNumber: 2, voidReason: null })]);
});

test('art-47 他人在引擎中办结签发环节：不予采认，写明依据，重新送签', async () => {
  const caseId = await system.submit();
  await advanceTo(caseId, 'userTask_SignAndIssue');
  const step = await system.openStep(caseId, 'userTask_SignAndIssue');
  const stranger = system.drafterLogin;
  const userTaskKey = step.userTaskKey ?? '';
  await system.engine.rest.assignUserTask({ userTaskKey, assignee: stranger, allowOverride: true });
  await system.engine.rest.completeUserTask({ userTaskKey, variables: { decision: 'agree' } as never });

  const refused = await system.waitFor(caseId, (view) =>
    view.steps.some((one) => one.elementInstanceKey === step.elementInstanceKey && one.state === 'refused'),
  );
  expect(refused.opinions.at(-1)).toMatchObject({
    accepted: false,
    refusal: expect.stringContaining('无权签发'),
  });
  expect(refused.signatures).toEqual([]);
  expect(step.rule.article).toBe('art-47');

  const again = await system.openStep(caseId, 'userTask_SignAndIssue');
  expect(again.elementInstanceKey).not.toBe(step.elementInstanceKey);
  expect(await system.ledgerSummaries(caseId)).toContainEqual(expect.stringContaining('不予采认'));
  await finish(caseId, 'userTask_SignAndIssue');
  expect((await issued(caseId)).signatures).toHaveLength(1);
});

test('art-47 接口拒绝无权者签发，并指明条文和应由何人签发', async () => {
  const caseId = await system.submit();
  await advanceTo(caseId, 'userTask_SignAndIssue');
  const step = await system.openStep(caseId, 'userTask_SignAndIssue');
  const clerk = await system.as(system.drafterLogin);
  const { currentVersion } = await system.view(caseId);
  const refusal = await clerk
    .post(`/api/v1/tasks/${step.userTaskKey}/completion`, {
      decision: 'agree',
      opinion: '',
      versionSha256: currentVersion.sha256,
    })
    .then(
      () => undefined,
      (error: ApiProblem) => error,
    );
  expect(refusal?.status).toBe(403);
  expect(refusal?.problem.rule?.article).toBe('art-47');
  expect(refusal?.problem.detail).toContain(step.holders[0]?.personName);
  expect((await system.view(caseId)).signatures).toEqual([]);
});

test('绕过本系统直接在引擎中以专员名义办结：只作演示级，不成为可信签发', async () => {
  const caseId = await system.submit();
  await advanceTo(caseId, 'userTask_SignAndIssue');
  const { userTaskKey } = await system.openStep(caseId, 'userTask_SignAndIssue');
  await system.engine.rest.completeUserTask({
    userTaskKey: userTaskKey ?? '',
    action: `sign:${randomUUID()}`,
    variables: { decision: 'agree' } as never,
  });
  const view = await system.waitFor(caseId, (seen) => seen.signatures.length > 0);
  expect(view.signatures).toEqual([expect.objectContaining({ grade: 'demo' })]);
});

test('复核退回：已有签发作废，改后须重新签发，同时只有一个有效签发', async () => {
  const caseId = await system.submit();
  await advanceTo(caseId, 'userTask_FinalCheck');
  await system.act(caseId, 'userTask_FinalCheck', 'return', '附件名称与正文不符。');
  const voided = await system.waitFor(caseId, (view) =>
    view.signatures.some((one) => one.voidReason !== null),
  );
  expect(voided.signatures[0]?.voidReason).toContain('附件名称与正文不符');
  // The text is the same: the leader's review stands, the signature does not (law 3).
  await system.act(caseId, 'userTask_ReviewByOffice', 'agree');
  await finish(caseId, 'userTask_SignAndIssue');
  const view = await issued(caseId);
  expect(view.signatures.filter((one) => one.voidReason === null)).toHaveLength(1);
  expect(view.signatures).toHaveLength(2);
});

test('同一件的开始消息送达两次：只有一个实例承办，另一个自行结束', async () => {
  const caseId = await system.submit();
  await system.openStep(caseId, 'userTask_ReviewByDraftingUnit');
  const { rows } = await system.pool.query(
    `select payload from outbox where case_id = $1 and effect_key = $2`,
    [caseId, `submit:${caseId}`],
  );
  // Another correlation key, as the engine itself already holds back a second instance for the same one.
  await system.engine.grpc.publishMessage({
    name: 'document.submitted',
    correlationKey: `${caseId}-again`,
    messageId: randomUUID(),
    timeToLive: 60_000,
    variables: rows[0].payload.variables,
  });
  const ended = await until('重复的实例结束', async () => {
    const found = await system.pool.query(
      `select 1 from element_events where element_id = 'endEvent_DuplicateIgnored' and intent = 'ELEMENT_COMPLETED'`,
    );
    return found.rowCount ? found.rowCount : undefined;
  });
  expect(ended).toBe(1);
  expect((await system.view(caseId)).steps).toHaveLength(1);
});

test('流程变量中的签发人被改动：不放行，报出故障，改回后继续（法则 6）', async () => {
  const caseId = await system.submit();
  await advanceTo(caseId, 'userTask_SignAndIssue');
  const { rows } = await system.pool.query(
    'select process_instance_key from case_instances where case_id = $1',
    [caseId],
  );
  const elementInstanceKey = rows[0].process_instance_key;
  const lawful = { outcome: 'route', ...stories.routine };
  const route = { ...lawful, signatories: ['drafter'] };
  await system.engine.grpc.setVariables({ elementInstanceKey, variables: { route } as never, local: false });
  await system.act(caseId, 'userTask_SignAndIssue', 'agree');
  const incident = await until('故障', async () => {
    const found = await system.pool.query(
      'select * from incidents where process_instance_key = $1 and resolved_at is null',
      [elementInstanceKey],
    );
    return found.rows[0];
  });
  expect(incident.message).toMatch(/《.+》核验签发权限：流程中的签发人和审核人/);
  expect((await system.view(caseId)).signatures).toEqual([]);

  await system.engine.grpc.setVariables({
    elementInstanceKey,
    variables: { route: lawful } as never,
    local: false,
  });
  await system.engine.grpc.updateJobRetries({ jobKey: incident.job_key, retries: 3 });
  await system.engine.grpc.resolveIncident({ incidentKey: incident.incident_key });
  await system.openStep(caseId, 'userTask_FinalCheck');
  expect((await system.view(caseId)).signatures).toHaveLength(1);
});
