import type { AttendanceState } from '../../db/attendance/readAttendance';
import type { LeaveRequest } from '../../db/attendance/leaveRequests';
import type { Answer, Notice, NoticeKind } from '../../db/attendance/notices';
import { momentInWords } from '../dates';
import { CHANNELS } from '../useCases/attendance/leave';

export const STATES: Record<AttendanceState, string> = {
  present: '到会',
  late: '迟到',
  excused: '请假',
  absent: '缺席',
  awaited: '未签到',
};

export const ANSWERS: Record<Answer, string> = { attends: '参加', 'asks-leave': '请假', noted: '知悉' };

export const NOTICE_KINDS: Record<NoticeKind, string> = {
  convened: '会议通知',
  changed: '变更通知',
  released: '不必参加',
  cancelled: '会议取消',
};

export const CLASSES = { member: '组成人员', attending: '列席', invited: '邀请' } as const;

/** 已回执（电话，财政局办公室；11月30日10:05）：参加. */
export function receiptInWords(
  notice: Pick<Notice, 'receipt' | 'readAt' | 'sentAt'>,
  timeZone: string,
): string {
  const { receipt, readAt, sentAt } = notice;
  if (receipt) {
    const how = receipt.channel === 'system' ? '' : `${CHANNELS[receipt.channel]}，${receipt.answeredBy}，`;
    return `${ANSWERS[receipt.answer]}（${how}${momentInWords(receipt.answeredAt, timeZone)}）`;
  }
  return readAt
    ? `已打开，未回执（${momentInWords(readAt, timeZone)}）`
    : `已发出，未打开（${momentInWords(sentAt, timeZone)}）`;
}

/** Where a request for leave stands, in a word for its list. */
export function leaveStateInWords(leave: Pick<LeaveRequest, 'state' | 'decidedBy' | 'isReported'>): string {
  if (leave.state === 'granted') return '已准假';
  if (leave.state === 'refused') return '未准假';
  if (leave.state === 'cancelled') return '已销假';
  return leave.decidedBy === 'each' || leave.isReported ? '待决定' : '办公室汇总中';
}
