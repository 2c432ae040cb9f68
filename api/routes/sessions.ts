import type { RequestHandler } from 'express';
import { z } from 'zod';
import { defineRoute } from '../defineRoute';
import { json, empty } from '../reply';
import { line } from '../schemas/text';
import { endSession, startSession } from '../session';
import { logIn } from '../useCases/logIn';

export const credentials = z.strictObject({ login: line(64), password: z.string().min(1).max(200) });

export const sessionRoutes = (limit: RequestHandler[]) => [
  defineRoute({
    method: 'post',
    path: '/api/v1/sessions',
    summary: '登录',
    access: { role: 'public', relation: 'none' },
    body: credentials,
    before: limit,
    replies: {
      201: { description: '已登录', schema: z.object({ personId: z.string(), displayName: z.string() }) },
    },
    handle: async ({ request, body }, deps) => {
      const account = await logIn(deps, body);
      await startSession(request, account.personId);
      return json(201, account);
    },
  }),
  defineRoute({
    method: 'delete',
    path: '/api/v1/sessions/current',
    summary: '退出登录',
    access: { role: 'staff', relation: 'none' },
    replies: { 204: { description: '已退出' } },
    handle: async ({ request }) => {
      await endSession(request);
      return empty();
    },
  }),
];
