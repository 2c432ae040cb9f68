import { z } from 'zod';
import { appendLedger } from '../../db/ledger';
import { assignDocumentNumber as assign } from '../../db/numbers';
import { findRunningCase } from '../../db/runningCases';
import { findStandingSignature } from '../../db/signatures';
import { withTransaction } from '../../db/transaction';
import { dayIn } from '../../domain/calendar/zonedDay';
import type { WorkerDeps } from '../deps';
import { defineWorker, PermanentError } from '../runJob';

/** 编发文字号: gapless per series and year, after the signature only, once per case (law 4). */
export const assignDocumentNumber = defineWorker({
  type: 'document.assignDocumentNumber',
  action: '编发文字号',
  input: z.object({ caseId: z.uuid() }),
  createHandler:
    (deps: WorkerDeps) =>
    async ({ caseId }) =>
      withTransaction(deps.pool, async (sql) => {
        const running = await findRunningCase(sql, caseId);
        if (!running) throw new PermanentError('库中没有这一办件');
        const signature = await findStandingSignature(sql, caseId);
        if (!signature) throw new PermanentError('此件尚无有效签发，不得编号');
        const number = await assign(sql, {
          caseId,
          seriesId: running.facts.series,
          year: dayIn(deps.clock.now(), deps.office.timeZone).year,
        });
        await appendLedger(sql, {
          caseId,
          kind: 'number-assigned',
          personId: null,
          actor: '系统',
          capacity: null,
          summary: `编发文字号${number.text}`,
          data: { ...number },
          effectKey: 'number-assigned',
        });
        return { documentNumber: number.text };
      }),
});
