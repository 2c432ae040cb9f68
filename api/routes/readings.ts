import { listTouchedCases } from '../../db/readModels/readingUse';
import { defineRoute } from '../defineRoute';
import { json } from '../reply';
import { readingList } from '../schemas/readings';

export const readingRoutes = () => [
  defineRoute({
    method: 'get',
    path: '/api/v1/readings',
    summary: '条文适用口径登记',
    access: { role: 'staff', relation: 'none' },
    replies: { 200: { description: '各项口径', schema: readingList } },
    handle: async (_call, { pool, office }) => {
      const touched = await listTouchedCases(pool);
      return json(200, {
        readings: office.readings.map(({ options, ...reading }) => ({
          ...reading,
          options: options.map(({ id, label }) => ({ id, label })),
          casesInProgress: touched.filter(({ readingId }) => readingId === reading.id).length,
        })),
      });
    },
  }),
];
