import { z } from 'zod';
import type { Account } from '../../db/accounts';
import { defineRoute } from '../defineRoute';
import type { Dependencies } from '../dependencies';
import type { Problem } from '../problems';
import { page } from '../reply';
import type { Reply } from '../reply';
import { typedReturn } from '../schemas/packets';
import { uuid } from '../schemas/text';
import { requireMeetingReader } from '../useCases/meetings/access';
import { recordReturn } from '../useCases/packets/returns';
import { ownOrWhyNot, viewOpenings } from '../useCases/packets/views';
import { answering } from './answering';
import { packetView } from './packetView';

const params = z.object({ id: uuid });
const access = { role: 'staff', relation: 'meeting' } as const;

/** 会议材料: one's own packet, and for whoever handles the meeting who opened which copy (arts 38, 56). */
export const packetPageRoutes = () => [
  defineRoute({
    method: 'get',
    path: '/meetings/:id/packet',
    summary: '会议材料页',
    access,
    params,
    query: z.object({ done: z.string().optional() }),
    replies: { 200: { description: '会议材料' }, 404: { description: '没有这一会议，或者没有您的材料' } },
    handle: ({ account, params: { id }, query }, deps) =>
      show(deps, account, id, { notice: query.done === 'returns' ? '已登记收回。' : null }),
  }),
  defineRoute({
    method: 'post',
    path: '/meetings/:id/packet/returns',
    summary: '在会议材料页登记收回的纸质材料',
    access,
    params,
    body: typedReturn,
    bodyKind: 'form',
    replies: {
      303: { description: '已登记' },
      400: { description: '填写有误' },
      403: { description: '不是会务人员' },
      404: { description: '没有这一份' },
      409: { description: '已经登记过' },
    },
    handle: ({ account, params: { id }, body }, deps) => {
      return answering(
        async () => {
          await recordReturn(deps, account, id, body);
          return `/meetings/${id}/packet?done=returns`;
        },
        (problem) => show(deps, account, id, { problem }),
      );
    },
  }),
];

async function show(
  deps: Dependencies,
  account: Account,
  id: string,
  { notice = null, problem = null }: { notice?: string | null; problem?: Problem | null },
): Promise<Reply> {
  const reader = await requireMeetingReader(deps, account, id);
  const { packet, absence } = await ownOrWhyNot(deps, account, id);
  const { office, tasklistUrl } = deps;
  return page(
    packetView({
      ...{ office, tasklistUrl, account, meeting: reader.meeting, packet, absence, notice, problem },
      evidence: reader.isSecretary ? await viewOpenings(deps, account, id) : null,
    }),
    problem?.details.status,
  );
}
