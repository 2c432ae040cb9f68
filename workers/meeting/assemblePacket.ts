import { z } from 'zod';
import { requireOwnCase } from '../case/requireOwnCase';
import type { WorkerDeps } from '../deps';
import { defineWorker } from '../runJob';

/**
 * The packet of each class of recipients, from the agenda that was approved.
 *
 * @rule art-38
 */
export const assemblePacket = defineWorker({
  type: 'meeting.assemblePacket',
  action: '汇编会议材料',
  input: z.object({ caseId: z.uuid() }),
  createHandler:
    ({ pool }: WorkerDeps) =>
    async ({ caseId }, job) => {
      await requireOwnCase(pool, caseId, job);
      return {};
    },
});
