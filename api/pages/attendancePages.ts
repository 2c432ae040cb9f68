import { z } from 'zod';
import type { Account } from '../../db/accounts';
import { findMeeting } from '../../db/meetings/meetings';
import { defineRoute } from '../defineRoute';
import type { Dependencies } from '../dependencies';
import type { Problem } from '../problems';
import { notFound } from '../problems';
import type { Reply } from '../reply';
import { page } from '../reply';
import { newMarks, newReceipt } from '../schemas/attendance';
import { uuid } from '../schemas/text';
import { markAttendance, viewAttendance } from '../useCases/attendance/marks';
import { giveReceipt, openOwnNotice } from '../useCases/attendance/receipts';
import { answering } from './answering';
import { attendancePage } from './attendanceView';
import { parsed } from './countersignActs';
import { receiptPage } from './receiptView';

const reader = { role: 'staff', relation: 'meeting' } as const;
/** Whoever was told of a meeting reads his notice, also when he no longer belongs to it. */
const told = { role: 'staff', relation: 'attendance', by: 'notice' } as const;
const params = z.object({ id: uuid });
const fields = z.record(z.string(), z.string());
const done = z.object({ done: z.string().optional() });
const answers = {
  303: { description: '已登记' },
  400: { description: '填写有误' },
  403: { description: '不由您登记' },
  404: { description: '没有这一通知或者会议' },
  409: { description: '现在不能登记' },
  422: { description: '不合规定' },
};
const NOTICES: Record<string, string> = {
  marked: '签到已登记。',
  receipt: '回执已登记。',
  answered: '回执已给，会务人员已经看到。',
};

/** 签到表、会议通知和回执, as people see them (arts 38, 39). */
export const attendancePageRoutes = () => [
  defineRoute({
    method: 'get',
    path: '/meetings/:id/attendance',
    summary: '签到表',
    access: reader,
    params,
    query: done,
    replies: { 200: { description: '签到表' }, 404: { description: '不是看全会的人' } },
    handle: ({ account, params: { id }, query }, deps) =>
      showAttendance(deps, account, id, NOTICES[query.done ?? ''] ?? null, null),
  }),
  defineRoute({
    method: 'post',
    path: '/meetings/:id/attendance',
    summary: '在页面登记签到',
    access: reader,
    params,
    body: fields,
    bodyKind: 'form',
    replies: answers,
    handle: ({ account, params: { id }, body, log }, deps) =>
      attempt(
        `/meetings/${id}/attendance?done=marked`,
        async () => {
          const marks = await changedMarks(deps, account, id, body);
          if (marks.length > 0) await markAttendance(deps, account, id, parsed(newMarks, { marks }).marks);
          log.info({ event: 'meeting.attendance', meetingId: id, marks: marks.length });
        },
        (problem) => showAttendance(deps, account, id, null, problem),
      ),
  }),
  defineRoute({
    method: 'post',
    path: '/meetings/:id/receipts',
    summary: '在页面登记电话、短信回执',
    access: reader,
    params,
    body: fields,
    bodyKind: 'form',
    replies: answers,
    handle: ({ account, params: { id }, body }, deps) =>
      attempt(
        `/meetings/${id}/attendance?done=receipt`,
        async () => {
          await giveReceipt(deps, account, id, parsed(newReceipt, body));
        },
        (problem) => showAttendance(deps, account, id, null, problem),
      ),
  }),
  defineRoute({
    method: 'get',
    path: '/meetings/:id/receipt',
    summary: '我的会议通知',
    access: told,
    params,
    query: done,
    replies: { 200: { description: '通知' }, 404: { description: '没有给您的通知' } },
    handle: ({ account, params: { id }, query }, deps) =>
      showReceipt(deps, account, id, NOTICES[query.done ?? ''] ?? null, null),
  }),
  defineRoute({
    method: 'post',
    path: '/meetings/:id/receipt',
    summary: '在页面给回执',
    access: told,
    params,
    body: fields,
    bodyKind: 'form',
    replies: answers,
    handle: ({ account, params: { id }, body }, deps) =>
      attempt(
        `/meetings/${id}/receipt?done=answered`,
        async () => {
          await giveReceipt(deps, account, id, parsed(newReceipt, body));
        },
        (problem) => showReceipt(deps, account, id, null, problem),
      ),
  }),
];

async function attempt(
  onward: string,
  work: () => Promise<void>,
  show: (problem: Problem) => Promise<Reply>,
): Promise<Reply> {
  return answering(
    async () => {
      await work();
      return onward;
    },
    (problem) => show(problem),
  );
}

/** Only what differs from the record: the form sends everybody. */
async function changedMarks(
  deps: Dependencies,
  account: Account,
  id: string,
  body: Record<string, string>,
): Promise<{ participantId: string; mark: string; note: string }[]> {
  const { rows } = await viewAttendance(deps, account, id);
  return rows.flatMap(({ participant, mark }) => {
    const wanted = body[`mark.${participant.id}`] ?? '';
    const note = body[`note.${participant.id}`]?.trim() ?? '';
    const isSame = mark?.mark === wanted && mark.note === note;
    return wanted === '' || isSame ? [] : [{ participantId: participant.id, mark: wanted, note }];
  });
}

async function showAttendance(
  deps: Dependencies,
  account: Account,
  id: string,
  notice: string | null,
  problem: Problem | null,
): Promise<Reply> {
  const view = await viewAttendance(deps, account, id);
  return page(attendancePage({ deps, account, ...view, notice, problem }), problem?.details.status);
}

async function showReceipt(
  deps: Dependencies,
  account: Account,
  id: string,
  shown: string | null,
  problem: Problem | null,
): Promise<Reply> {
  const notice = await openOwnNotice(deps, account, id);
  const meeting = await findMeeting(deps.pool, id);
  if (!meeting) throw notFound('会议通知');
  return page(receiptPage({ deps, account, meeting, notice, done: shown, problem }), problem?.details.status);
}
