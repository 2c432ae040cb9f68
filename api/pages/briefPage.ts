import type { RequestHandler } from 'express';
import { z } from 'zod';
import { listRoundViews } from '../../db/readModels/countersignView';
import { defineRoute } from '../defineRoute';
import type { Dependencies } from '../dependencies';
import { page, redirect } from '../reply';
import { uuid } from '../schemas/text';
import { viewCase } from '../useCases/viewCase';
import { briefLogin, briefView } from './briefView';

export const BRIEF_PATH = '/cases/:id/brief';

export const briefPageRoutes = () => [
  defineRoute({
    method: 'get',
    path: BRIEF_PATH,
    summary: '办件摘要，供 Tasklist 的表单显示',
    access: { role: 'staff', relation: 'reader', by: 'case' },
    params: z.object({ id: uuid }),
    before: [askToLogIn],
    replies: {
      200: { description: '摘要' },
      303: { description: '尚未送审，转到文稿' },
      401: { description: '请在新窗口登录' },
    },
    handle: async ({ account, caseId }, deps) => {
      const view = await viewCase(deps, caseId, account);
      if (view.status === 'draft') return redirect(`/drafts/${caseId}`);
      return page(briefView(deps, view, account.personId, await listRoundViews(deps.pool, caseId)));
    },
  }),
];

function askToLogIn(...[request, response, next]: Parameters<RequestHandler>): void {
  if (request.session.personId !== undefined) return next();
  response
    .status(401)
    .type('html')
    .send(briefLogin(String(request.params['id'])).toString());
}

/** Lets Tasklist, and nobody else, show this one page in a frame. */
export function allowFraming(deps: Pick<Dependencies, 'tasklistUrl'>): RequestHandler {
  return (_request, response, next) => {
    if (deps.tasklistUrl === null) return next();
    const policy = String(response.get('Content-Security-Policy'));
    const ancestors = `frame-ancestors ${new URL(deps.tasklistUrl).origin}`;
    response.set('Content-Security-Policy', policy.replace(/frame-ancestors [^;]*/, ancestors));
    // The older header knows no single other site; browsers that know the policy do not ask it.
    response.removeHeader('X-Frame-Options');
    next();
  };
}
