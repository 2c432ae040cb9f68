import { z } from 'zod';
import { findCaseOfTask } from '../../db/cases';
import { listRoundViews } from '../../db/readModels/countersignView';
import { loadLedger } from '../../db/readModels/ledgerView';
import type { Account } from '../../db/accounts';
import { defineRoute } from '../defineRoute';
import type { Dependencies } from '../dependencies';
import { invalid, notFound, Problem } from '../problems';
import type { Reply } from '../reply';
import { page, redirect } from '../reply';
import { readDocument } from '../useCases/readDocument';
import { describeIssues } from '../schemas/issues';
import { engineKey, uuid } from '../schemas/text';
import { declaration } from '../routes/tasks';
import { completeTask } from '../useCases/completeTask';
import { askableBodies, mayOpenRound } from '../useCases/countersign/roles';
import { viewCase } from '../useCases/viewCase';
import { caseFile } from './caseFile';
import { caseView } from './caseView';
import type { CasePage } from './caseView';
import type { TypedRound } from './caseRounds';

const readers = { role: 'staff', relation: 'reader', by: 'case' } as const;
const params = z.object({ id: uuid });
const word = z.string().default('');
// One box that is ticked comes as a string, several as a list.
const severalBoxes = z.union([z.array(z.string()), z.string().transform((one) => [one])]).default([]);
const typed = z.object({
  userTaskKey: word,
  decision: word,
  opinion: word,
  versionSha256: word,
  reviewer: word,
  signatory: word,
  named: word,
  postId: word,
  confirmations: severalBoxes,
  excepted: severalBoxes,
});

const NOTICES: Record<string, string> = {
  submitted: '已送审。',
  confirmed: '已提交。',
  pending: '已提交，正在登记，请稍后刷新页面。',
  withdrawn: '已撤回，可以修改后重新报送。',
  withdrawing: '已提出撤回，正在登记，请稍后刷新页面。',
};

export const casePageRoutes = () => [
  defineRoute({
    method: 'get',
    path: '/cases/:id',
    summary: '办件页',
    access: readers,
    params,
    query: z.object({ done: z.string().optional() }),
    replies: { 200: { description: '办件' }, 303: { description: '尚未送审，转到文稿' } },
    handle: async ({ account, caseId, query }, deps) => {
      const notice = NOTICES[query.done ?? ''] ?? null;
      return showCase(deps, account, caseId, { notice });
    },
  }),
  defineRoute({
    method: 'get',
    path: '/cases/:id/document.pdf',
    summary: '正式文本或送审稿',
    access: readers,
    params,
    replies: { 200: { description: 'PDF', mediaType: 'application/pdf' } },
    handle: async ({ caseId }, deps) => {
      const { pdf, fileName } = await readDocument(deps, caseId);
      return { kind: 'file', status: 200, bytes: pdf, mediaType: 'application/pdf', fileName, inline: true };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/cases/:id/file.pdf',
    summary: '办件卷：文稿和各轮会签单',
    access: readers,
    params,
    replies: { 200: { description: 'PDF', mediaType: 'application/pdf' } },
    handle: ({ caseId }, deps) => caseFile(deps, caseId),
  }),
  defineRoute({
    method: 'post',
    path: '/cases/:id/decision',
    summary: '在办件页办结本环节',
    access: readers,
    params,
    body: typed,
    bodyKind: 'form',
    replies: {
      303: { description: '已提交' },
      400: { description: '填写有误，所填内容保留' },
      403: { description: '不由您办理' },
      404: { description: '没有这项任务' },
      409: { description: '环节已办结或文稿有新版本' },
      422: { description: '须写明理由等，所填内容保留' },
    },
    handle: async ({ account, caseId, body, log }, deps) => {
      try {
        const { userTaskKey, ...rest } = body;
        const parsed = declaration.safeParse(withoutBlanks(rest), { reportInput: true });
        if (!parsed.success) throw invalid(describeIssues(parsed.error));
        const isOfCase =
          engineKey.safeParse(userTaskKey).success &&
          (await findCaseOfTask(deps.pool, userTaskKey)) === caseId;
        if (!isOfCase) throw notFound('任务');
        const state = await completeTask(deps, account, userTaskKey, parsed.data);
        log.info({ event: 'task.declared', userTaskKey, state });
        return redirect(`/cases/${caseId}?done=${state}`);
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        return showCase(deps, account, caseId, { problem: error, decision: body });
      }
    },
  }),
];

/** A list from which nothing was chosen sends "". */
function withoutBlanks({
  reviewer,
  signatory,
  named,
  postId,
  ...rest
}: Omit<z.output<typeof typed>, 'userTaskKey'>) {
  return {
    ...rest,
    ...(postId && { postId }),
    ...(reviewer && { reviewer }),
    ...(signatory && { signatory }),
    ...(named && { named }),
  };
}

/** The page of a case; what stood in a refused form is kept. */
export async function showCase(
  deps: Dependencies,
  account: Account,
  caseId: string,
  input: {
    notice?: string | null;
    problem?: Problem;
    decision?: CasePage['typed']['decision'];
    withdrawal?: string;
    round?: TypedRound;
  },
): Promise<Reply> {
  const { notice = null, problem = null, decision = null, withdrawal = null, round = null } = input;
  const view = await viewCase(deps, caseId, account);
  if (view.status === 'draft') return redirect(`/drafts/${caseId}`);
  const ledger = await loadLedger(deps.pool, caseId);
  const rounds = await listRoundViews(deps.pool, caseId);
  const askable = (await mayOpenRound(deps, account, view, rounds)) ? await askableBodies(deps) : null;
  const typed = { decision, withdrawal };
  const countersigning = { rounds, askable, typed: round };
  return page(
    caseView(deps, { account, view, ledger, countersigning, notice, problem, typed }),
    problem?.details.status,
  );
}
