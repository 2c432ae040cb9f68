import type { PoolClient } from 'pg';
import { z } from 'zod';
import { lockCase } from '../../db/cases';
import { answersUnderWay, listAnsweredByPhone } from '../../db/countersign/answers';
import { findPlaceOfInstance } from '../../db/countersign/place';
import type { RequestRow } from '../../db/countersign/requests';
import { findRequest, listSilent } from '../../db/countersign/requests';
import { withTransaction } from '../../db/transaction';
import type { RequestState } from '../../domain/countersign/types';
import type { WorkerDeps } from '../deps';
import { defineWorker, NotYet, PermanentError } from '../runJob';
import { deem, leaveUnsigned, reportOverdue } from './expire';

/** How long beyond a deadline the feed may bring what was completed before it. */
const FEED_MILLISECONDS = 3_000;

/** What the diagram goes by: wait on, the request has its result, or its time is no longer watched. */
type Checked = { deadline: 'running'; deadlineAt: string } | { deadline: 'expired' | 'untimed' };

/**
 * 核对期限: the timer says that it is time to look, and the record says what is true: extended meanwhile, answered in time,
 * or silent. The time of expiry is the deadline, whenever this is run (law 7).
 *
 * @rule art-22 art-45
 */
export const checkDeadline = defineWorker({
  type: 'countersign.checkDeadline',
  action: '核对会签期限',
  input: z.object({ deadlineAt: z.iso.datetime({ offset: true }) }),
  createHandler:
    (deps: WorkerDeps) =>
    async ({ deadlineAt }, job) => {
      const place = await findPlaceOfInstance(deps.pool, job.processInstanceKey);
      if (!place?.request) throw new PermanentError('本流程实例没有承办任何会签请求，不得继续');
      const { id, state } = place.request;
      if (isExpired(state)) return { deadline: 'expired' };
      return withTransaction(deps.pool, async (sql) => {
        await lockCase(sql, place.caseId);
        const request = await findRequest(sql, id);
        if (!request?.deadlineAt) throw new PermanentError('会签请求没有送达，不得核对期限');
        return { ...(await check(deps, sql, request, request.deadlineAt, new Date(deadlineAt))) };
      });
    },
});

async function check(
  deps: WorkerDeps,
  sql: PoolClient,
  request: RequestRow,
  deadlineAt: Date,
  awaited: Date,
): Promise<Checked> {
  if (isExpired(request.state)) return { deadline: 'expired' };
  if (request.state !== 'open' || request.overdueAt) return { deadline: 'untimed' };

  const now = deps.clock.now();
  if (now < deadlineAt) {
    // An engine whose clock is ahead of ours would ask again and again.
    if (awaited.getTime() === deadlineAt.getTime()) throw new NotYet('尚未到期限');
    return { deadline: 'running', deadlineAt: deadlineAt.toISOString() };
  }
  if (now.getTime() < deadlineAt.getTime() + FEED_MILLISECONDS)
    throw new NotYet('等候引擎送达期满前的办结记录');
  return expire(deps, sql, request, deadlineAt, now);
}

/** With all others of the round that are silent by now: their timers fall due in the same moment. */
async function expire(
  deps: WorkerDeps,
  sql: PoolClient,
  request: RequestRow,
  deadlineAt: Date,
  now: Date,
): Promise<Checked> {
  const silent = await listSilent(sql, request.roundId, new Date(now.getTime() - FEED_MILLISECONDS));
  const moments = silent.map(({ id, deadlineAt: before }) => ({ requestId: id, before: before ?? now }));
  const underWay = await answersUnderWay(sql, moments, answering(deps));
  if (underWay.includes(request.id)) throw new NotYet('期满前已有人答复，等候登记');

  const expired = silent.filter(({ id }) => !underWay.includes(id));
  const byPhone = await listAnsweredByPhone(
    sql,
    expired.map(({ id }) => id),
  );
  if (byPhone.includes(request.id)) await leaveUnsigned(deps, sql, request);
  else if (request.mayBeDeemed) {
    await deem(
      deps,
      sql,
      expired.filter(({ id, mayBeDeemed }) => mayBeDeemed && !byPhone.includes(id)),
    );
  } else {
    await reportOverdue(deps, sql, request, deadlineAt);
    return { deadline: 'untimed' };
  }
  return { deadline: 'expired' };
}

const isExpired = (state: RequestState): boolean => state === 'deemed' || state === 'by-phone';

function answering({ office }: WorkerDeps): string[] {
  return office.vocabulary.decisions.filter(({ answers }) => answers).map(({ id }) => id);
}
