import type { Account } from '../../../db/accounts';
import type { Invitation } from '../../../db/invitations/invitations';
import { findInvitation, listInvitations } from '../../../db/invitations/invitations';
import { loadPeopleSnapshot } from '../../../db/people';
import { loadRuleSet } from '../../../db/ruleSets';
import { findRunningCase } from '../../../db/runningCases';
import type { Dependencies } from '../../dependencies';
import { labelOf } from '../../office';
import type { Labelled } from '../../office';
import { notFound } from '../../problems';
import type { InvitationSummary, InvitationView } from '../../schemas/invitations';
import { registrarFor } from './registrar';
import { readableCases, relationTo } from '../../relations';

const word = (entries: readonly Labelled[], id: string): Labelled => ({ id, label: labelOf(entries, id) });

/** Of a year's invitations those which the reader may read: as whoever registers them, or who had a step (art 56). */
export async function listReadableInvitations(
  deps: Dependencies,
  account: Account,
  year: number,
): Promise<InvitationSummary[]> {
  const conveners = await registeredConveners(deps, account);
  const all = await listInvitations(deps.pool, year);
  const readable = await readableCases(
    deps,
    account,
    all.map(({ caseId }) => caseId),
  );
  const isOwn = (invitation: Invitation) => conveners.some(({ id }) => id === invitation.convener);
  return all
    .filter((invitation) => isOwn(invitation) || readable.has(invitation.caseId))
    .map((invitation) => summaryOf(deps, invitation));
}

/** Whose invitations somebody may register. */
export async function registeredConveners(
  { pool, clock, office }: Dependencies,
  account: Account,
): Promise<Labelled[]> {
  const people = await loadPeopleSnapshot(pool, clock.now());
  const ruleSet = await loadRuleSet(pool, 'current');
  return office.meetings.conveners.filter(
    ({ id }) => registrarFor(office, ruleSet, id, people, account) !== null,
  );
}

/** One invitation; throws 404 for whoever it is none of the business of. @rule art-43 art-56 */
export async function viewInvitation(
  deps: Dependencies,
  account: Account,
  caseId: string,
): Promise<InvitationView> {
  const { pool, office, clock } = deps;
  const invitation = await findInvitation(pool, caseId);
  const running = await findRunningCase(pool, caseId);
  if (!invitation || !running) throw notFound('会议');
  const ruleSet = await loadRuleSet(pool, running.ruleSetHash);
  const people = await loadPeopleSnapshot(pool, clock.now());
  const isRegistrar = registrarFor(office, ruleSet, invitation.convener, people, account) !== null;
  const isReader = (await relationTo(deps, account, caseId))?.isReader === true;
  if (!isRegistrar && !isReader) throw notFound('会议');
  const { article, words } = ruleSet.invitationRule(invitation.convener);
  return {
    ...summaryOf(deps, invitation),
    subject: invitation.subject,
    letter: invitation.letter,
    waitsFor: invitation.waitsFor,
    waitsUntil: invitation.waitsUntil,
    rule: { article, words, ruleSet: ruleSet.hash },
    acts: invitation.acts.map((act) => ({
      ...act,
      decision: word(office.vocabulary.decisions, act.decision),
      actedAt: new Date(act.actedAt),
    })),
    mayAct: isRegistrar && ['invited', 'entrusted', 'confirmed'].includes(invitation.state),
    mayReconsider:
      (isRegistrar || invitation.attendeePersonId === account.personId) &&
      invitation.state === 'confirmed' &&
      clock.now() < invitation.startsAt,
    readsCase: isReader,
  };
}

function summaryOf({ office }: Dependencies, invitation: Invitation): InvitationSummary {
  const { caseId, title, bodyId, bodyName, startsAt, place } = invitation;
  const { state, stateReason, stateSince, attendee, isEntrusted } = invitation;
  return {
    caseId,
    title,
    convener: word(office.meetings.conveners, invitation.convener),
    bodyId,
    bodyName,
    startsAt,
    place,
    state,
    stateReason,
    stateSince,
    attendee,
    isEntrusted,
  };
}
