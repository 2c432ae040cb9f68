import type { InvitationState } from '../../db/invitations/invitations';
import { findInvitation } from '../../db/invitations/invitations';
import type { Ending } from '../case/defineClosing';
import { defineClosing } from '../case/defineClosing';
import { PermanentError } from '../runJob';

/** States in which an invitation's case may end. */
const ENDINGS: Partial<Record<InvitationState, Ending>> = {
  attended: { as: 'done', words: '参会情况已经登记，办结' },
  'not-attended': { as: 'done', words: '参会情况已经登记，办结' },
  'called-off': { as: 'cancelled', words: '会议取消，办结' },
};

/**
 * 应邀会议办结.
 *
 * @rule art-43
 */
export const closeInvitation = defineClosing({
  type: 'invitation.close',
  action: '应邀会议办结',
  kind: 'invitation-closed',
  endingOf: async (_deps, sql, caseId) => {
    const invitation = await findInvitation(sql, caseId);
    const ending = invitation && ENDINGS[invitation.state];
    if (!ending) throw new PermanentError('库中的应邀会议还没有参会情况或者取消的登记，不得办结');
    return ending;
  },
});
