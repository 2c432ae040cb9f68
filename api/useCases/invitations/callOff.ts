import type { Account } from '../../../db/accounts';
import { lockCase } from '../../../db/cases';
import { findInvitation, moveInvitation } from '../../../db/invitations/invitations';
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
  await withTransaction(deps.pool, async (sql) => {
    await lockCase(sql, caseId);
    const invitation = await findInvitation(sql, caseId);
    const running = await findRunningCase(sql, caseId);
    if (!invitation || !running) throw notFound('会议');
    const people = await loadPeopleSnapshot(sql, deps.clock.now());
    const ruleSet = await loadRuleSet(sql, running.ruleSetHash);
    const registrar = registrarFor(deps.office, ruleSet, invitation.convener, people, account);
    if (!registrar) {
      const who = registrarsInWords(deps.office, ruleSet, invitation.convener);
      throw forbidden(`应邀会议由${who}取消。`);
    }
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
    await enqueue(sql, {
      kind: 'publish-message',
      caseId,
      payload: { name: messages.invitationCalledOff, correlationKey: caseId, variables: {} },
      effectKey: `invitation-called-off:${caseId}`,
    });
  });
}
