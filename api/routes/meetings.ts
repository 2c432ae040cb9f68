import { z } from 'zod';
import { listMonthAlerts } from '../../db/meetings/monthAlerts';
import { listTellings } from '../../db/meetings/tellings';
import { startOfDay } from '../../domain/calendar/zonedDay';
import { labelIn } from '../../domain/meetings/labels';
import { defineRoute } from '../defineRoute';
import type { Dependencies } from '../dependencies';
import { json } from '../reply';
import {
  arrangedAgenda,
  changedMeeting,
  comparedVersions,
  comparison,
  meetingSummary,
  meetingView,
  monthAlert,
  newMeeting,
  offeredTopic,
  telling,
  yearOfMeetings,
} from '../schemas/meetings';
import { uuid } from '../schemas/text';
import { meetingActRoutes, shown } from './meetingActs';
import { requireManager, requireMeetingReader } from '../useCases/meetings/access';
import { arrangeAgenda, listOffered } from '../useCases/meetings/arranging';
import { changePlan, planMeeting } from '../useCases/meetings/plan';
import { compareVersions, listReadable, viewMeeting } from '../useCases/meetings/view';
import { seesAllMeetings, yearPicture } from '../useCases/meetings/year';

const staff = { role: 'staff', relation: 'none' } as const;
/** For everybody else the meeting does not exist. */
const reader = { role: 'staff', relation: 'meeting' } as const;
const params = z.object({ id: uuid });
const meeting = { description: '会议', schema: meetingView };
const day = z.iso.date();
const MONTHS = 62 * 24 * 3_600_000;
const TOLD_FOR = 31 * 24 * 3_600_000;

/** 全体会议 and 常务会议: plan, agenda, 批印, opening, calling off (arts 6, 35-38). */
export const meetingRoutes = () => [
  defineRoute({
    method: 'get',
    path: '/api/v1/meetings',
    summary: '我可以看的会议，按时间；不写起止日期的，前后各两个月',
    access: staff,
    query: z.object({ from: day.optional(), until: day.optional() }),
    replies: { 200: { description: '会议', schema: z.object({ items: z.array(meetingSummary) }) } },
    handle: async ({ account, query }, deps) =>
      json(200, { items: await listReadable(deps, account, spanOf(deps, query)) }),
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/meetings',
    summary: '按召集人的意思计划一次会议',
    access: staff,
    body: newMeeting,
    replies: { 201: meeting },
    handle: async ({ account, body, log }, deps) => {
      const id = await planMeeting(deps, account, { ...body, startsAt: new Date(body.startsAt) });
      log.info({ event: 'meeting.planned', meetingId: id });
      return json(201, shown(await viewMeeting(deps, account, id)));
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/meeting-years/:year',
    summary: '一年的会议：各月开了几次、几项议题，决定印发的文件按期和超期各几件；领导和会务人员可看',
    access: staff,
    params: z.object({ year: z.coerce.number().int().min(2000).max(2200) }),
    replies: { 200: { description: '一年的会议', schema: yearOfMeetings } },
    handle: async ({ account, params: { year } }, deps) => json(200, await yearPicture(deps, account, year)),
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/meeting-alerts',
    summary: '当月没有召开会议的提醒；领导和会务人员可看',
    access: staff,
    replies: { 200: { description: '提醒', schema: z.object({ items: z.array(monthAlert) }) } },
    handle: async ({ account }, deps) => {
      const isShown = await seesAllMeetings(deps, account);
      const alerts = isShown ? await listMonthAlerts(deps.pool) : [];
      const { kinds } = deps.office.meetings;
      return json(200, {
        items: alerts.map((one) => ({ ...one, kindLabel: labelIn(kinds, one.kind) })),
      });
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/meeting-tellings',
    summary: '会议中告知我的事，近一个月',
    access: staff,
    replies: { 200: { description: '告知', schema: z.object({ items: z.array(telling) }) } },
    handle: async ({ account }, deps) => {
      const since = new Date(deps.clock.now().getTime() - TOLD_FOR);
      return json(200, { items: await listTellings(deps.pool, account.personId, since) });
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/meetings/:id',
    summary: '一次会议：议程、各版、组成和列席人员，以各人可看的为限',
    access: reader,
    params,
    replies: { 200: meeting },
    handle: async ({ account, params: { id } }, deps) =>
      json(200, shown(await viewMeeting(deps, account, id))),
  }),
  defineRoute({
    method: 'put',
    path: '/api/v1/meetings/:id',
    summary: '改时间、地点、方式或者主持人，编排议程时可改',
    access: reader,
    params,
    body: changedMeeting,
    replies: { 200: meeting },
    handle: async ({ account, params: { id }, body }, deps) => {
      await changePlan(deps, account, id, { ...body, startsAt: new Date(body.startsAt) });
      return json(200, shown(await viewMeeting(deps, account, id)));
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/meetings/:id/topics',
    summary: '可以排入本次会议的议题',
    access: reader,
    params,
    replies: { 200: { description: '议题', schema: z.object({ items: z.array(offeredTopic) }) } },
    handle: async ({ account, params: { id } }, deps) => {
      const found = await requireMeetingReader(deps, account, id);
      requireManager(found);
      return json(200, { items: await listOffered(deps.pool, found.meeting) });
    },
  }),
  defineRoute({
    method: 'put',
    path: '/api/v1/meetings/:id/items',
    summary: '编排议程：各项的次序、时长、汇报人和列席单位',
    access: reader,
    params,
    body: arrangedAgenda,
    replies: { 200: meeting },
    handle: async ({ account, params: { id }, body }, deps) => {
      requireManager(await requireMeetingReader(deps, account, id));
      await arrangeAgenda(deps, account, id, body.items);
      return json(200, shown(await viewMeeting(deps, account, id)));
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/meetings/:id/comparison',
    summary: '议程两版的不同，逐条写明',
    access: reader,
    params,
    query: comparedVersions,
    replies: { 200: { description: '不同之处', schema: comparison } },
    handle: async ({ account, params: { id }, query }, deps) =>
      json(200, await compareVersions(deps, account, id, query)),
  }),
  ...meetingActRoutes(),
];

function spanOf(
  { clock, office }: Dependencies,
  { from, until }: { from?: string | undefined; until?: string | undefined },
): { from: Date; until: Date } {
  const now = clock.now().getTime();
  return {
    from: from ? startOfDay(from, office.timeZone) : new Date(now - MONTHS),
    until: until ? startOfDay(until, office.timeZone) : new Date(now + MONTHS),
  };
}
