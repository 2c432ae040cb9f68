import type { Account } from '../../../db/accounts';
import type { Channel } from '../../../db/attendance/leaveRequests';
import type { Answer, Notice } from '../../../db/attendance/notices';
import {
  findLastNotice,
  findLastNoticeOfPerson,
  insertReceipt,
  listNoticesOfMeeting,
  noteReading,
} from '../../../db/attendance/notices';
import { loadPeopleSnapshot } from '../../../db/people';
import { withTransaction } from '../../../db/transaction';
import type { Dependencies } from '../../dependencies';
import { notFound, unacceptable } from '../../problems';
import { requireMeetingReader, requireSecretary } from '../meetings/access';
import { recorderLabel, requireEntry } from './who';

export interface GivenReceipt {
  /** Whose it is, where the secretaries enter it. */
  participantId?: string | undefined;
  answer: Answer;
  channel: Channel;
  answeredBy: string;
  words: string;
  answeredAt?: Date | undefined;
}

/** One's own last notice of a meeting; that it was opened is on record from then on (art 38). */
export async function openOwnNotice(
  deps: Dependencies,
  account: Account,
  meetingId: string,
): Promise<Notice> {
  const notice = await findLastNoticeOfPerson(deps.pool, meetingId, account.personId);
  if (!notice) throw notFound('会议通知');
  await noteReading(deps.pool, notice.id, account.personId);
  return (await findLastNoticeOfPerson(deps.pool, meetingId, account.personId)) ?? notice;
}

/** Every notice of a meeting with the evidence of service, for those who handle it. */
export async function listNotices(
  deps: Dependencies,
  account: Account,
  meetingId: string,
): Promise<Notice[]> {
  requireSecretary(await requireMeetingReader(deps, account, meetingId));
  return listNoticesOfMeeting(deps.pool, meetingId);
}

/**
 * 回执: given in the system by whoever was told, or entered by the secretaries as it came by telephone or text message.
 *
 * @rule art-38
 */
export async function giveReceipt(
  deps: Dependencies,
  account: Account,
  meetingId: string,
  given: GivenReceipt,
): Promise<Notice> {
  return withTransaction(deps.pool, async (sql) => {
    const own = given.participantId === undefined;
    const notice = own
      ? await findLastNoticeOfPerson(sql, meetingId, account.personId)
      : await findLastNotice(sql, meetingId, given.participantId ?? '');
    if (!notice || notice.meetingId !== meetingId) throw notFound('会议通知');
    if (!own || given.channel !== 'system') {
      const reader = await requireMeetingReader(deps, account, meetingId);
      requireEntry(reader, notice.personId === account.personId, {
        channel: given.channel,
        by: given.answeredBy,
      });
    }
    if (given.answer === 'asks-leave') {
      throw unacceptable(
        'leave-elsewhere',
        '请假另办',
        '要请假的，请写明事由，另办会议请假；请假以后不必再给回执。',
      );
    }
    const now = deps.clock.now();
    const answeredAt = given.answeredAt ?? now;
    if (answeredAt > now) throw unacceptable('not-yet', '时间有误', '答复的时间不能晚于现在，请核对。');
    const people = await loadPeopleSnapshot(sql, now);
    if (own) await noteReading(sql, notice.id, account.personId);
    await insertReceipt(sql, {
      noticeId: notice.id,
      answer: given.answer,
      channel: given.channel,
      answeredBy: given.answeredBy || notice.who,
      words: given.words,
      answeredAt,
      recordedBy: account.personId,
      recordedAs: recorderLabel(people, account, { personId: notice.personId, label: notice.who }),
    });
    const found = own
      ? await findLastNoticeOfPerson(sql, meetingId, account.personId)
      : await findLastNotice(sql, meetingId, notice.participantId);
    return found ?? notice;
  });
}
