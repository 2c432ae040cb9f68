import { z } from 'zod';
import { findMissing } from '../../db/readiness';
import type { AnyRoute } from '../defineRoute';
import { defineRoute } from '../defineRoute';
import type { Office } from '../office';
import { createOpenApi } from '../openapi';
import { json } from '../reply';

const anyone = { role: 'public', relation: 'none' } as const;

/** `routes` is asked when the document is: it lists them all, these included. */
export const systemRoutes = (office: Office, routes: () => AnyRoute[]) => {
  let document: unknown;
  return [
    defineRoute({
      method: 'get',
      path: '/api/openapi.json',
      summary: '本接口的 OpenAPI 3.1 描述',
      access: anyone,
      replies: { 200: { description: 'OpenAPI 3.1' } },
      handle: async () => json(200, (document ??= createOpenApi(office, routes()))),
    }),
    defineRoute({
      method: 'get',
      path: '/healthz',
      summary: '进程在运行',
      access: anyone,
      replies: { 200: { description: '在运行', schema: z.object({ status: z.literal('ok') }) } },
      handle: async () => json(200, { status: 'ok' }),
    }),
    defineRoute({
      method: 'get',
      path: '/readyz',
      summary: '可以接待；否则说明缺什么',
      access: anyone,
      replies: {
        200: { description: '可以接待', schema: z.object({ status: z.literal('ready') }) },
        503: {
          description: '还缺',
          schema: z.object({ status: z.literal('not-ready'), missing: z.array(z.string()) }),
        },
      },
      handle: async (_call, deps) => {
        const missing = await findMissing(deps.pool);
        return missing.length === 0
          ? json(200, { status: 'ready' })
          : json(503, { status: 'not-ready', missing });
      },
    }),
  ];
};
