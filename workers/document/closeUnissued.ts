import { z } from 'zod';
import { appendLedger } from '../../db/ledger';
import { closeCase } from '../../db/runningCases';
import { findLastAct } from '../../db/agreements';
import { withTransaction } from '../../db/transaction';
import type { WorkerDeps } from '../deps';
import { requireOwnCase } from '../case/requireOwnCase';
import { defineWorker, PermanentError } from '../runJob';

/** 存废稿: the signer's 不发 or the drafter's 作废 ends the case; everything is kept, nothing gets a number (law 10). */
export const closeUnissued = defineWorker({
  type: 'document.closeUnissued',
  action: '存废稿',
  input: z.object({ caseId: z.uuid() }),
  createHandler:
    (deps: WorkerDeps) =>
    async ({ caseId }, job) =>
      withTransaction(deps.pool, async (sql) => {
        await requireOwnCase(sql, caseId, job);
        const last = await findLastAct(sql, caseId);
        const decision = deps.office.vocabulary.decisions.find(({ id }) => id === last?.decision);
        if (!last || !decision?.closesAs) {
          throw new PermanentError('库中没有不发或作废的决定，此件不得存为废稿');
        }
        await closeCase(sql, caseId, decision.closesAs);
        await appendLedger(sql, {
          caseId,
          kind: 'closed-unissued',
          personId: null,
          actor: '系统',
          capacity: null,
          summary: `存废稿，不编号：${last.actor}决定${decision.label}`,
          effectKey: 'closed-unissued',
        });
        return {};
      }),
});
