import type { PoolClient } from 'pg';
import { z } from 'zod';
import { lockCase } from '../../db/cases';
import { findPlaceOfRound } from '../../db/countersign/place';
import type { RequestRow } from '../../db/countersign/requests';
import { findRequest, serveRequest } from '../../db/countersign/requests';
import { appendLedger } from '../../db/ledger';
import { withTransaction } from '../../db/transaction';
import { workingDeadline } from '../../db/workingDeadline';
import { momentInWords } from '../../domain/calendar/momentInWords';
import type { WorkerDeps } from '../deps';
import { defineWorker, PermanentError } from '../runJob';

/**
 * 送达: from now on the limit runs, and this instance is in charge of the request. A second instance of the same request
 * ends silently (law 1). The deadline becomes a variable of the process: a boundary's or timer's expression can't see
 * what listeners compute.
 *
 * @rule art-45
 */
export const deliverRequest = defineWorker({
  type: 'countersign.deliverRequest',
  action: '送达会签单位',
  input: z.object({ requestId: z.uuid() }),
  createHandler:
    (deps: WorkerDeps) =>
    async ({ requestId }, job) => {
      const found = await findRequest(deps.pool, requestId);
      if (!found) throw new PermanentError('库中没有这一会签请求，流程不得继续');
      return withTransaction(deps.pool, async (sql) => {
        await lockCase(sql, found.caseId);
        const request = (await findRequest(sql, requestId)) ?? found;
        if (request.deadlineAt && request.processInstanceKey === job.processInstanceKey) {
          return { isToBeAsked: request.state === 'open', deadlineAt: request.deadlineAt.toISOString() };
        }
        const round = await findPlaceOfRound(sql, request.roundId);
        if (request.state !== 'waiting' || round?.roundState !== 'open') return { isToBeAsked: false };
        const deadlineAt = await serve(deps, sql, request, job.processInstanceKey);
        return { isToBeAsked: true, deadlineAt: deadlineAt.toISOString() };
      });
    },
});

async function serve(
  { clock, office }: WorkerDeps,
  sql: PoolClient,
  request: RequestRow,
  processInstanceKey: string,
): Promise<Date> {
  const servedAt = clock.now();
  const due = await workingDeadline(sql, servedAt, request.limitDays, servedAt);
  await serveRequest(sql, request.id, {
    processInstanceKey,
    servedAt,
    deadlineAt: due.at,
    provisional: due.provisional,
    calendarVersion: due.calendarVersion,
  });
  const silence = request.mayBeDeemed ? '，逾期没有答复的视为无不同意见' : '';
  await appendLedger(sql, {
    caseId: request.caseId,
    kind: 'countersign-served',
    personId: null,
    actor: '系统',
    capacity: null,
    summary: `送达${request.bodyName}，请于${momentInWords(due.at, office.timeZone)}前答复${silence}`,
    data: {
      requestId: request.id,
      limitDays: request.limitDays,
      limitSetBy: request.limitSetBy,
      deadlineAt: due.at.toISOString(),
      provisional: due.provisional,
      calendarVersion: due.calendarVersion,
    },
    rule: request.limitRule,
    effectKey: `countersign-served:${request.id}`,
    at: servedAt,
  });
  return due.at;
}
