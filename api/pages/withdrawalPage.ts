import { z } from 'zod';
import { defineRoute } from '../defineRoute';
import { invalid, Problem } from '../problems';
import { redirect } from '../reply';
import { describeIssues } from '../schemas/issues';
import { uuid } from '../schemas/text';
import { withdrawCase } from '../useCases/withdrawCase';
import { withdrawal } from '../schemas/cases';
import { showCase } from './casePage';

export const withdrawalPageRoutes = () => [
  defineRoute({
    method: 'post',
    path: '/cases/:id/withdrawal',
    summary: '在办件页撤回文稿',
    access: { role: 'staff', relation: 'drafter', by: 'case' },
    params: z.object({ id: uuid }),
    body: z.object({ reason: z.string().default('') }),
    bodyKind: 'form',
    replies: {
      303: { description: '已撤回' },
      400: { description: '未写理由，所填内容保留' },
      409: { description: '已有人办理' },
      422: { description: '未写理由，所填内容保留' },
    },
    handle: async ({ account, caseId, body, log }, deps) => {
      try {
        const parsed = withdrawal.safeParse(body, { reportInput: true });
        if (!parsed.success) throw invalid(describeIssues(parsed.error));
        const state = await withdrawCase(deps, account, caseId, parsed.data.reason);
        log.info({ event: 'case.withdrawn', state });
        return redirect(`/cases/${caseId}?done=${state === 'done' ? 'withdrawn' : 'withdrawing'}`);
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        return showCase(deps, account, caseId, { problem: error, withdrawal: body.reason });
      }
    },
  }),
];
