import { z } from 'zod';
import { lockCase } from '../../db/cases';
import { findPlaceOfRound } from '../../db/countersign/place';
import { claimRound as claim } from '../../db/countersign/rounds';
import { withTransaction } from '../../db/transaction';
import type { WorkerDeps } from '../deps';
import { defineWorker, PermanentError } from '../runJob';

/** 登记会签: the first process instance of a round takes it; a duplicate ends silently (law 1). */
export const claimRound = defineWorker({
  type: 'countersign.claimRound',
  action: '登记会签',
  input: z.object({ roundId: z.uuid() }),
  createHandler:
    ({ pool }: WorkerDeps) =>
    async ({ roundId }, job) => {
      const place = await findPlaceOfRound(pool, roundId);
      if (!place) throw new PermanentError('库中没有这一轮会签，流程不得继续');
      return withTransaction(pool, async (sql) => {
        await lockCase(sql, place.caseId);
        return { isDuplicate: !(await claim(sql, roundId, job.processInstanceKey)) };
      });
    },
});
