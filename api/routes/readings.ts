import { z } from 'zod';
import { listTouchedCases } from '../../db/readModels/readingUse';
import type { TouchedCase } from '../../db/readModels/readingUse';
import { defineRoute } from '../defineRoute';
import { json } from '../reply';
import { newChoice, readingList, registeredReading, rerouting } from '../schemas/readings';
import { uuid } from '../schemas/text';
import type { RegisteredReading } from '../useCases/readings';
import { chooseReading, listReadings } from '../useCases/readings';
import { rerouteCase } from '../useCases/rerouteCase';

const staff = { role: 'staff', relation: 'none' } as const;

/** 条文适用口径登记: what was chosen, choosing anew, and letting a case in progress go by it. */
export const readingRoutes = () => [
  defineRoute({
    method: 'get',
    path: '/api/v1/readings',
    summary: '条文适用口径登记',
    access: staff,
    replies: { 200: { description: '各项口径', schema: readingList } },
    handle: async (_call, deps) => {
      const touched = await listTouchedCases(deps.pool);
      return json(200, { readings: (await listReadings(deps)).map((one) => asJson(one, touched)) });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/readings/:readingId/choices',
    summary: '改选口径：此后报送的按新口径，在办件仍按原口径',
    access: staff,
    params: z.object({ readingId: z.string().max(100) }),
    body: newChoice,
    replies: { 201: { description: '已登记', schema: registeredReading } },
    handle: async ({ account, params, body, log }, deps) => {
      const chosen = await chooseReading(deps, account, params.readingId, body);
      log.info({ event: 'reading.chosen', readingId: params.readingId, option: body.option });
      return json(201, asJson(chosen, await listTouchedCases(deps.pool)));
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/cases/:id/rerouting',
    summary: '未签发的在办件改按现行口径办理，重新确定审核和签发人',
    access: { role: 'staff', relation: 'reader', by: 'case' },
    params: z.object({ id: uuid }),
    body: rerouting,
    replies: { 202: { description: '已登记', schema: z.object({ route: z.string() }) } },
    handle: async ({ account, caseId, body, log }, deps) => {
      const route = await rerouteCase(deps, account, caseId, body.reason);
      log.info({ event: 'case.rerouted', caseId });
      return json(202, { route });
    },
  }),
];

function asJson({ reading, chosenId, switchable, choices }: RegisteredReading, touched: TouchedCase[]) {
  const { id, key = null, article, question, options } = reading;
  return {
    id,
    key,
    article,
    question,
    options: options.map((option) => ({ id: option.id, label: option.label })),
    chosen: chosenId,
    switchable,
    choices,
    casesInProgress: touched.filter(({ readingId }) => readingId === id).length,
  };
}
