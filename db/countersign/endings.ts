import { messages } from '../../domain/generated/ids';
import type { RoundOutcome } from '../../domain/countersign/types';
import { endWatch } from '../deadlineWatch';
import { appendLedger } from '../ledger';
import { enqueue } from '../outbox';
import type { Queryable } from '../pool';
import { tellBody } from './notices';
import type { Actor } from './openRound';
import type { RequestRow } from './requests';
import { cancelSteps, closeRequest, listRequests } from './requests';
import { closeRound } from './rounds';

/**
 * 取消会签单位: the request ends here and now, whoever is typing; the engine is told. The caller has locked the case and
 * seen that it stands.
 *
 * @rule art-45
 */
export async function dropRequest(
  sql: Queryable,
  request: RequestRow,
  reason: string,
  actor: Actor,
  at: Date,
): Promise<void> {
  const effectKey = `countersign-dropped:${request.id}`;
  await closeRequest(sql, request.id, 'dropped', { reason, by: actor.personId });
  const notice = { roundId: request.roundId, requestId: request.id, kind: 'dropped', at, effectKey } as const;
  await tellBody(sql, request.bodyId, { ...notice, words: '已取消会签，不必再答复' });
  await endSteps(sql, request.caseId, await cancelSteps(sql, { requestId: request.id }));
  await appendLedger(sql, {
    caseId: request.caseId,
    kind: 'countersign-dropped',
    personId: actor.personId,
    actor: actor.capacity,
    capacity: null,
    summary: `取消${request.bodyName}会签：${reason}`,
    data: { requestId: request.id, roundId: request.roundId },
    rule: request.limitRule,
    effectKey,
    at,
  });
  await enqueue(sql, {
    kind: 'publish-message',
    caseId: request.caseId,
    payload: { name: messages.countersignRequestEnded, correlationKey: request.id, variables: {} },
    effectKey,
  });
}

/**
 * The document goes back or is withdrawn: the round ends with it, and every request that stands. Answers whether it was
 * open. The caller has locked the case.
 *
 * @rule art-45
 */
export async function endRound(
  sql: Queryable,
  round: { id: string; caseId: string },
  ending: {
    outcome: Extract<RoundOutcome, 'returned' | 'withdrawn'>;
    reason: string;
    actor: Actor;
    at: Date;
  },
): Promise<boolean> {
  const { outcome, reason, actor, at } = ending;
  if (!(await closeRound(sql, round.id, outcome, reason))) return false;
  const effectKey = `countersign-ended:${round.id}`;
  const word = outcome === 'returned' ? '退回' : '撤回';
  const standing = (await listRequests(sql, round.id)).filter(
    ({ state }) => state === 'waiting' || state === 'open',
  );
  for (const request of standing) {
    await closeRequest(sql, request.id, 'ended', { reason, by: actor.personId });
    const notice = { roundId: round.id, requestId: request.id, kind: 'ended', at, effectKey } as const;
    await tellBody(sql, request.bodyId, { ...notice, words: `文稿已${word}，本次会签结束，不必再答复` });
  }
  await endSteps(sql, round.caseId, await cancelSteps(sql, { roundId: round.id }));
  await appendLedger(sql, {
    caseId: round.caseId,
    kind: 'countersign-ended',
    personId: actor.personId,
    actor: actor.capacity,
    capacity: null,
    summary: `文稿${word}，会签结束：${reason}`,
    data: { roundId: round.id, ended: standing.map(({ bodyId }) => bodyId) },
    effectKey,
    at,
  });
  await enqueue(sql, {
    kind: 'publish-message',
    caseId: round.caseId,
    payload: { name: messages.countersignRoundEnded, correlationKey: round.id, variables: {} },
    effectKey,
  });
  return true;
}

async function endSteps(sql: Queryable, caseId: string, keys: string[]): Promise<void> {
  for (const key of keys) await endWatch(sql, caseId, key);
}
