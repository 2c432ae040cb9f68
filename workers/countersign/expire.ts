import type { PoolClient } from 'pg';
import { insertDeemed } from '../../db/countersign/answers';
import type { CountersignNoticeKind } from '../../db/countersign/notices';
import { tellBodies, tellLead } from '../../db/countersign/notices';
import type { RequestRow } from '../../db/countersign/requests';
import { closeRequest, closeRequests, markOverdue } from '../../db/countersign/requests';
import { appendLedger } from '../../db/ledger';
import { loadPeopleSnapshot } from '../../db/people';
import { loadRuleSet } from '../../db/ruleSets';
import { findRunningCase } from '../../db/runningCases';
import type { RuleReference } from '../../domain/routing/facts';
import type { WorkerDeps } from '../deps';
import { PermanentError } from '../runJob';

/** A request whose deadline has passed, with the rule that says what follows. */
interface Expired {
  request: RequestRow;
  deadlineAt: Date;
  rule: RuleReference;
}

/**
 * 逾期视为无不同意见, with its evidence; never an agreement. All of them are of one round.
 *
 * @rule art-45
 */
export async function deem(deps: WorkerDeps, sql: PoolClient, requests: RequestRow[]): Promise<void> {
  const expired = await withRules(deps, sql, requests);
  await insertDeemed(
    sql,
    expired.map(({ request, rule }) => ({ requestId: request.id, rule })),
  );
  await closeRequests(
    sql,
    requests.map(({ id }) => id),
    'deemed',
  );
  await tellAndRecord(sql, 'deemed', expired, ({ bodyName }) => `${bodyName}逾期没有答复，视为无不同意见`);
}

/** A lower government is late: it is reported, and still expected to answer. @rule art-22 */
export async function reportOverdue(
  deps: WorkerDeps,
  sql: PoolClient,
  request: RequestRow,
  at: Date,
): Promise<void> {
  if (!(await markOverdue(sql, request.id, at))) return;
  const expired = await withRules(deps, sql, [request]);
  const words = `${request.bodyName}期满没有答复，不作认定，继续等候答复`;
  await tellAndRecord(sql, 'overdue', expired, () => words);
}

/** An answer by telephone that nobody signed in time stands as what it is: told, not silent, not signed. @rule art-45 */
export async function leaveUnsigned(deps: WorkerDeps, sql: PoolClient, request: RequestRow): Promise<void> {
  await closeRequest(sql, request.id, 'by-phone');
  const expired = await withRules(deps, sql, [request]);
  const words = `${request.bodyName}电话答复后没有按期补签，按电话答复登记`;
  await tellAndRecord(sql, 'phone-unsigned', expired, () => words);
}

async function tellAndRecord(
  sql: PoolClient,
  kind: CountersignNoticeKind,
  expired: Expired[],
  inWords: (request: RequestRow) => string,
): Promise<void> {
  const effectKeyOf = ({ id }: RequestRow): string => `countersign-${kind}:${id}`;
  const notices = expired.map(({ request, deadlineAt }) => ({
    roundId: request.roundId,
    requestId: request.id,
    bodyId: request.bodyId,
    kind,
    words: inWords(request),
    at: deadlineAt,
    effectKey: effectKeyOf(request),
  }));
  await tellLead(sql, ...notices);
  await tellBodies(sql, notices);
  for (const { request, deadlineAt, rule } of expired)
    await appendLedger(sql, {
      caseId: request.caseId,
      kind: `countersign-${kind}`,
      personId: null,
      actor: '系统',
      capacity: null,
      summary: inWords(request),
      data: {
        requestId: request.id,
        servedAt: request.servedAt?.toISOString() ?? null,
        deadlineAt: deadlineAt.toISOString(),
        limitDays: request.limitDays,
        limitSetBy: request.limitSetBy,
        calendarVersion: request.calendarVersion,
      },
      rule,
      effectKey: effectKeyOf(request),
      at: deadlineAt,
    });
}

/** Requests of one case that have a deadline. */
async function withRules({ clock }: WorkerDeps, sql: PoolClient, requests: RequestRow[]): Promise<Expired[]> {
  const running = await findRunningCase(sql, requests[0]?.caseId ?? '');
  const { bodies } = await loadPeopleSnapshot(sql, clock.now());
  return Promise.all(
    requests.map(async (request) => {
      const { deadlineAt } = request;
      const body = bodies.find(({ id }) => id === request.bodyId);
      if (!running || !body || !deadlineAt)
        throw new PermanentError('未查到本件的登记，请运行 npm run doctor 核对');
      const ruleSet = await loadRuleSet(sql, running.ruleSetHash);
      const { article, reading, words } = ruleSet.countersignRule(body.kind, request.purpose);
      return { request, deadlineAt, rule: { article, reading, ruleSet: ruleSet.hash, words } };
    }),
  );
}
