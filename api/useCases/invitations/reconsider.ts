import type { Account } from '../../../db/accounts';
import { unsettleAttendee } from '../../../db/invitations/invitations';
import { appendLedger } from '../../../db/ledger';
import { tell } from '../../../db/meetings/tellings';
import { messages } from '../../../domain/generated/ids';
import type { Dependencies } from '../../dependencies';
import { conflict, forbidden } from '../../problems';
import { tellProcess } from '../tellProcess';
import { onInvitation } from './onInvitation';

/**
 * 重新确定: whoever was to attend can't. He says so himself, or whoever registers does for him; the leader of the portfolio
 * settles anew who attends. Each of the two hears it from the other.
 *
 * @rule art-43
 */
export async function reconsiderAttendance(
  deps: Dependencies,
  account: Account,
  caseId: string,
  reason: string,
): Promise<void> {
  const at = deps.clock.now();
  const effectKey = `invitation-reconsidered:${at.toISOString()}`;
  await onInvitation(deps, account, caseId, async ({ sql, invitation, registrar, registrars }) => {
    const { attendee, attendeePersonId, registeredBy, title } = invitation;
    if (!registrar && attendeePersonId !== account.personId) {
      throw forbidden(`由参加人本人或者${registrars}提出重新确定。`);
    }
    if (!(await unsettleAttendee(sql, caseId, `${attendee}不能参加：${reason}`))) {
      throw conflict(
        'invitation-not-waiting',
        '不能重新确定',
        '参加人还没有定，或者已经到了开会的时间。没有定的等分管领导确定；到了时间的，由会务人员登记参会情况。',
      );
    }
    await appendLedger(sql, {
      caseId,
      kind: 'invitation-reconsidered',
      personId: account.personId,
      actor: account.displayName,
      capacity: registrar?.postLabel ?? null,
      summary: `${attendee}不能参加，重新确定：${reason}`,
      effectKey,
      at,
    });
    const concerned = attendeePersonId ? [attendeePersonId, registeredBy] : [registeredBy];
    await tell(sql, {
      meetingId: null,
      caseId,
      kind: 'invitation-reconsidered',
      personIds: concerned.filter((id) => id !== account.personId),
      words: `应邀会议《${title}》：${attendee}不能参加（${reason}），由分管领导重新确定。`,
      effectKey: `${effectKey}:${caseId}`,
    });
    await tellProcess(sql, caseId, messages.invitationReconsidered, effectKey);
  });
}
