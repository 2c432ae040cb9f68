import { z } from 'zod';
import { yearWanted } from '../schemas/common';
import { dayIn } from '../../domain/calendar/zonedDay';
import { defineRoute } from '../defineRoute';
import type { Office } from '../office';
import { json } from '../reply';
import {
  newHolding,
  newRegionalMeeting,
  regionalMeeting,
  regionalMeetingList,
  regionalRequest,
} from '../schemas/regionalMeetings';
import { lineOrEmpty, reasonGiven, uuid } from '../schemas/text';
import { callOffRegionalMeeting, recordHolding } from '../useCases/regionalMeetings/endings';
import { proposeRegionalMeeting } from '../useCases/regionalMeetings/propose';
import { listReadable, viewRegionalMeeting } from '../useCases/regionalMeetings/read';
import { submitRegionalRequest } from '../useCases/regionalMeetings/submitRequest';

const params = z.object({ id: uuid });
const ofCase = { role: 'staff', relation: 'reader', by: 'case' } as const;
const one = { description: '区域性会议', schema: regionalMeeting };

/** 区域性会议 of departments (art 41). */
export const regionalMeetingRoutes = (office: Office) => [
  defineRoute({
    method: 'get',
    path: '/api/v1/regional-meetings',
    summary: '一年的区域性会议：您可以看的；不写年度为今年',
    access: { role: 'staff', relation: 'none' },
    query: z.object({ year: yearWanted, body: lineOrEmpty(100).optional() }),
    replies: { 200: { description: '区域性会议', schema: regionalMeetingList } },
    handle: async ({ account, query }, deps) => {
      const year = query.year ?? dayIn(deps.clock.now(), office.timeZone).year;
      return json(200, {
        year,
        items: await listReadable(deps, account, { year, bodyId: query.body || null }),
      });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/regional-meetings',
    summary: '部门申请召开区域性会议，先征求分管领导意见',
    access: { role: 'staff', relation: 'none' },
    body: newRegionalMeeting(office),
    replies: { 201: one },
    handle: async ({ account, body, log }, deps) => {
      const { postId, ...plan } = body;
      const caseId = await proposeRegionalMeeting(deps, account, plan, postId || undefined);
      log.info({ event: 'regionalMeeting.proposed', caseId });
      return json(201, await viewRegionalMeeting(deps, account, caseId));
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/regional-meetings/:id',
    summary: '一次区域性会议：申请、核对、请示、召开情况',
    access: ofCase,
    params,
    replies: { 200: one },
    handle: async ({ account, caseId }, deps) => json(200, await viewRegionalMeeting(deps, account, caseId)),
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/regional-meetings/:id/request',
    summary: '分管领导同意之后，填报本部门的请示',
    access: ofCase,
    params,
    body: regionalRequest,
    replies: { 200: one },
    handle: async ({ account, caseId, body, log }, deps) => {
      await submitRegionalRequest(deps, account, caseId, body.requestCaseId);
      log.info({ event: 'regionalMeeting.requested', caseId });
      return json(200, await viewRegionalMeeting(deps, account, caseId));
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/regional-meetings/:id/holding',
    summary: '登记召开情况：日期、天数、规模、支出',
    access: ofCase,
    params,
    body: newHolding,
    replies: { 200: one },
    handle: async ({ account, caseId, body, log }, deps) => {
      await recordHolding(deps, account, caseId, body);
      log.info({ event: 'regionalMeeting.held', caseId });
      return json(200, await viewRegionalMeeting(deps, account, caseId));
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/regional-meetings/:id/calling-off',
    summary: '取消召开，让出本年度的次数',
    access: ofCase,
    params,
    body: reasonGiven,
    replies: { 200: one },
    handle: async ({ account, caseId, body, log }, deps) => {
      await callOffRegionalMeeting(deps, account, caseId, body.reason);
      log.info({ event: 'regionalMeeting.calledOff', caseId });
      return json(200, await viewRegionalMeeting(deps, account, caseId));
    },
  }),
];
