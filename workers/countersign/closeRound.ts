import { z } from 'zod';
import { lockCase } from '../../db/cases';
import { loadRoundRecord } from '../../db/countersign/record';
import { closeRound as close, findOutcome } from '../../db/countersign/rounds';
import { appendLedger } from '../../db/ledger';
import { withTransaction } from '../../db/transaction';
import { nextOfRound } from '../../domain/countersign/nextOfRound';
import type { WorkerDeps } from '../deps';
import { defineWorker, PermanentError } from '../runJob';
import { requireOwnRound } from './requireOwnRound';

const WORDS = {
  agreed: '会签办结：没有不同意见',
  'dissent-decided': '会签办结：仍有分歧，已提出倾向性建议',
} as const;

/**
 * 办结会签: the round's outcome, for whoever called it. One that ended with its document has its outcome already.
 *
 * @rule art-45
 */
export const closeRound = defineWorker({
  type: 'countersign.closeRound',
  action: '办结会签',
  input: z.object({}),
  createHandler: (deps: WorkerDeps) => async (_input, job) => {
    const { roundId, caseId } = await requireOwnRound(deps.pool, job);
    return withTransaction(deps.pool, async (sql) => {
      await lockCase(sql, caseId);
      const known = await findOutcome(sql, roundId);
      if (known) return { roundOutcome: known };
      const planned = nextOfRound(await loadRoundRecord(sql, roundId));
      if (planned.next !== 'done') throw new PermanentError('会签还有事项没有办完，不得办结');
      await close(sql, roundId, planned.outcome);
      await appendLedger(sql, {
        caseId,
        kind: 'countersign-closed',
        personId: null,
        actor: '系统',
        capacity: null,
        summary: WORDS[planned.outcome],
        data: { roundId, outcome: planned.outcome },
        effectKey: `countersign-closed:${roundId}`,
        at: deps.clock.now(),
      });
      return { roundOutcome: planned.outcome };
    });
  },
});
