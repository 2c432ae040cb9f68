import { z } from 'zod';
import { requireOwnCase } from '../case/requireOwnCase';
import type { WorkerDeps } from '../deps';
import { defineWorker } from '../runJob';

/**
 * What follows from a meeting that has ended.
 *
 * @rule art-40
 */
export const followUp = defineWorker({
  type: 'meeting.followUp',
  action: '转办议定事项',
  input: z.object({ caseId: z.uuid() }),
  createHandler:
    ({ pool }: WorkerDeps) =>
    async ({ caseId }, job) => {
      await requireOwnCase(pool, caseId, job);
      return {};
    },
});
