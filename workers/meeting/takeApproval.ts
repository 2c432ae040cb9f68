import { z } from 'zod';
import { requireOwnCase } from '../case/requireOwnCase';
import type { WorkerDeps } from '../deps';
import { defineWorker } from '../runJob';

/**
 * 批印 as it was recorded: the meeting's number, who belongs to it, its topics on the agenda.
 *
 * @rule art-38
 */
export const takeApproval = defineWorker({
  type: 'meeting.takeApproval',
  action: '登记批印',
  input: z.object({ caseId: z.uuid() }),
  createHandler:
    ({ pool }: WorkerDeps) =>
    async ({ caseId }, job) => {
      await requireOwnCase(pool, caseId, job);
      return {};
    },
});
