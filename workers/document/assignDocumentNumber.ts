import { z } from 'zod';
import { appendLedger } from '../../db/ledger';
import { assignDocumentNumber as assign } from '../../db/numbers';
import { withTransaction } from '../../db/transaction';
import { findBodySeries } from '../../domain/document/bodySeries';
import { dayIn } from '../../domain/calendar/zonedDay';
import type { WorkerDeps } from '../deps';
import { requireOwnCase } from '../case/requireOwnCase';
import { defineWorker, PermanentError } from '../runJob';
import { requireSound } from './requireSound';

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
        await requireSound(deps, sql, running);
        const series = findBodySeries(deps.office, running.facts.series, running.draftingBodyId);
        if (!series) throw new PermanentError('本单位没有登记发文代字，请补入 bodies.json 后在本页重试');
        const number = await assign(sql, {
          caseId,
          seriesId: series.id,
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
