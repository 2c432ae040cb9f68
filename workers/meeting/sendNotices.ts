import { z } from 'zod';
import { requireOwnCase } from '../case/requireOwnCase';
import type { WorkerDeps } from '../deps';
import { defineWorker } from '../runJob';

/**
 * Notices with 回执 to everybody who belongs to the meeting.
 *
 * @rule art-38
 */
export const sendNotices = defineWorker({
  type: 'meeting.sendNotices',
  action: '送达会议通知',
  input: z.object({ caseId: z.uuid() }),
  createHandler:
    ({ pool }: WorkerDeps) =>
    async ({ caseId }, job) => {
      await requireOwnCase(pool, caseId, job);
      return {};
    },
});
