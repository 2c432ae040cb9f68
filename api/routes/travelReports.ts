import { z } from 'zod';
import { listTravelReports } from '../../db/travelReports';
import { defineRoute } from '../defineRoute';
import { json } from '../reply';
import { newTravelReport, travelReport } from '../schemas/authority';
import { uuid } from '../schemas/text';
import { recordReturn, reportTravel } from '../useCases/travelReports';

const staff = { role: 'staff', relation: 'none' } as const;

/** 外出报备 (art 54). */
export const travelRoutes = () => [
  defineRoute({
    method: 'get',
    path: '/api/v1/travel-reports',
    summary: '外出报备：在外和将要外出的；ended=true 时连同已返回的',
    access: staff,
    query: z.object({ ended: z.enum(['true', 'false']).default('false') }),
    replies: { 200: { description: '外出报备', schema: z.object({ items: z.array(travelReport) }) } },
    handle: async ({ query }, deps) =>
      json(200, { items: await listTravelReports(deps.pool, { ended: query.ended === 'true' }) }),
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/travel-reports',
    summary: '外出报备，可同时登记外出期间的委托',
    access: staff,
    body: newTravelReport,
    replies: { 201: { description: '已登记，将告知有关领导', schema: travelReport } },
    handle: async ({ account, body, log }, deps) => {
      const { personId = account.personId, ...rest } = body;
      const report = await reportTravel(deps, account, { ...rest, personId });
      log.info({ event: 'travel.reported', travelId: report.id });
      return json(201, report);
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/travel-reports/:id/return',
    summary: '登记返回；尚未外出的即为取消',
    access: staff,
    params: z.object({ id: uuid }),
    body: z.strictObject({}),
    replies: { 200: { description: '已登记', schema: travelReport } },
    handle: async ({ account, params, log }, deps) => {
      const report = await recordReturn(deps, account, params.id);
      log.info({ event: 'travel.returned', travelId: report.id });
      return json(200, report);
    },
  }),
];
