import { z } from 'zod';
import type { ClosedAs } from '../../db/cases';
import { appendLedger } from '../../db/ledger';
import type { RegionalState } from '../../db/regionalMeetings/meetings';
import { findRegionalMeeting } from '../../db/regionalMeetings/meetings';
import { closeCase } from '../../db/runningCases';
import { withTransaction } from '../../db/transaction';
import { requireOwnCase } from '../case/requireOwnCase';
import type { WorkerDeps } from '../deps';
import { defineWorker, PermanentError } from '../runJob';

/** States in which a meeting's case may end, each with how it is closed and what the ledger says. */
const ENDINGS: Partial<Record<RegionalState, { as: ClosedAs; words: string }>> = {
  held: { as: 'done', words: '会议已经召开并登记，办结' },
  declined: { as: 'declined', words: '未予同意，办结' },
  'called-off': { as: 'cancelled', words: '会议取消，办结' },
};

/**
 * 区域性会议办结: closes the case as the record of its meeting says, once; never because a message came.
 *
 * @rule art-41
 */
export const closeRegionalMeeting = defineWorker({
  type: 'regionalMeeting.close',
  action: '区域性会议办结',
  input: z.object({ caseId: z.uuid() }),
  createHandler:
    (deps: WorkerDeps) =>
    async ({ caseId }, job) =>
      withTransaction(deps.pool, async (sql) => {
        await requireOwnCase(sql, caseId, job);
        const meeting = await findRegionalMeeting(sql, caseId);
        const ending = meeting && ENDINGS[meeting.state];
        if (!ending) throw new PermanentError('库中的会议还没有召开、取消或者不予同意的登记，不得办结');
        await closeCase(sql, caseId, ending.as);
        await appendLedger(sql, {
          caseId,
          kind: 'regional-meeting-closed',
          personId: null,
          actor: '系统',
          capacity: null,
          summary: ending.words,
          effectKey: 'regional-meeting-closed',
        });
        return {};
      }),
});
