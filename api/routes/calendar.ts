import { z } from 'zod';
import { currentCalendar } from '../../db/calendar';
import { awaitedInWords, awaitedNotices, dayIn } from '../../domain/calendar';
import { defineRoute } from '../defineRoute';
import { json } from '../reply';
import {
  calendarOfYear,
  calendarPreview,
  calendarVersion,
  deadlineQuery,
  explainedDeadline,
  newCalendarNotice,
  noticeEntry,
  rollback,
  rollbackTarget,
} from '../schemas/calendar';
import {
  describeVersions,
  enterNotice,
  previewNotice,
  previewRollback,
  rollBack,
} from '../useCases/calendar';
import { explain } from '../useCases/explainDeadline';

const staff = { role: 'staff', relation: 'none' } as const;
const admin = { role: 'admin', relation: 'none' } as const;
const made = z.object({ version: z.string() });

/** 工作日历. */
export const calendarRoutes = () => [
  defineRoute({
    method: 'get',
    path: '/api/v1/calendar',
    summary: '一年的放假日和调休上班日，及其所据通知',
    access: staff,
    query: z.object({ year: z.coerce.number('应为年份').int().min(1900).max(9999).optional() }),
    replies: { 200: { description: '这一年', schema: calendarOfYear } },
    handle: async ({ query }, deps) => {
      const calendar = await currentCalendar(deps.pool);
      const now = deps.clock.now();
      const year = query.year ?? dayIn(now, calendar.timeZone).year;
      const known = calendar.years.find((one) => one.year === year);
      return json(200, {
        version: calendar.version,
        year,
        known: {
          national: known?.nationalNotice ?? false,
          regional: known?.regionalNotice ?? !calendar.expectsRegionalNotice,
        },
        days: calendar.days.filter(({ date }) => date.startsWith(`${year}-`)),
        awaiting: awaitedNotices(calendar, now),
      });
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/calendar/deadline',
    summary: '期限怎么算：逐日说明计入与否、事由和所据',
    access: staff,
    query: deadlineQuery,
    replies: {
      200: { description: '期限及其算法', schema: explainedDeadline },
      422: { description: '工作日数不合要求，或者涉及的往年没有数据' },
    },
    handle: async ({ query }, deps) => {
      const { from, ...computed } = await explain(deps, query);
      const { awaiting, at, provisional, calendarVersion: version, days } = computed;
      return json(200, {
        from,
        workingDays: query.workingDays,
        at,
        provisional,
        awaiting,
        provisionalBecause: provisional ? `${awaitedInWords(awaiting)}尚未录入` : null,
        calendarVersion: version,
        days,
      });
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/calendar/versions',
    summary: '工作日历的各版，及每版改了哪些日子',
    access: staff,
    replies: {
      200: { description: '各版，现行的在前', schema: z.object({ items: z.array(calendarVersion) }) },
    },
    handle: async (_call, deps) => json(200, { items: await describeVersions(deps.pool) }),
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/calendar/previews',
    summary: '录入通知之前核对：改哪些日子，哪些在办件的期限由何时改为何时',
    access: admin,
    body: newCalendarNotice,
    replies: {
      200: { description: '将有的变动', schema: calendarPreview },
      422: { description: '通知不能录入' },
    },
    handle: async ({ account, body }, deps) => json(200, await previewNotice(deps, account, body)),
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/calendar/notices',
    summary: '录入通知：形成新的一版，在办件的期限随即重算',
    access: admin,
    body: noticeEntry,
    replies: {
      201: { description: '已录入', schema: made },
      409: { description: '核对之后日历另有更新' },
      422: { description: '通知不能录入' },
    },
    handle: async ({ account, body: { basedOn, ...notice }, log }, deps) => {
      const version = await enterNotice(deps, account, notice, basedOn);
      log.info({ event: 'calendar.noticeEntered', version });
      return json(201, { version });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/calendar/rollback-previews',
    summary: '恢复到某一版之前核对',
    access: admin,
    body: rollbackTarget,
    replies: {
      200: { description: '将有的变动', schema: calendarPreview },
      404: { description: '没有这一版' },
      422: { description: '与现行版相同' },
    },
    handle: async ({ account, body }, deps) => json(200, await previewRollback(deps, account, body.version)),
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/calendar/rollbacks',
    summary: '恢复到某一版的通知：形成新的一版，其间各版留存',
    access: admin,
    body: rollback,
    replies: {
      201: { description: '已恢复', schema: made },
      404: { description: '没有这一版' },
      409: { description: '核对之后日历另有更新' },
      422: { description: '与现行版相同' },
    },
    handle: async ({ account, body, log }, deps) => {
      const version = await rollBack(deps, account, body);
      log.info({ event: 'calendar.rolledBack', version });
      return json(201, { version });
    },
  }),
];
