import type { Account } from '../../../db/accounts';
import { moveInvitation } from '../../../db/invitations/invitations';
import { appendLedger } from '../../../db/ledger';
import { tell } from '../../../db/meetings/tellings';
import { messages } from '../../../domain/generated/ids';
import type { Dependencies } from '../../dependencies';
import { conflict, forbidden } from '../../problems';
import { tellProcess } from '../tellProcess';
import { onInvitation } from './onInvitation';

const RUNNING = ['invited', 'entrusted', 'confirmed'] as const;

/**
 * 取消: the meeting is off or at another time, or was registered wrongly. Whoever was to attend is told.
 *
 * @rule art-43
 */
export async function callOffInvitation(
  deps: Dependencies,
  account: Account,
  caseId: string,
  reason: string,
): Promise<void> {
  await onInvitation(deps, account, caseId, async ({ sql, invitation, registrar, registrars }) => {
    if (!registrar) throw forbidden(`应邀会议由${registrars}取消。`);
    if (!(await moveInvitation(sql, caseId, RUNNING, 'called-off', { reason }))) {
      throw conflict('invitation-ended', '不能取消', '参会情况已经登记，或者会议已经取消，请刷新页面核对。');
    }
    await appendLedger(sql, {
      caseId,
      kind: 'invitation-called-off',
      personId: account.personId,
      actor: account.displayName,
      capacity: registrar.postLabel,
      summary: `会议取消：${reason}`,
      effectKey: 'invitation-called-off',
    });
    if (invitation.attendeePersonId) {
      await tell(sql, {
        meetingId: null,
        caseId,
        kind: 'invitation-called-off',
        personIds: [invitation.attendeePersonId],
        words: `应邀会议《${invitation.title}》取消，不必参加：${reason}`,
        effectKey: `invitation-called-off:${caseId}`,
      });
    }
    await tellProcess(sql, caseId, messages.invitationCalledOff, 'invitation-called-off');
  });
}
