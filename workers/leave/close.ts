import { z } from 'zod';
import { closeCase } from '../../db/runningCases';
import { requireOwnCase } from '../case/requireOwnCase';
import type { WorkerDeps } from '../deps';
import { defineWorker } from '../runJob';

/**
 * Ends what needs no decision any more: a request that was given back, a list on which nobody is left.
 *
 * @rule art-39
 */
export const close = defineWorker({
  type: 'leave.close',
  action: '销假办结',
  input: z.object({ caseId: z.uuid() }),
  createHandler:
    ({ pool }: WorkerDeps) =>
    async ({ caseId }, job) => {
      await requireOwnCase(pool, caseId, job);
      await closeCase(pool, caseId, 'cancelled');
      return {};
    },
});
