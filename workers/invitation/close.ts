import { z } from 'zod';
import type { ClosedAs } from '../../db/cases';
import type { InvitationState } from '../../db/invitations/invitations';
import { findInvitation } from '../../db/invitations/invitations';
import { appendLedger } from '../../db/ledger';
import { closeCase } from '../../db/runningCases';
import { withTransaction } from '../../db/transaction';
import { requireOwnCase } from '../case/requireOwnCase';
import type { WorkerDeps } from '../deps';
import { defineWorker, PermanentError } from '../runJob';

/** States in which an invitation's case may end, each with how it is closed and what the ledger says. */
const ENDINGS: Partial<Record<InvitationState, { as: ClosedAs; words: string }>> = {
  attended: { as: 'done', words: '参会情况已经登记，办结' },
  'not-attended': { as: 'done', words: '参会情况已经登记，办结' },
  'called-off': { as: 'cancelled', words: '会议取消，办结' },
};

/**
 * 应邀会议办结: closes the case as its record says, once; never because a message came.
 *
 * @rule art-43
 */
export const closeInvitation = defineWorker({
  type: 'invitation.close',
  action: '应邀会议办结',
  input: z.object({ caseId: z.uuid() }),
  createHandler:
    (deps: WorkerDeps) =>
    async ({ caseId }, job) =>
      withTransaction(deps.pool, async (sql) => {
        await requireOwnCase(sql, caseId, job);
        const invitation = await findInvitation(sql, caseId);
        const ending = invitation && ENDINGS[invitation.state];
        if (!ending) throw new PermanentError('库中的应邀会议还没有参会情况或者取消的登记，不得办结');
        await closeCase(sql, caseId, ending.as);
        await appendLedger(sql, {
          caseId,
          kind: 'invitation-closed',
          personId: null,
          actor: '系统',
          capacity: null,
          summary: ending.words,
          effectKey: 'invitation-closed',
        });
        return {};
      }),
});
