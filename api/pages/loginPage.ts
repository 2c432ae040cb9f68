import type { RequestHandler } from 'express';
import { z } from 'zod';
import { defineRoute } from '../defineRoute';
import type { Office } from '../office';
import { Problem } from '../problems';
import { page, redirect } from '../reply';
import { endSession, startSession } from '../session';
import { logIn } from '../useCases/logIn';
import { html } from './html';
import type { Html } from './html';
import { layout, problemBox } from './layout';

const anyone = { role: 'public', relation: 'none' } as const;
const next = z.string().max(500).optional();

export const loginPageRoutes = (limit: RequestHandler[]) => [
  defineRoute({
    method: 'get',
    path: '/login',
    summary: '登录页',
    access: anyone,
    query: z.object({ next }),
    replies: { 200: { description: '登录页' }, 303: { description: '已登录' } },
    handle: async ({ account, query }, { office }) =>
      account
        ? redirect(ownPath(query.next))
        : page(loginPage(office, { login: '', next: query.next }, null)),
  }),
  defineRoute({
    method: 'post',
    path: '/login',
    summary: '登录',
    access: anyone,
    body: z.object({
      login: z.string().max(200).default(''),
      password: z.string().max(200).default(''),
      next,
    }),
    bodyKind: 'form',
    before: limit,
    replies: { 303: { description: '已登录' }, 401: { description: '登录名或口令不对' } },
    handle: async ({ request, body }, deps) => {
      try {
        const account = await logIn(deps, { ...body, login: body.login.trim() });
        await startSession(request, account.personId);
        return redirect(ownPath(body.next));
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        return page(loginPage(deps.office, body, error), 401);
      }
    },
  }),
  defineRoute({
    method: 'post',
    path: '/logout',
    summary: '退出登录',
    access: { role: 'staff', relation: 'none' },
    replies: { 303: { description: '已退出' } },
    handle: async ({ request }) => {
      await endSession(request);
      return redirect('/login');
    },
  }),
];

/** Where to go after login: a page of ours, whatever the link said. */
export function ownPath(next: string | undefined): string {
  if (next === undefined || !/^\/(?![/\\])/.test(next) || /[\p{Cc}\\]/u.test(next)) return '/';
  return next;
}

function loginPage(
  office: Office,
  typed: { login: string; next?: string | undefined },
  problem: Problem | null,
): Html {
  const body = html`<section class="login">
    <h1>登录</h1>
    ${problemBox(office, problem)}
    <form method="post" action="/login">
      <input type="hidden" name="next" value="${typed.next ?? '/'}" />
      <label
        >登录名<input
          name="login"
          value="${typed.login}"
          autocomplete="username"
          autocapitalize="none"
          required
          autofocus
      /></label>
      <label>口令<input name="password" type="password" autocomplete="current-password" required /></label>
      <button>登录</button>
    </form>
  </section>`;
  return layout({ office, title: '登录', account: null, body });
}
