import { insertAnswer, insertComment, insertDeemed } from '../../../db/countersign/answers';
import { closeRequest, findRequest } from '../../../db/countersign/requests';
import { loadPeopleSnapshot } from '../../../db/people';
import { deadline, lastDayOf } from '../../../domain/calendar';
import type { Answer } from '../../../domain/countersign/types';
import type { Job } from '../../../engine/jobStreams';
import { deliverRequest } from '../../../workers/countersign/deliverRequest';
import type { WorkerDeps } from '../../../workers/deps';
import type { ApiUnderTest } from './apiUnderTest';
import type { Client } from './client';
import { openTask, submitCase } from './stories';

/** 财政局局长. */
export const financeHead = 'palidan';

let lastInstance = 70_000;

const rule = {
  article: 'art-45',
  reading: 'reading-5',
  ruleSet: '',
  words: '期满没有答复的，视为无不同意见。',
};

/** What engine and workers do with rounds that `drafter` opens, for tests of the API alone. */
export function roundsOf(api: ApiUnderTest, drafter: Client) {
  /** What the engine's job of 送达 does. */
  async function serve(requestId: string, at = api.deps.clock.now()): Promise<void> {
    const deps = { pool: api.pool, clock: { now: () => at }, office: api.deps.office };
    const handler = deliverRequest.createHandler(deps as unknown as WorkerDeps);
    await handler({ requestId }, { processInstanceKey: String((lastInstance += 1)) } as Job);
  }

  /** A round that was served; answers its ids by body. */
  async function openRound(...bodyIds: string[]) {
    const caseId = await submitCase(api);
    const departments = bodyIds.map((bodyId) => ({ bodyId }));
    const { json } = await drafter.post(`/api/v1/cases/${caseId}/countersigns`, {
      purpose: 'countersign',
      departments,
    });
    const requests = new Map<string, string>();
    for (const { bodyId, id } of json.requests as { bodyId: string; id: string }[]) {
      await serve(id);
      requests.set(bodyId, id);
    }
    const requestOf = (bodyId: string): string => requests.get(bodyId) ?? '';
    return { caseId, id: String(json.id), path: `/countersigns/${json.id}`, requestOf };
  }

  /** What the worker does with an answer in time. */
  async function answer(
    round: { id: string; caseId: string },
    requestId: string,
    said: { answer: Answer; opinion?: string; proposedWording?: string },
  ): Promise<void> {
    const { posts, holdings } = await loadPeopleSnapshot(api.pool, api.deps.clock.now());
    const { rows } = await api.pool.query(
      `select body_id as "bodyId", version_id as "versionId", version_sha256 as "versionSha256"
       from countersign_requests join countersign_rounds as round on round.id = round_id
      where countersign_requests.id = $1`,
      [requestId],
    );
    const { bodyId, ...version } = rows[0];
    const post = posts.find((one) => one.bodyId === bodyId && one.isPrincipal);
    const held = holdings.find(({ postId }) => postId === post?.id);
    const opinion = said.opinion ?? '';
    const answerId = await insertAnswer(api.pool, {
      requestId,
      kind: 'in-time',
      answer: said.answer,
      opinion,
      proposedWording: said.proposedWording ?? '',
      replyNumber: '',
      replyLetterId: null,
      elementInstanceKey: await openStepOfRequest(round.caseId, requestId),
      personId: held?.personId ?? '',
      postId: post?.id ?? '',
      actor: `${post?.label}某某`,
      grade: 'trusted',
      ...version,
      answeredAt: api.deps.clock.now(),
    });
    if (said.answer !== 'agree')
      await insertComment(api.pool, { roundId: round.id, requestId, answerId, text: opinion });
    await closeRequest(api.pool, requestId, 'answered');
  }

  async function deem(requestId: string): Promise<void> {
    await insertDeemed(api.pool, [{ requestId, rule: { ...rule, ruleSet: api.ruleSetHash } }]);
    await closeRequest(api.pool, requestId, 'deemed');
  }

  /** An ISO day on which an extension may end. */
  async function workingDayAfter(requestId: string): Promise<string> {
    const { deadlineAt } = (await findRequest(api.pool, requestId)) ?? {};
    const { calendar } = api.deps.office;
    return lastDayOf(deadline(deadlineAt ?? new Date(NaN), 3, calendar).at, calendar).toString();
  }

  /** The asked body's head has a step of its request, as 送达 would open it: so he may read the case. */
  async function openStepOfRequest(caseId: string, requestId: string): Promise<string> {
    const { elementInstanceKey } = await openTask(api, caseId, { holder: financeHead, act: '会签' });
    await api.pool.query(
      `update steps set countersign_request_id = $2,
            countersign_round_id = (select round_id from countersign_requests where id = $2)
      where element_instance_key = $1`,
      [elementInstanceKey, requestId],
    );
    return elementInstanceKey;
  }

  return { openStepOfRequest, serve, openRound, answer, deem, workingDayAfter };
}
