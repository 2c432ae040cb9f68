import { z } from 'zod';
import { defineRoute } from '../defineRoute';
import { excerptFile } from '../pages/afterMeetingSheets';
import type { Office } from '../office';
import { empty, json } from '../reply';
import {
  correctionInput,
  decisionInput,
  decisionList,
  recordLine,
  recordView,
} from '../schemas/afterMeeting';
import { moment } from '../schemas/common';
import { line, uuid } from '../schemas/text';
import { correctDecision, recordDecision } from '../useCases/afterMeeting/decisions';
import { endMeeting } from '../useCases/afterMeeting/ending';
import { addRecordLine, readRecord } from '../useCases/afterMeeting/record';
import { viewDecisions } from '../useCases/afterMeeting/viewDecisions';

const id = z.object({ id: uuid });
const ofItem = z.object({ id: uuid, itemId: uuid });
const ofBody = z.object({ id: uuid, bodyId: line(100) });
const access = { role: 'staff', relation: 'meeting' } as const;
/** The record is for fewer than the meeting: see `readRecord`. */
const apart = { role: 'staff', relation: 'subject', by: 'meeting-record' } as const;
const refusals = {
  403: { description: '不是会务人员' },
  404: { description: '没有这一会议或者议题，或者不归您看' },
  409: { description: '还没有开会，或者已经散会' },
  422: { description: '填写不合规定' },
};

/** What a meeting decided, its end and its record (arts 26, 34, 40). */
export const afterMeetingRoutes = (office: Office) => [
  defineRoute({
    method: 'get',
    path: '/api/v1/meetings/:id/decisions',
    summary: '会议决定、决定印发的文件、纪要；列席人员只看本人的议题',
    access,
    params: id,
    replies: { 200: { description: '会议决定', schema: decisionList }, ...refusals },
    handle: async ({ account, params }, deps) => json(200, await viewDecisions(deps, account, params.id)),
  }),
  defineRoute({
    method: 'put',
    path: '/api/v1/meetings/:id/items/:itemId/decision',
    summary: '登记会议对一项议题的决定（会务人员）；散会以前可以重新登记',
    access,
    params: ofItem,
    body: decisionInput(office),
    replies: { 200: { description: '已登记', schema: decisionList }, ...refusals },
    handle: async ({ account, params, body, log }, deps) => {
      await recordDecision(deps, account, { meetingId: params.id, itemId: params.itemId }, body);
      log.info({ event: 'decision.recorded', itemId: params.itemId });
      return json(200, await viewDecisions(deps, account, params.id));
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/meetings/:id/items/:itemId/corrections',
    summary: '散会以后更正决定的文字和公开方式，写明理由；已经交办的不变',
    access,
    params: ofItem,
    body: correctionInput(office),
    replies: { 201: { description: '已更正', schema: decisionList }, ...refusals },
    handle: async ({ account, params, body, log }, deps) => {
      await correctDecision(deps, account, { meetingId: params.id, itemId: params.itemId }, body);
      log.info({ event: 'decision.corrected', itemId: params.itemId });
      return json(201, await viewDecisions(deps, account, params.id));
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/meetings/:id/ending',
    summary: '登记散会；还有议题没有决定的不能散会',
    access,
    params: id,
    body: z.strictObject({}),
    replies: { 200: { description: '已散会', schema: z.object({ endedAt: moment }) }, ...refusals },
    handle: async ({ account, params, log }, deps) => {
      const endedAt = await endMeeting(deps, account, params.id);
      log.info({ event: 'meeting.ended' });
      return json(200, { endedAt });
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/meetings/:id/record',
    summary: '会议记录：只给记录人、主持人和办公室负责人，每次查阅都有记录',
    access: apart,
    params: id,
    replies: { 200: { description: '会议记录', schema: recordView }, ...refusals },
    handle: async ({ account, params, log }, deps) => {
      log.info({ event: 'record.read', meetingId: params.id });
      return json(200, await readRecord(deps, account, params.id));
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/meetings/:id/record',
    summary: '记一条会议记录；主持人最后发言',
    access: apart,
    params: id,
    body: recordLine,
    replies: { 204: { description: '已记' }, ...refusals },
    handle: async ({ account, params, body }, deps) => {
      await addRecordLine(deps, account, params.id, body);
      return empty();
    },
  }),
  ...(['/meetings/:id/excerpts/:bodyId', '/api/v1/meetings/:id/excerpts/:bodyId'] as const).map((path) =>
    defineRoute({
      method: 'get',
      path,
      summary: '纪要摘录：一个单位的议定事项（PDF），纪要印发以后才有',
      access,
      params: ofBody,
      replies: { 200: { description: 'PDF', mediaType: 'application/pdf' }, ...refusals },
      handle: ({ account, params }, deps) => excerptFile(deps, account, params.id, params.bodyId),
    }),
  ),
];
