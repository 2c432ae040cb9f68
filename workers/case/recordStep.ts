import { z } from 'zod';
import type { WorkerDeps } from '../deps';
import { defineWorker } from '../runJob';
import { concludeStep } from './concludeStep';

/**
 * End listener of human steps: records the act; `outcome` leads the gateway that follows. It reads no variable:
 * whoever completes a task can set any of them.
 */
export const recordStep = defineWorker({
  type: 'case.recordStep',
  action: '登记办理意见',
  input: z.object({}),
  createHandler: (deps: WorkerDeps) => async (_input, job) => ({
    ...(await concludeStep(deps, job.elementInstanceKey, job.processInstanceKey)),
  }),
});
