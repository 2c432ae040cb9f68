import { z } from 'zod';
import { settleDecidedDocument } from '../../db/afterMeeting/overrun';
import { appendLedger } from '../../db/ledger';
import { findDocumentNumber } from '../../db/numbers';
import { closeCase } from '../../db/runningCases';
import { withTransaction } from '../../db/transaction';
import type { WorkerDeps } from '../deps';
import { requireOwnCase } from '../case/requireOwnCase';
import { defineWorker, PermanentError } from '../runJob';
import { requireSound } from './requireSound';

/**
 * 报送办结: the Office has registered a department's paper; closes the case, once.
 *
 * @rule art-44 art-48
 */
export const registerSubmission = defineWorker({
  type: 'document.registerSubmission',
  action: '报送办结',
  input: z.object({ caseId: z.uuid() }),
  createHandler:
    (deps: WorkerDeps) =>
    async ({ caseId }, job) =>
      withTransaction(deps.pool, async (sql) => {
        const running = await requireOwnCase(sql, caseId, job);
        const number = await findDocumentNumber(sql, caseId);
        if (!number) throw new PermanentError('此件没有发文字号，不得办结');
        // A closed case is told again: what was sound then is not judged anew.
        if (running.status === 'in-progress') await requireSound(deps, sql, running);
        await closeCase(sql, caseId, 'issued');
        await settleDecidedDocument(sql, caseId, deps.clock.now());
        await appendLedger(sql, {
          caseId,
          kind: 'submission-registered',
          personId: null,
          actor: '系统',
          capacity: null,
          summary: `${number.text}已报送，办公室已登记`,
          effectKey: 'submission-registered',
        });
        return {};
      }),
});
