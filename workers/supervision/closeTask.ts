import { z } from 'zod';
import { findLastAct } from '../../db/agreements';
import { appendLedger } from '../../db/ledger';
import { closeCase } from '../../db/runningCases';
import { withTransaction } from '../../db/transaction';
import { requireOwnCase } from '../case/requireOwnCase';
import type { WorkerDeps } from '../deps';
import { defineWorker } from '../runJob';

/** 登记销号: the leader has confirmed that the task is done; once. @rule art-24 */
export const closeTask = defineWorker({
  type: 'supervision.closeTask',
  action: '登记销号',
  input: z.object({ caseId: z.uuid() }),
  createHandler:
    ({ pool }: WorkerDeps) =>
    async ({ caseId }, job) =>
      withTransaction(pool, async (sql) => {
        await requireOwnCase(sql, caseId, job);
        const last = await findLastAct(sql, caseId);
        await closeCase(sql, caseId, 'done');
        await appendLedger(sql, {
          caseId,
          kind: 'task-closed',
          personId: null,
          actor: '系统',
          capacity: null,
          summary: `销号${last ? `，由${last.actor}确认` : ''}`,
          effectKey: 'task-closed',
        });
        return {};
      }),
});
