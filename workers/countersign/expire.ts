import type { PoolClient } from 'pg';
import { insertDeemed } from '../../db/countersign/answers';
import type { CountersignNoticeKind } from '../../db/countersign/notices';
import { tellBody, tellLead } from '../../db/countersign/notices';
import type { RequestRow } from '../../db/countersign/requests';
import { closeRequest, markOverdue } from '../../db/countersign/requests';
import { appendLedger } from '../../db/ledger';
import { loadPeopleSnapshot } from '../../db/people';
import { loadRuleSet } from '../../db/ruleSets';
import { findRunningCase } from '../../db/runningCases';
import type { RuleReference } from '../../domain/routing/facts';
import type { WorkerDeps } from '../deps';
import { PermanentError } from '../runJob';

/**
 * 逾期视为无不同意见, with its evidence; never an agreement.
 *
 * @rule art-45
 */
export async function deem(deps: WorkerDeps, sql: PoolClient, request: RequestRow, at: Date): Promise<void> {
  const rule = await ruleOf(deps, sql, request);
  await insertDeemed(sql, request.id, rule);
  await closeRequest(sql, request.id, 'deemed');
  const words = `${request.bodyName}逾期没有答复，视为无不同意见`;
  await tellAndRecord(sql, request, { kind: 'deemed', words, at, rule });
}

/** A lower government is late: it is reported, and still expected to answer. @rule art-22 */
export async function reportOverdue(
  deps: WorkerDeps,
  sql: PoolClient,
  request: RequestRow,
  at: Date,
): Promise<void> {
  if (!(await markOverdue(sql, request.id, at))) return;
  const rule = await ruleOf(deps, sql, request);
  const words = `${request.bodyName}期满没有答复，不作认定，继续等候答复`;
  await tellAndRecord(sql, request, { kind: 'overdue', words, at, rule });
}

/** An answer by telephone that nobody signed in time stands as what it is: told, not silent, not signed. @rule art-45 */
export async function leaveUnsigned(
  deps: WorkerDeps,
  sql: PoolClient,
  request: RequestRow,
  at: Date,
): Promise<void> {
  await closeRequest(sql, request.id, 'by-phone');
  const rule = await ruleOf(deps, sql, request);
  const words = `${request.bodyName}电话答复后没有按期补签，按电话答复登记`;
  await tellAndRecord(sql, request, { kind: 'phone-unsigned', words, at, rule });
}

async function tellAndRecord(
  sql: PoolClient,
  request: RequestRow,
  { kind, words, at, rule }: { kind: CountersignNoticeKind; words: string; at: Date; rule: RuleReference },
): Promise<void> {
  const effectKey = `countersign-${kind}:${request.id}`;
  const notice = { roundId: request.roundId, requestId: request.id, kind, words, at, effectKey };
  await tellLead(sql, notice);
  await tellBody(sql, request.bodyId, notice);
  await appendLedger(sql, {
    caseId: request.caseId,
    kind: `countersign-${kind}`,
    personId: null,
    actor: '系统',
    capacity: null,
    summary: words,
    data: {
      requestId: request.id,
      servedAt: request.servedAt?.toISOString() ?? null,
      deadlineAt: at.toISOString(),
      limitDays: request.limitDays,
      limitSetBy: request.limitSetBy,
      calendarVersion: request.calendarVersion,
    },
    rule,
    effectKey,
    at,
  });
}

async function ruleOf({ clock }: WorkerDeps, sql: PoolClient, request: RequestRow): Promise<RuleReference> {
  const running = await findRunningCase(sql, request.caseId);
  const { bodies } = await loadPeopleSnapshot(sql, clock.now());
  const body = bodies.find(({ id }) => id === request.bodyId);
  if (!running || !body) throw new PermanentError('未查到本件的登记，请运行 npm run doctor 核对');
  const ruleSet = await loadRuleSet(sql, running.ruleSetHash);
  const { article, reading, words } = ruleSet.countersignRule(body.kind, request.purpose);
  return { article, reading, ruleSet: ruleSet.hash, words };
}
