import type { Account } from '../../../db/accounts';
import { findStandingLeave } from '../../../db/attendance/leaveRequests';
import type { Meeting } from '../../../db/meetings/meetings';
import { listParticipants } from '../../../db/meetings/participants';
import type { Participant } from '../../../db/meetings/participants';
import { loadPeopleSnapshot } from '../../../db/people';
import { loadRuleSet } from '../../../db/ruleSets';
import type { LeaveRule } from '../../../domain/meetings/leave';
import { possibleSubstitutes } from '../../../domain/meetings/leave';
import type { Capacity } from '../../../domain/people/types';
import type { Dependencies } from '../../dependencies';
import { requireMeetingReader } from '../meetings/access';
import { factsOf } from './leave';

/** What somebody is offered who wants to ask for leave from a meeting, before he asks. */
export interface LeaveOffer {
  meeting: Meeting;
  isSecretary: boolean;
  /** For whom it may be asked: himself; for the secretaries everybody whom the office knows. */
  participants: Participant[];
  /** Whose form it is; null where none was chosen yet. */
  participant: Participant | null;
  rule: LeaveRule | null;
  substitutes: Capacity[];
  /** Whether leave can still be asked for at this meeting. */
  isOpen: boolean;
  stands: boolean;
}

/** The form for one person at one meeting. @rule art-39 */
export async function offerLeave(
  deps: Dependencies,
  account: Account,
  meetingId: string,
  personId: string | undefined,
): Promise<LeaveOffer> {
  const { meeting, isSecretary } = await requireMeetingReader(deps, account, meetingId);
  const all = (await listParticipants(deps.pool, meetingId)).filter((one) => one.personId !== null);
  const own = all.filter((one) => one.personId === account.personId);
  const participants = isSecretary ? all : own;
  const participant =
    participants.find((one) => one.personId === personId) ?? (isSecretary ? null : own[0]) ?? null;
  const isOpen = meeting.state === 'preparing' || meeting.state === 'approved';
  const offer = { meeting, isSecretary, participants, participant, isOpen };
  if (!participant?.personId || !participant.postId) {
    return { ...offer, rule: null, substitutes: [], stands: false };
  }
  const people = await loadPeopleSnapshot(deps.pool, deps.clock.now());
  const rule = (await loadRuleSet(deps.pool, 'current')).leaveRule(factsOf(meeting, participant, people));
  const called = new Set(all.flatMap((one) => one.personId ?? []));
  const subject = { personId: participant.personId, postId: participant.postId };
  return {
    ...offer,
    rule,
    substitutes: rule.substitute === 'none' ? [] : possibleSubstitutes(subject, called, people),
    stands: (await findStandingLeave(deps.pool, meetingId, participant.personId)) !== null,
  };
}
