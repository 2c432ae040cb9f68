import { z } from 'zod';
import { listLeaveOfMeeting, listLeaveOfPerson } from '../../db/attendance/leaveRequests';
import { defineRoute } from '../defineRoute';
import { json } from '../reply';
import { cancelling, leave, newLeave } from '../schemas/attendance';
import { uuid } from '../schemas/text';
import { askLeave, giveBackLeave } from '../useCases/attendance/leave';
import { requireMeetingReader, requireSecretary } from '../useCases/meetings/access';

/** One's own, and those of a meeting for the secretaries: asked by the handler. */
const access = { role: 'staff', relation: 'none' } as const;
const refusals = {
  403: { description: '不能代为办理' },
  404: { description: '没有这一会议或者请假' },
  409: { description: '会议已经开始，或者已经请假、已经决定' },
  422: { description: '依条文不能这样请假' },
};

/** 会议请假 (art 39). */
export const leaveRoutes = () => [
  defineRoute({
    method: 'get',
    path: '/api/v1/leave-requests',
    summary: '我的会议请假；写明会议的，会务人员看这次会议的全部请假',
    access,
    query: z.object({ meetingId: uuid.optional() }),
    replies: { 200: { description: '请假', schema: z.object({ items: z.array(leave) }) }, ...refusals },
    handle: async ({ account, query: { meetingId } }, deps) => {
      if (meetingId === undefined)
        return json(200, { items: await listLeaveOfPerson(deps.pool, account.personId) });
      requireSecretary(await requireMeetingReader(deps, account, meetingId));
      return json(200, { items: await listLeaveOfMeeting(deps.pool, meetingId) });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/leave-requests',
    summary: '请假；电话、短信的由会务人员登记，开会以后不再受理',
    access,
    body: newLeave,
    replies: { 201: { description: '已提出', schema: leave }, ...refusals },
    handle: async ({ account, body, log }, deps) => {
      const asked = await askLeave(deps, account, { ...body, personId: body.personId ?? account.personId });
      log.info({ event: 'leave.asked', caseId: asked.caseId, meetingId: asked.meetingId });
      return json(201, asked);
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/leave-requests/:id/cancelling',
    summary: '销假，开会以前',
    access: { role: 'staff', relation: 'attendance', by: 'leave' },
    params: z.object({ id: uuid }),
    body: cancelling,
    replies: { 200: { description: '已销假', schema: leave }, ...refusals },
    handle: async ({ account, params, body, log }, deps) => {
      const ended = await giveBackLeave(deps, account, params.id, body.reason);
      log.info({ event: 'leave.cancelled', caseId: ended.caseId });
      return json(200, ended);
    },
  }),
];
