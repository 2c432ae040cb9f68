import type { Account } from '../../../db/accounts';
import { lockCase } from '../../../db/cases';
import type { Invitation } from '../../../db/invitations/invitations';
import { findInvitation } from '../../../db/invitations/invitations';
import { loadPeopleSnapshot } from '../../../db/people';
import type { Queryable } from '../../../db/pool';
import { loadRuleSet } from '../../../db/ruleSets';
import { findRunningCase } from '../../../db/runningCases';
import { withTransaction } from '../../../db/transaction';
import type { Capacity } from '../../../domain/people/types';
import type { Dependencies } from '../../dependencies';
import { notFound } from '../../problems';
import { registrarFor, registrarsInWords } from './registrar';

interface OnInvitation {
  sql: Queryable;
  invitation: Invitation;
  /** In what capacity the account registers invitations of this convener; null where it doesn't. */
  registrar: Capacity | null;
  /** Who does, for a refusal. */
  registrars: string;
}

/** An act on an invitation; its case is locked, so that steps and acts come one after the other. @rule art-43 */
export async function onInvitation(
  deps: Dependencies,
  account: Account,
  caseId: string,
  work: (given: OnInvitation) => Promise<void>,
): Promise<void> {
  await withTransaction(deps.pool, async (sql) => {
    await lockCase(sql, caseId);
    const invitation = await findInvitation(sql, caseId);
    const running = await findRunningCase(sql, caseId);
    if (!invitation || !running) throw notFound('会议');
    const people = await loadPeopleSnapshot(sql, deps.clock.now());
    const ruleSet = await loadRuleSet(sql, running.ruleSetHash);
    const registrar = registrarFor(deps.office, ruleSet, invitation.convener, people, account);
    const registrars = registrarsInWords(deps.office, ruleSet, invitation.convener);
    await work({ sql, invitation, registrar, registrars });
  });
}
