import { processes } from '../../domain/generated/ids';

const PAGES: Record<string, { path: string; label: string }> = {
  [processes.meetingTopic]: { path: '/topics', label: '议题' },
  [processes.meeting]: { path: '/meetings', label: '会议' },
  [processes.meetingInvitation]: { path: '/meeting-invitations', label: '应邀会议' },
  [processes.pressRelease]: { path: '/press-releases', label: '会议报道' },
  [processes.regionalMeetingRequest]: { path: '/regional-meetings', label: '区域性会议' },
  [processes.supervision]: { path: '/supervision', label: '督办' },
};

/** The page that a case has of its own beside that of its steps and ledger; null for a paper. */
export function ownPageOf({
  id,
  processId,
}: {
  id: string;
  processId: string;
}): { href: string; label: string } | null {
  const found = PAGES[processId];
  return found ? { href: `${found.path}/${id}`, label: found.label } : null;
}
