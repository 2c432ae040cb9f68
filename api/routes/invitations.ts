import { z } from 'zod';
import { yearWanted } from '../schemas/common';
import { dayIn } from '../../domain/calendar/zonedDay';
import { defineRoute } from '../defineRoute';
import type { Office } from '../office';
import { json } from '../reply';
import { invitation, invitationList, newInvitation } from '../schemas/invitations';
import { reasonGiven, uuid } from '../schemas/text';
import { callOffInvitation } from '../useCases/invitations/callOff';
import { reconsiderAttendance } from '../useCases/invitations/reconsider';
import { listReadableInvitations, viewInvitation } from '../useCases/invitations/read';
import { registerInvitation } from '../useCases/invitations/register';

const params = z.object({ id: uuid });
const ofInvitation = { role: 'staff', relation: 'subject', by: 'meeting-invitation' } as const;
const one = { description: '应邀会议', schema: invitation };

/** 应邀会议: meetings of others to which the government is invited (art 43). */
export const invitationRoutes = (office: Office) => [
  defineRoute({
    method: 'get',
    path: '/api/v1/meeting-invitations',
    summary: '一年的应邀会议：您可以看的；不写年度为今年',
    access: { role: 'staff', relation: 'none' },
    query: z.object({ year: yearWanted }),
    replies: { 200: { description: '应邀会议', schema: invitationList } },
    handle: async ({ account, query }, deps) => {
      const year = query.year ?? dayIn(deps.clock.now(), office.timeZone).year;
      return json(200, { year, items: await listReadableInvitations(deps, account, year) });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/meeting-invitations',
    summary: '会务人员登记应邀会议，送分管领导确定由谁参加',
    access: { role: 'staff', relation: 'none' },
    body: newInvitation(office),
    replies: { 201: one },
    handle: async ({ account, body, log }, deps) => {
      const caseId = await registerInvitation(deps, account, body);
      log.info({ event: 'invitation.registered', caseId });
      return json(201, await viewInvitation(deps, account, caseId));
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/meeting-invitations/:id',
    summary: '一次应邀会议：来函、由谁参加、各步的决定和理由',
    access: ofInvitation,
    params,
    replies: { 200: one },
    handle: async ({ account, caseId }, deps) => json(200, await viewInvitation(deps, account, caseId)),
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/meeting-invitations/:id/calling-off',
    summary: '会议取消、改期或者登记有误的，写明理由取消',
    access: ofInvitation,
    params,
    body: reasonGiven,
    replies: { 200: one },
    handle: async ({ account, caseId, body, log }, deps) => {
      await callOffInvitation(deps, account, caseId, body.reason);
      log.info({ event: 'invitation.calledOff', caseId });
      return json(200, await viewInvitation(deps, account, caseId));
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/meeting-invitations/:id/reconsidering',
    summary: '定了以后不能去的，开会以前写明理由，由分管领导重新确定由谁参加',
    access: ofInvitation,
    params,
    body: reasonGiven,
    replies: { 200: one },
    handle: async ({ account, caseId, body, log }, deps) => {
      await reconsiderAttendance(deps, account, caseId, body.reason);
      log.info({ event: 'invitation.reconsidered', caseId });
      return json(200, await viewInvitation(deps, account, caseId));
    },
  }),
];
