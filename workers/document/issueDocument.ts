import { z } from 'zod';
import { settleDecidedDocument } from '../../db/afterMeeting/overrun';
import { appendLedger } from '../../db/ledger';
import { findDocumentNumber } from '../../db/numbers';
import { closeCase } from '../../db/runningCases';
import { withTransaction } from '../../db/transaction';
import type { WorkerDeps } from '../deps';
import { requireOwnCase } from '../case/requireOwnCase';
import { defineWorker, PermanentError } from '../runJob';

/** 印发: closes the case as issued, once. */
export const issueDocument = defineWorker({
  type: 'document.issueDocument',
  action: '印发',
  input: z.object({ caseId: z.uuid() }),
  createHandler:
    ({ pool, clock }: WorkerDeps) =>
    async ({ caseId }, job) =>
      withTransaction(pool, async (sql) => {
        await requireOwnCase(sql, caseId, job);
        const number = await findDocumentNumber(sql, caseId);
        if (!number) throw new PermanentError('此件没有发文字号，不得印发');
        await closeCase(sql, caseId, 'issued');
        await settleDecidedDocument(sql, caseId, clock.now());
        await appendLedger(sql, {
          caseId,
          kind: 'issued',
          personId: null,
          actor: '系统',
          capacity: null,
          summary: `${number.text}印发`,
          effectKey: 'issued',
        });
        return {};
      }),
});
