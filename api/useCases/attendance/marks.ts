import type { Account } from '../../../db/accounts';
import { insertMark } from '../../../db/attendance/marks';
import type { Mark } from '../../../db/attendance/marks';
import { readAttendance } from '../../../db/attendance/readAttendance';
import { appendLedger } from '../../../db/ledger';
import { listParticipants } from '../../../db/meetings/participants';
import { loadPeopleSnapshot } from '../../../db/people';
import { withTransaction } from '../../../db/transaction';
import { capacityLabel } from '../../../domain/people/nameOfCapacity';
import type { Dependencies } from '../../dependencies';
import { conflict, notFound, unacceptable } from '../../problems';
import type { MeetingReader } from '../meetings/access';
import { requireMeetingReader, requireSecretary } from '../meetings/access';
import { secretaryCapacity } from './who';

export interface GivenMark {
  participantId: string;
  mark: Mark;
  /** When he came; now where it isn't said. */
  at?: Date | undefined;
  note: string;
}

export const MARKS: Record<Mark, string> = { present: '到会', late: '迟到', absent: '缺席' };

/**
 * 签到 by a secretary: what he saw, correctable until the meeting's end; each word on the record.
 *
 * @rule art-39
 */
export async function markAttendance(
  deps: Dependencies,
  account: Account,
  meetingId: string,
  given: readonly GivenMark[],
): Promise<void> {
  const reader = await requireMeetingReader(deps, account, meetingId);
  requireSecretary(reader);
  if (reader.meeting.state !== 'approved' && reader.meeting.state !== 'opened') {
    throw conflict('no-marks-now', '不能登记签到', '会议没有批印、已经散会或者取消，不能再登记签到。');
  }
  await withTransaction(deps.pool, async (sql) => {
    const now = deps.clock.now();
    const people = await loadPeopleSnapshot(sql, now);
    const participants = await listParticipants(sql, meetingId);
    const recorder = secretaryCapacity(people, account);
    for (const { participantId, mark, at = now, note } of given) {
      const participant = participants.find(({ id }) => id === participantId);
      if (!participant) throw notFound('参会人员');
      if (at > now) throw unacceptable('not-yet', '时间有误', '到会的时间不能晚于现在，请核对。');
      const recordedAs = recorder ? capacityLabel(recorder) : account.displayName;
      const recordedBy = account.personId;
      const id = await insertMark(sql, { meetingId, participantId, mark, at, note, recordedBy, recordedAs });
      await appendLedger(sql, {
        caseId: meetingId,
        kind: 'attendance-marked',
        personId: account.personId,
        actor: account.displayName,
        capacity: recorder?.postLabel ?? null,
        summary: `签到：${participant.label}${MARKS[mark]}${note ? `（${note}）` : ''}`,
        data: { participantId, mark, at: at.toISOString() },
        effectKey: `attendance:${id}`,
        at: now,
      });
    }
  });
}

/** The attendance list, for whoever reads all of the meeting. */
export async function viewAttendance(
  deps: Dependencies,
  account: Account,
  meetingId: string,
): Promise<{ reader: MeetingReader } & Awaited<ReturnType<typeof readAttendance>>> {
  const reader = await requireMeetingReader(deps, account, meetingId);
  if (reader.scope !== 'all') throw notFound('签到表');
  return { reader, ...(await readAttendance(deps.pool, meetingId)) };
}
