import { z } from 'zod';
import { defineRoute } from '../defineRoute';
import { json } from '../reply';
import { earlyOpening, meetingView, reasoned } from '../schemas/meetings';
import { uuid } from '../schemas/text';
import { cancelMeeting, openTheMeeting, reopenAgenda } from '../useCases/meetings/acts';
import type { MeetingView } from '../useCases/meetings/view';
import { viewMeeting } from '../useCases/meetings/view';

const reader = { role: 'staff', relation: 'meeting' } as const;
const params = z.object({ id: uuid });
const meeting = { description: '会议', schema: meetingView };

/** What the API answers of a meeting. */
export const shown = ({ reader: { scope, mayManage }, ...view }: MeetingView) => ({
  ...view,
  isWhole: scope === 'all',
  mayManage,
});

/** A late change, calling off, opening (arts 6, 38). */
export function meetingActRoutes() {
  return [
    defineRoute({
      method: 'post',
      path: '/api/v1/meetings/:id/reopening',
      summary: '批印后议程、材料有改动的，写明理由，重新编排',
      access: reader,
      params,
      body: reasoned,
      replies: { 200: meeting },
      handle: async ({ account, params: { id }, body, log }, deps) => {
        await reopenAgenda(deps, account, id, body.reason);
        log.info({ event: 'meeting.reopened', meetingId: id });
        return json(200, shown(await viewMeeting(deps, account, id)));
      },
    }),
    defineRoute({
      method: 'post',
      path: '/api/v1/meetings/:id/cancellation',
      summary: '取消会议，告知有关人员',
      access: reader,
      params,
      body: reasoned,
      replies: { 200: meeting },
      handle: async ({ account, params: { id }, body, log }, deps) => {
        await cancelMeeting(deps, account, id, body.reason);
        log.info({ event: 'meeting.cancelled', meetingId: id });
        return json(200, shown(await viewMeeting(deps, account, id)));
      },
    }),
    defineRoute({
      method: 'post',
      path: '/api/v1/meetings/:id/opening',
      summary: '开会；比预定时间提前很多的，写明提前开会的理由',
      access: reader,
      params,
      body: earlyOpening,
      replies: { 200: meeting },
      handle: async ({ account, params: { id }, body, log }, deps) => {
        await openTheMeeting(deps, account, id, body.reason);
        log.info({ event: 'meeting.opened', meetingId: id });
        return json(200, shown(await viewMeeting(deps, account, id)));
      },
    }),
  ];
}
