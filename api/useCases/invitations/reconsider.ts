import type { Account } from '../../../db/accounts';
import { lockCase } from '../../../db/cases';
import { findInvitation, unsettleAttendee } from '../../../db/invitations/invitations';
import { appendLedger } from '../../../db/ledger';
import { tell } from '../../../db/meetings/tellings';
import { enqueue } from '../../../db/outbox';
import { loadPeopleSnapshot } from '../../../db/people';
import { loadRuleSet } from '../../../db/ruleSets';
import { findRunningCase } from '../../../db/runningCases';
import { withTransaction } from '../../../db/transaction';
import { messages } from '../../../domain/generated/ids';
import type { Dependencies } from '../../dependencies';
import { conflict, forbidden, notFound } from '../../problems';
import { registrarFor, registrarsInWords } from './registrar';

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
  await withTransaction(deps.pool, async (sql) => {
    await lockCase(sql, caseId);
    const invitation = await findInvitation(sql, caseId);
    const running = await findRunningCase(sql, caseId);
    if (!invitation || !running) throw notFound('会议');
    const people = await loadPeopleSnapshot(sql, at);
    const ruleSet = await loadRuleSet(sql, running.ruleSetHash);
    const registrar = registrarFor(deps.office, ruleSet, invitation.convener, people, account);
    if (!registrar && invitation.attendeePersonId !== account.personId) {
      const who = registrarsInWords(deps.office, ruleSet, invitation.convener);
      throw forbidden(`由参加人本人或者${who}提出重新确定。`);
    }
    const { attendee, attendeePersonId, registeredBy, title } = invitation;
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
    await tell(sql, {
      meetingId: null,
      caseId,
      kind: 'invitation-reconsidered',
      personIds: [attendeePersonId ?? '', registeredBy].filter((id) => id !== '' && id !== account.personId),
      words: `应邀会议《${title}》：${attendee}不能参加（${reason}），由分管领导重新确定。`,
      effectKey: `${effectKey}:${caseId}`,
    });
    await enqueue(sql, {
      kind: 'publish-message',
      caseId,
      payload: { name: messages.invitationReconsidered, correlationKey: caseId, variables: {} },
      effectKey: `${effectKey}:${caseId}`,
    });
  });
}
