import { z } from 'zod';
import { listPacketNotices } from '../../db/packets/notices';
import { defineRoute } from '../defineRoute';
import { empty, json } from '../reply';
import type { Reply } from '../reply';
import { openings, packetNotice, packetView, packetWish, returnedCopy } from '../schemas/packets';
import { uuid } from '../schemas/text';
import { openPacket, openPacketZip, terminalOf } from '../useCases/packets/openPacket';
import type { OpenedPacket } from '../useCases/packets/openPacket';
import { recordReturn } from '../useCases/packets/returns';
import { viewOpenings, viewOwnPacket } from '../useCases/packets/views';

const id = z.object({ id: uuid });
const access = { role: 'staff', relation: 'meeting' } as const;
const refusals = {
  403: { description: '不是会务人员' },
  404: { description: '没有发给您的，或者没有这一会议' },
  409: { description: '还没有批印，或者正在生成' },
};

/** 会议材料: made after 批印, served with evidence (arts 38, 56). */
export const packetRoutes = () => [
  defineRoute({
    method: 'get',
    path: '/api/v1/meetings/:id/packet',
    summary: '我的会议材料：版次、页码、改动的页、份号',
    access,
    params: id,
    replies: { 200: { description: '会议材料', schema: packetView }, ...refusals },
    handle: async ({ account, params }, deps) => json(200, await viewOwnPacket(deps, account, params.id)),
  }),
  ...(['/meetings/:id/packet.pdf', '/api/v1/meetings/:id/packet.pdf'] as const).map((path) =>
    defineRoute({
      method: 'get',
      path,
      summary: '打开会议材料（PDF，带份号和姓名，打开有记录）',
      access,
      params: id,
      query: packetWish,
      replies: { 200: { description: 'PDF', mediaType: 'application/pdf' }, ...refusals },
      handle: async ({ account, params, query, request, log }, deps) => {
        const opened = await openPacket(deps, account, params.id, query, terminalOf(request));
        log.info({ event: 'packet.opened', meetingId: params.id });
        return streamed(opened, 'application/pdf', true);
      },
    }),
  ),
  ...(['/meetings/:id/packet.zip', '/api/v1/meetings/:id/packet.zip'] as const).map((path) =>
    defineRoute({
      method: 'get',
      path,
      summary: '下载会议材料原件，一个议题一个文件夹',
      access,
      params: id,
      replies: { 200: { description: 'ZIP', mediaType: 'application/zip' }, ...refusals },
      handle: async ({ account, params, request, log }, deps) => {
        const opened = await openPacketZip(deps, account, params.id, terminalOf(request));
        log.info({ event: 'packet.zipped', meetingId: params.id });
        return streamed(opened, 'application/zip', false);
      },
    }),
  ),
  defineRoute({
    method: 'get',
    path: '/api/v1/meetings/:id/packet/openings',
    summary: '会议材料的打开记录和各份的去向（会务人员）',
    access,
    params: id,
    replies: { 200: { description: '记录', schema: openings }, ...refusals },
    handle: async ({ account, params }, deps) => json(200, await viewOpenings(deps, account, params.id)),
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/meetings/:id/packet/returns',
    summary: '登记收回的纸质材料（会务人员）',
    access,
    params: id,
    body: returnedCopy,
    replies: { 204: { description: '已登记' }, ...refusals, 422: { description: '收回时间有误' } },
    handle: async ({ account, params, body }, deps) => {
      await recordReturn(deps, account, params.id, body);
      return empty();
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/packet-notices',
    summary: '告知我而我还没有打开的会议材料',
    access: { role: 'staff', relation: 'none' },
    replies: { 200: { description: '告知', schema: z.object({ items: z.array(packetNotice) }) } },
    handle: async ({ account }, deps) =>
      json(200, { items: await listPacketNotices(deps.pool, account.personId) }),
  }),
];

const streamed = ({ stream, size, fileName }: OpenedPacket, mediaType: string, inline: boolean): Reply => ({
  ...{ kind: 'stream', status: 200, stream, size, mediaType, fileName, inline },
});
