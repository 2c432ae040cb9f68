import { randomUUID } from 'node:crypto';
import type { Account } from '../../../db/accounts';
import { isAnswerUnderWay } from '../../../db/countersign/answers';
import { latestStage } from '../../../db/countersign/askAgain';
import { dropRequest, endRound as end } from '../../../db/countersign/endings';
import { tellBody } from '../../../db/countersign/notices';
import { requestFor } from '../../../db/countersign/requestFor';
import { findNamedBodies } from '../../../db/countersign/named';
import type { RequestRow } from '../../../db/countersign/requests';
import { insertRequest, listRequests } from '../../../db/countersign/requests';
import { appendLedger } from '../../../db/ledger';
import { enqueue } from '../../../db/outbox';
import { loadPeopleSnapshot } from '../../../db/people';
import type { Queryable } from '../../../db/pool';
import { loadRuleSet } from '../../../db/ruleSets';
import type { RunningCase } from '../../../db/runningCases';
import { findLatestVersion } from '../../../db/versions';
import type { OwnLimit } from '../../../domain/countersign/limits';
import { messages } from '../../../domain/generated/ids';
import type { Dependencies } from '../../dependencies';
import { conflict, refusedByRule, unacceptable } from '../../problems';
import { asLead, onRequestAsLead } from './onRound';

/**
 * 增加会签单位 while the round runs: asked at once, with a limit that runs from its own delivery. Answers the request's id.
 *
 * @rule art-45
 */
export async function addDepartment(
  deps: Dependencies,
  account: Account,
  roundId: string,
  wish: { bodyId: string; reason: string; own: OwnLimit | null },
): Promise<string> {
  return asLead(deps, account, roundId, async ({ sql, place, running, now }, actor) => {
    const { bodies } = await loadPeopleSnapshot(sql, now);
    const body = bodies.find(({ id }) => id === wish.bodyId);
    if (!body) throw unacceptable('no-such-body', '没有这个单位', `没有单位“${wish.bodyId}”。`);
    const stage = await latestStage(sql, roundId);
    const { purpose, leadBodyId } = place;
    const round = { roundId, purpose, leadBodyId, stage, about: 'document', group: 1 } as const;
    const added = { own: wish.own, setBy: actor.personId, addedBy: actor.personId, addReason: wish.reason };
    const ruleSet = await loadRuleSet(sql, running.ruleSetHash);
    const request = requestFor(ruleSet, running, body, { ...round, ...added });
    const requestId = await insertRequest(sql, request);
    if (!requestId) throw conflict('already-asked', '已在会签', `${body.shortName}已在本轮会签之列。`);
    const effectKey = `countersign-added:${requestId}`;
    await appendLedger(sql, {
      caseId: running.id,
      kind: 'countersign-added',
      personId: actor.personId,
      actor: actor.capacity,
      capacity: null,
      summary: `增加会签单位${body.shortName}：${wish.reason}`,
      data: { roundId, requestId },
      rule: request.limitRule,
      effectKey,
      at: now,
    });
    await enqueue(sql, {
      kind: 'publish-message',
      caseId: running.id,
      payload: {
        name: messages.countersignDepartmentAdded,
        correlationKey: roundId,
        variables: { requestId },
      },
      effectKey,
    });
    return requestId;
  });
}

/**
 * 取消会签单位. What its head has declared already is not taken out of his hands; whom the table names, and whoever issues
 * the paper too, can't be done without.
 *
 * @rule art-45
 */
export async function dropDepartment(
  deps: Dependencies,
  account: Account,
  requestId: string,
  reason: string,
): Promise<void> {
  await onRequestAsLead(deps, account, requestId, async ({ sql, running, now }, request, actor) => {
    await requireDispensable(sql, running, request);
    const answering = deps.office.vocabulary.decisions.filter(({ answers }) => answers).map(({ id }) => id);
    if (request.state !== 'waiting' && request.state !== 'open') {
      throw conflict('request-closed', '不能取消', `${request.bodyName}的会签已有结果，不能取消。`);
    }
    if (await isAnswerUnderWay(sql, requestId, now, answering)) {
      throw conflict('answer-under-way', '不能取消', `${request.bodyName}刚刚作出答复，正在登记，不能取消。`);
    }
    await dropRequest(sql, request, reason, actor, now);
  });
}

async function requireDispensable(
  sql: Queryable,
  running: RunningCase,
  { bodyId, bodyName, limitRule }: RequestRow,
): Promise<void> {
  const ruleSet = await loadRuleSet(sql, running.ruleSetHash);
  const version = await findLatestVersion(sql, running.id);
  const named = await findNamedBodies(sql, ruleSet, { ...running, content: version?.content ?? {} });
  if (named.jointly.includes(bodyId)) {
    throw refusedByRule(
      '不能取消',
      `${bodyName}是联合行文单位，不能取消；不再联合的，请退回后修改文稿。`,
      limitRule,
    );
  }
  if (!named.required.includes(bodyId)) return;
  const rule = { ...ruleSet.consultees(running.facts), ruleSet: ruleSet.hash };
  throw refusedByRule('不能取消', `${rule.words}${bodyName}不能取消。`, rule);
}

/**
 * 催办: exactly those who have been asked and haven't answered. Answers whom.
 *
 * @rule art-45 art-58
 */
export async function urge(deps: Dependencies, account: Account, roundId: string): Promise<string[]> {
  return asLead(deps, account, roundId, async ({ sql, running, now }, actor) => {
    const standing = (await listRequests(sql, roundId)).filter(({ state }) => state === 'open');
    if (standing.length === 0) throw conflict('nobody-to-urge', '无须催办', '没有尚未答复的单位。');
    const urgingId = randomUUID();
    for (const request of standing) {
      await sql.query(
        `insert into countersign_urgings (id, request_id, urged_by, urged_as, urged_at) values ($1, $2, $3, $4, $5)`,
        [randomUUID(), request.id, actor.personId, actor.capacity, now],
      );
      await tellBody(sql, request.bodyId, {
        roundId,
        requestId: request.id,
        kind: 'urged',
        words: `${actor.capacity}催办：请尽快答复`,
        at: now,
        effectKey: `countersign-urged:${urgingId}`,
      });
    }
    const names = standing.map(({ bodyName }) => bodyName);
    await appendLedger(sql, {
      caseId: running.id,
      kind: 'countersign-urged',
      personId: actor.personId,
      actor: actor.capacity,
      capacity: null,
      summary: `催办：${names.join('、')}`,
      data: { roundId, requestIds: standing.map(({ id }) => id) },
      effectKey: `countersign-urged:${urgingId}`,
      at: now,
    });
    return standing.map(({ bodyId }) => bodyId);
  });
}

/** The round ends with its document, which goes back or is withdrawn. @rule art-45 */
export async function endRound(
  deps: Dependencies,
  account: Account,
  roundId: string,
  ending: { outcome: 'returned' | 'withdrawn'; reason: string },
): Promise<void> {
  await asLead(deps, account, roundId, async ({ sql, running, now }, actor) => {
    await end(sql, { id: roundId, caseId: running.id }, { ...ending, actor, at: now });
  });
}
