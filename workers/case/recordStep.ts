import { z } from 'zod';
import { findRunningCase } from '../../db/runningCases';
import type { WorkerDeps } from '../deps';
import { defineWorker } from '../runJob';
import { concludeStep } from './concludeStep';

/** End listener of human steps: records the act; `outcome` leads the gateway that follows. */
export const recordStep = defineWorker({
  type: 'case.recordStep',
  action: '登记办理意见',
  input: z.object({ caseId: z.uuid() }),
  createHandler:
    (deps: WorkerDeps) =>
    async ({ caseId }, job) => {
      const outcome = await concludeStep(deps, job.elementInstanceKey);
      // A revised draft may have another title, which later forms show.
      const running = await findRunningCase(deps.pool, caseId);
      return { outcome, title: running?.title };
    },
});
