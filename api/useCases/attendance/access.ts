import type { Account } from '../../../db/accounts';
import { findLeave } from '../../../db/attendance/leaveRequests';
import { findLastNoticeOfPerson } from '../../../db/attendance/notices';
import type { Dependencies } from '../../dependencies';
import { notFound } from '../../problems';
import { findMeetingReader } from '../meetings/access';

/** What `:id` names: a request for leave, or the meeting of which somebody was told. */
export type AttendanceSubject = 'leave' | 'notice';

/**
 * Somebody's own leave, which the secretaries handle as well; and a notice, which is his who got it even where he no longer
 * belongs to the meeting. For everybody else there is nothing (404).
 *
 * @rule art-56
 */
export async function requireAttendance(
  deps: Dependencies,
  account: Account,
  subject: AttendanceSubject,
  id: string,
): Promise<void> {
  if (subject === 'notice') {
    if (await findLastNoticeOfPerson(deps.pool, id, account.personId)) return;
    throw notFound('会议通知');
  }
  const leave = await findLeave(deps.pool, id);
  if (leave?.personId === account.personId) return;
  const reader = leave && (await findMeetingReader(deps, account, leave.meetingId));
  if (!reader?.isSecretary) throw notFound('请假');
}
