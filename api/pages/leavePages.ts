import { z } from 'zod';
import type { Account } from '../../db/accounts';
import { listMeetingsAhead } from '../../db/meetings/meetings';
import { findLeave, listLeaveOfMeeting, listLeaveOfPerson } from '../../db/attendance/leaveRequests';
import { defineRoute } from '../defineRoute';
import type { Dependencies } from '../dependencies';
import type { Problem } from '../problems';
import type { Reply } from '../reply';
import { page } from '../reply';
import { cancelling, newLeave } from '../schemas/attendance';
import { uuid } from '../schemas/text';
import { askLeave, giveBackLeave } from '../useCases/attendance/leave';
import { offerLeave } from '../useCases/attendance/leaveOffer';
import { answering } from './answering';
import { parsed } from './countersignActs';
import { leavePage } from './leaveView';

const access = { role: 'staff', relation: 'none' } as const;
const fields = z.record(z.string(), z.string());
const answers = {
  303: { description: '已登记' },
  400: { description: '填写有误，所填内容保留' },
  403: { description: '不能代为办理' },
  404: { description: '没有这一会议或者请假' },
  409: { description: '不再受理' },
  422: { description: '依条文不能这样请假' },
};
const NOTICES: Record<string, string> = { asked: '请假已提出。', cancelled: '已销假。' };

/** 会议请假 as people ask for it and give it back (art 39). */
export const leavePageRoutes = () => [
  defineRoute({
    method: 'get',
    path: '/leave',
    summary: '会议请假：我的，或者由会务人员登记',
    access,
    query: z.object({ meeting: uuid.optional(), person: z.string().optional(), done: z.string().optional() }),
    replies: { 200: { description: '请假' }, 404: { description: '没有这一会议' } },
    handle: ({ account, query }, deps) =>
      show(deps, account, { ...query, notice: NOTICES[query.done ?? ''] ?? null }),
  }),
  defineRoute({
    method: 'post',
    path: '/leave',
    summary: '在页面请假',
    access,
    body: fields,
    bodyKind: 'form',
    replies: answers,
    handle: ({ account, body, log }, deps) => {
      return answering(
        async () => {
          const wish = parsed(newLeave, {
            ...body,
            substitutePersonId: body['substitutePersonId'] || undefined,
          });
          const asked = await askLeave(deps, account, {
            ...wish,
            personId: wish.personId ?? account.personId,
          });
          log.info({ event: 'leave.asked', caseId: asked.caseId, meetingId: asked.meetingId });
          return `/leave?meeting=${asked.meetingId}&done=asked`;
        },
        async (problem) => {
          const meeting = uuid.safeParse(body['meetingId']).data;
          return show(deps, account, { meeting, person: body['personId'], typed: body, problem });
        },
      );
    },
  }),
  defineRoute({
    method: 'post',
    path: '/leave/:id/cancelling',
    summary: '在页面销假',
    access: { role: 'staff', relation: 'attendance', by: 'leave' },
    params: z.object({ id: uuid }),
    body: cancelling,
    bodyKind: 'form',
    replies: answers,
    handle: ({ account, params: { id }, body }, deps) => {
      return answering(
        async () => {
          const { meetingId } = await giveBackLeave(deps, account, id, body.reason);
          return `/leave?meeting=${meetingId}&done=cancelled`;
        },
        async (problem) => {
          const found = await findLeave(deps.pool, id);
          return show(deps, account, { meeting: found?.meetingId, problem });
        },
      );
    },
  }),
];

interface Shown {
  meeting?: string | undefined;
  person?: string | undefined;
  typed?: Record<string, string>;
  notice?: string | null;
  problem?: Problem;
}

async function show(deps: Dependencies, account: Account, shown: Shown): Promise<Reply> {
  const { meeting, person, typed = null, notice = null, problem = null } = shown;
  // A refusal about a meeting that isn't his is shown without it.
  const offer =
    meeting === undefined || problem?.details.status === 404
      ? null
      : await offerLeave(deps, account, meeting, person);
  const requests =
    offer?.isSecretary && meeting
      ? await listLeaveOfMeeting(deps.pool, meeting)
      : await listLeaveOfPerson(deps.pool, account.personId);
  const ahead = await listMeetingsAhead(deps.pool, account.personId);
  const body = leavePage({ deps, account, requests, ahead, offer, typed, notice, problem });
  return page(body, problem?.details.status);
}
