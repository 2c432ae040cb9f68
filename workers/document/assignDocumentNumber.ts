import { z } from 'zod';
import { appendLedger } from '../../db/ledger';
import { assignDocumentNumber as assign } from '../../db/numbers';
import { findStandingSignature } from '../../db/signatures';
import { withTransaction } from '../../db/transaction';
import { dayIn } from '../../domain/calendar/zonedDay';
import { wasAgreedTo } from '../../db/steps';
import { elements } from '../../domain/generated/ids';
import type { WorkerDeps } from '../deps';
import { requireOwnCase } from '../case/requireOwnCase';
import { defineWorker, PermanentError } from '../runJob';

const FINAL_CHECK = { elementId: elements.documentApproval.userTask_FinalCheck };

/** 编发文字号: gapless per series and year, after the signature only, once per case (law 4). */
export const assignDocumentNumber = defineWorker({
  type: 'document.assignDocumentNumber',
  action: '编发文字号',
  input: z.object({ caseId: z.uuid() }),
  createHandler:
    (deps: WorkerDeps) =>
    async ({ caseId }, job) =>
      withTransaction(deps.pool, async (sql) => {
        const running = await requireOwnCase(sql, caseId, job);
        const signature = await findStandingSignature(sql, caseId);
        if (!signature) throw new PermanentError('此件尚无有效签发，不得编号');
        if (!(await wasAgreedTo(sql, { caseId, ...FINAL_CHECK, versionSha256: signature.versionSha256 }))) {
          throw new PermanentError('此件签发后尚未复核通过，不得编号');
        }
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
