import { z } from 'zod';
import { defineRoute } from '../defineRoute';
import { json } from '../reply';
import type { Reply } from '../reply';
import { attendance, callUpList, newMarks, newReceipt, notice, seating } from '../schemas/attendance';
import { line, uuid } from '../schemas/text';
import { markAttendance, viewAttendance } from '../useCases/attendance/marks';
import { giveReceipt, listNotices, openOwnNotice } from '../useCases/attendance/receipts';
import {
  callUpsOf,
  printCallUps,
  printPlaceCards,
  printSeating,
  seatMeeting,
} from '../useCases/attendance/seating';

/** Who may read a meeting, and how much of it, is asked by `requireMeetingReader`. */
const access = { role: 'staff', relation: 'meeting' } as const;
/** Whoever was told of a meeting, also when he no longer belongs to it. */
const told = { role: 'staff', relation: 'attendance', by: 'notice' } as const;
const params = z.object({ id: uuid });
const place = z.object({ room: line(50).optional(), paper: z.enum(['a4', 'a3']).optional() });
const refusals = {
  403: { description: '不是会务人员' },
  404: { description: '没有这一会议、通知，或者与您无关' },
  409: { description: '会议不在可以办理的状态' },
  422: { description: '填写不合规则' },
};
const pdf = { 200: { description: 'PDF', mediaType: 'application/pdf' }, ...refusals };

/** 会议通知、回执、签到、座次 (arts 38, 39). */
export const attendanceRoutes = () => [
  defineRoute({
    method: 'get',
    path: '/api/v1/meetings/:id/notices',
    summary: '会议通知的送达和回执（会务人员）',
    access,
    params,
    replies: { 200: { description: '通知', schema: z.object({ items: z.array(notice) }) }, ...refusals },
    handle: async ({ account, params: { id } }, deps) =>
      json(200, { items: await listNotices(deps, account, id) }),
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/meetings/:id/receipt',
    summary: '我的会议通知；打开即为送达',
    access: told,
    params,
    replies: { 200: { description: '通知', schema: notice }, ...refusals },
    handle: async ({ account, params: { id } }, deps) => json(200, await openOwnNotice(deps, account, id)),
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/meetings/:id/receipt',
    summary: '给自己的回执',
    access: told,
    params,
    body: newReceipt.pick({ answer: true, words: true }),
    replies: { 201: { description: '已登记', schema: notice }, ...refusals },
    handle: async ({ account, params: { id }, body, log }, deps) => {
      const given = await giveReceipt(deps, account, id, { ...body, channel: 'system', answeredBy: '' });
      log.info({ event: 'meeting.receipt', meetingId: id, noticeId: given.id });
      return json(201, given);
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/meetings/:id/receipts',
    summary: '给回执；电话、短信的由会务人员登记',
    access,
    params,
    body: newReceipt,
    replies: { 201: { description: '已登记', schema: notice }, ...refusals },
    handle: async ({ account, params: { id }, body, log }, deps) => {
      const given = await giveReceipt(deps, account, id, body);
      log.info({ event: 'meeting.receipt', meetingId: id, noticeId: given.id });
      return json(201, given);
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/meetings/:id/attendance',
    summary: '到会情况：应到、实到、请假、列席、迟到、缺席',
    access,
    params,
    replies: { 200: { description: '到会情况', schema: attendance }, ...refusals },
    handle: async ({ account, params: { id } }, deps) => json(200, await viewAttendance(deps, account, id)),
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/meetings/:id/attendance',
    summary: '签到：会务人员登记到会、迟到、缺席，散会以前可以更正',
    access,
    params,
    body: newMarks,
    replies: { 200: { description: '已登记', schema: attendance }, ...refusals },
    handle: async ({ account, params: { id }, body, log }, deps) => {
      await markAttendance(deps, account, id, body.marks);
      log.info({ event: 'meeting.attendance', meetingId: id, marks: body.marks.length });
      return json(200, await viewAttendance(deps, account, id));
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/meetings/:id/seating',
    summary: '座次',
    access,
    params,
    query: place,
    replies: { 200: { description: '座次', schema: seating }, ...refusals },
    handle: async ({ account, params: { id }, query }, deps) =>
      json(200, await seatMeeting(deps, account, id, query.room)),
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/meetings/:id/call-ups',
    summary: '候会叫会',
    access,
    params,
    replies: { 200: { description: '候会叫会', schema: callUpList }, ...refusals },
    handle: async ({ account, params: { id } }, deps) => json(200, await callUpsOf(deps, account, id)),
  }),
  defineRoute({
    method: 'get',
    path: '/meetings/:id/seating.pdf',
    summary: '座次图（PDF）',
    access,
    params,
    query: place,
    replies: pdf,
    handle: async ({ account, params: { id }, query }, deps) =>
      file(await printSeating(deps, account, id, query), '座次图.pdf'),
  }),
  defineRoute({
    method: 'get',
    path: '/meetings/:id/place-cards.pdf',
    summary: '席卡（PDF）',
    access,
    params,
    replies: pdf,
    handle: async ({ account, params: { id } }, deps) =>
      file(await printPlaceCards(deps, account, id), '席卡.pdf'),
  }),
  defineRoute({
    method: 'get',
    path: '/meetings/:id/call-up.pdf',
    summary: '候会叫会单（PDF）',
    access,
    params,
    replies: pdf,
    handle: async ({ account, params: { id } }, deps) =>
      file(await printCallUps(deps, account, id), '候会叫会单.pdf'),
  }),
];

const file = (bytes: Uint8Array, fileName: string): Reply => ({
  kind: 'file',
  status: 200,
  bytes,
  mediaType: 'application/pdf',
  fileName,
  inline: true,
});
