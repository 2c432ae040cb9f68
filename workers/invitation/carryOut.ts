import type { PoolClient } from 'pg';
import { findInvited } from '../../db/invitations/invited';
import type { Attendee, Invitation, InvitationState } from '../../db/invitations/invitations';
import { findInvitation, moveInvitation } from '../../db/invitations/invitations';
import { appendLedger } from '../../db/ledger';
import { tell } from '../../db/meetings/tellings';
import type { Office } from '../../db/officeSchema';
import { loadPeopleSnapshot } from '../../db/people';
import { loadRuleSet } from '../../db/ruleSets';
import type { RunningCase } from '../../db/runningCases';
import { contextOf, holdersInOffice } from '../../db/stepTerms';
import { elements, processes } from '../../domain/generated/ids';
import type { Conclusion } from '../case/conclusion';

const {
  userTask_ConfirmAttendance: CONFIRM,
  userTask_AcceptEntrustment: ACCEPT,
  userTask_RecordAttendance: RECORD,
} = elements.meetingInvitation;

/** Of each step: the state in which it may be done, and where its decisions lead. */
const MOVES: Record<string, { from: InvitationState[]; to: Record<string, InvitationState> }> = {
  [CONFIRM]: { from: ['invited'], to: { attend: 'confirmed', entrust: 'entrusted' } },
  [ACCEPT]: {
    from: ['entrusted'],
    to: { 'accept-entrustment': 'confirmed', 'decline-entrustment': 'invited' },
  },
  [RECORD]: {
    // Invited: it was to be settled anew in the very moment in which the meeting's time came.
    from: ['confirmed', 'invited'],
    to: { attended: 'attended', 'not-attended': 'not-attended', 'not-held': 'called-off' },
  },
};

interface Act {
  elementId: string;
  decision: string;
}

/**
 * What stands against an act about an invitation: one out of turn or after it was called off, entrusting where the table
 * names nobody for it, recording before the meeting. Null where nothing does, and for other cases.
 *
 * @rule art-43
 */
export async function invitationFault(
  sql: PoolClient,
  office: Pick<Office, 'holders'>,
  running: RunningCase,
  { elementId, decision }: Act,
  at: Date,
): Promise<string | null> {
  const move = MOVES[elementId];
  if (running.processId !== processes.meetingInvitation || !move) return null;
  const invitation = await findInvitation(sql, running.id);
  if (invitation?.state === 'called-off') return '会议已经取消，不必再办';
  if (!invitation || !move.from.includes(invitation.state))
    return '由谁参加还没有定，或者已经登记，这一步现在不能办';
  const to = move.to[decision];
  if (to === 'entrusted') return entrustingFault(sql, office, running, at);
  if ((to === 'attended' || to === 'not-attended') && at < invitation.startsAt) {
    return '会议还没有开，请在会后登记';
  }
  if (to === 'attended' && invitation.state === 'invited') return '由谁参加没有定下来，不能登记已参加';
  return null;
}

/** Nobody is entrusted but those whom the table names. */
async function entrustingFault(
  sql: PoolClient,
  office: Pick<Office, 'holders'>,
  running: RunningCase,
  at: Date,
): Promise<string | null> {
  const ruleSet = await loadRuleSet(sql, running.ruleSetHash);
  const invited = await findInvited(sql, ruleSet, running.id, ruleSet.humanStep(ACCEPT));
  if (!invited || invited.holders.length === 0) return `按规定不能委托他人参加：${invited?.rule.words ?? ''}`;
  const people = await loadPeopleSnapshot(sql, at);
  const context = { ...contextOf(running), ...invited.context };
  const { capacities, words } = holdersInOffice(office, invited.holders, context, people);
  return capacities.length === 0 ? `按规定可以委托的人现不在任：${words}` : null;
}

/** An invitation follows its steps, in the step's own transaction. @rule art-43 */
export async function carryOutInvitation(sql: PoolClient, conclusion: Conclusion): Promise<void> {
  const { step, result, running } = conclusion;
  const move = MOVES[step.elementId];
  const to = move?.to[result.decision];
  if (running.processId !== processes.meetingInvitation || !move || !to || !result.accepted) return;
  const attendee = to === 'confirmed' ? attendeeOf(conclusion) : null;
  await moveInvitation(sql, step.caseId, move.from, to, {
    reason: to === 'confirmed' ? '' : `${result.actor}：${result.opinion}`,
    attendee,
  });
  const invitation = await findInvitation(sql, step.caseId);
  if (!invitation) return;
  await enter(sql, conclusion, WORDS[to](invitation));
  if (to === 'confirmed') await tellOffice(sql, step.elementInstanceKey, invitation);
}

/** Whoever takes it upon himself attends: nobody is named by somebody else. */
function attendeeOf({ step, judgement }: Conclusion): Attendee | null {
  const own = judgement.onBehalfOf ?? judgement;
  if (!own.personId || !own.postId) return null;
  return {
    personId: own.personId,
    postId: own.postId,
    as: `${own.postLabel}${own.personName}`,
    elementInstanceKey: step.elementInstanceKey,
    isEntrusted: step.elementId === ACCEPT,
  };
}

const WORDS: Record<InvitationState, (invitation: Invitation) => string> = {
  invited: ({ stateReason }) => `受托人不能参加，退回分管领导另定（${stateReason}）`,
  entrusted: ({ stateReason }) => `特殊情况，委托参加（${stateReason}）`,
  confirmed: ({ attendee, isEntrusted }) => `定由${attendee}${isEntrusted ? '受托' : ''}参加`,
  attended: ({ attendee, isEntrusted }) => `${attendee}${isEntrusted ? '受托' : ''}参加了会议`,
  'not-attended': ({ attendee }) => `${attendee || '本机关'}没有参加会议`,
  'called-off': ({ stateReason }) => `会议取消（${stateReason}）`,
};

async function enter(sql: PoolClient, { step, result }: Conclusion, summary: string): Promise<void> {
  await appendLedger(sql, {
    caseId: step.caseId,
    kind: 'invitation-moved',
    personId: result.personId,
    actor: result.actor,
    capacity: null,
    summary,
    rule: result.rule,
    effectKey: `invitation:${step.elementInstanceKey}`,
    at: result.actedAt,
  });
}

/** Whoever registered the letter answers it. */
async function tellOffice(
  sql: PoolClient,
  elementInstanceKey: string,
  { caseId, title, attendee, isEntrusted, registeredBy }: Invitation,
): Promise<void> {
  await tell(sql, {
    meetingId: null,
    caseId,
    kind: 'invitation-confirmed',
    personIds: [registeredBy],
    words: `应邀会议《${title}》定由${attendee}${isEntrusted ? '受托' : ''}参加，请回复召集的机关。`,
    effectKey: `invitation-confirmed:${elementInstanceKey}`,
  });
}
