import type { InvitationState } from '../../db/invitations/invitations';

const STATES: Record<InvitationState, string> = {
  invited: '待分管领导确定',
  entrusted: '已委托，待受托人答复',
  confirmed: '已定参加人',
  attended: '已参加',
  'not-attended': '没有参加',
  'called-off': '已取消',
};

export const invitationStateInWords = (state: InvitationState): string => STATES[state];

/** 秘书长贺宜川（受托）; what is not settled yet is a dash. */
export function attendeeInWords({
  attendee,
  isEntrusted,
}: {
  attendee: string;
  isEntrusted: boolean;
}): string {
  if (attendee === '') return '—';
  return isEntrusted ? `${attendee}（受托）` : attendee;
}
