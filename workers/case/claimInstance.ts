import { z } from 'zod';
import { claimCase, findRunningCase } from '../../db/runningCases';
import { rerouteKey } from '../../db/reroutings';
import { withTransaction } from '../../db/transaction';
import { withdrawKey } from '../../db/withdrawals';
import { readingInputs } from '../../domain/routing';
import type { WorkerDeps } from '../deps';
import { defineWorker, PermanentError } from '../runJob';

/** 登记办件: the first process instance of a case takes it; a duplicate ends silently (law 1). */
export const claimInstance = defineWorker({
  type: 'case.claimInstance',
  action: '登记办件',
  input: z.object({ caseId: z.uuid() }),
  createHandler:
    ({ pool, office }: WorkerDeps) =>
    async ({ caseId }, job) => {
      const running = await findRunningCase(pool, caseId);
      if (!running) throw new PermanentError('库中没有这一办件，流程不得继续');
      const isOurs = await withTransaction(pool, (sql) => claimCase(sql, caseId, job.processInstanceKey));
      // What the diagram asks for before anybody has acted.
      return {
        isDuplicate: !isOurs,
        withdrawKey: await withdrawKey(pool, caseId),
        keptSteps: [],
        isSigned: false,
        readings: readingInputs(office.readings, running.readings),
        rerouteKey: rerouteKey(caseId, running.reroutings),
      };
    },
});
