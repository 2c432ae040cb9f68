import { z } from 'zod';
import type { WorkerDeps } from '../deps';
import { defineWorker } from '../runJob';
import { concludeStep } from './concludeStep';

/** End listener of human steps: records the act; `outcome` leads the gateway that follows. */
export const recordStep = defineWorker({
  type: 'case.recordStep',
  action: '登记办理意见',
  input: z.object({ caseId: z.uuid() }),
  createHandler: (deps: WorkerDeps) => async (_input, job) => ({
    outcome: await concludeStep(deps, job.elementInstanceKey),
  }),
});
