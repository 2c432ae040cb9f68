import { z } from 'zod';
import { findPressRelease } from '../../db/afterMeeting/press';
import { appendLedger } from '../../db/ledger';
import { closeCase } from '../../db/runningCases';
import { withTransaction } from '../../db/transaction';
import { requireOwnCase } from '../case/requireOwnCase';
import type { WorkerDeps } from '../deps';
import { defineWorker } from '../runJob';

/** 办结报道: published and recorded, or given up for a reason; once. @rule art-42 */
export const close = defineWorker({
  type: 'press.close',
  action: '办结报道',
  input: z.object({ caseId: z.uuid() }),
  createHandler:
    ({ pool }: WorkerDeps) =>
    async ({ caseId }, job) =>
      withTransaction(pool, async (sql) => {
        await requireOwnCase(sql, caseId, job);
        const isPublished = ((await findPressRelease(sql, caseId))?.publications.length ?? 0) > 0;
        await closeCase(sql, caseId, isPublished ? 'done' : 'cancelled');
        await appendLedger(sql, {
          caseId,
          kind: 'press-closed',
          personId: null,
          actor: '系统',
          capacity: null,
          summary: isPublished ? '报道已发布，办结' : '不再报道，办结',
          effectKey: 'press-closed',
        });
        return {};
      }),
});
