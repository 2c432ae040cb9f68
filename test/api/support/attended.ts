import type { Pool } from 'pg';
import type { AttendanceSubject } from '../../../api/useCases/attendance/access';
import { insertLeave } from '../../../db/attendance/leaveRequests';
import { sendNoticesOf } from '../../../db/attendance/sendNotices';
import { findMeeting } from '../../../db/meetings/meetings';
import { listParticipants } from '../../../db/meetings/participants';
import { ApprovedMeeting, plainPdf } from '../../support/approvedMeeting';

/** A meeting of which one leader was told, and leave that he asked for, written into the record. */
export async function toldOfMeeting(pool: Pool, login: string): Promise<Record<AttendanceSubject, string>> {
  const meeting = await ApprovedMeeting.plan(pool);
  const topic = await meeting.topic('防沙治沙方案', await plainPdf('SAND'));
  await meeting.approve(1, [topic], [{ login, post: 'commissioner', items: null }]);
  const found = await findMeeting(pool, meeting.id);
  if (found) await sendNoticesOf(pool, found, 'Asia/Shanghai');
  const [participant] = await listParticipants(pool, meeting.id);
  await insertLeave(pool, {
    caseId: topic,
    meetingId: meeting.id,
    participantId: participant?.id ?? '',
    personId: login,
    postId: 'commissioner',
    reason: '自治区另有会议',
    channel: 'system',
    toldBy: '',
    enteredBy: login,
    enteredAs: '专员',
    decidedBy: 'each',
    listCaseId: null,
    rule: { article: 'art-39', reading: '', ruleSet: '', words: '' },
    substitutePersonId: null,
    substitutePostId: null,
  });
  return { notice: meeting.id, leave: topic };
}
