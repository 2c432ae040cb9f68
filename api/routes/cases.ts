import { z } from 'zod';
import { defineRoute } from '../defineRoute';
import { listNotices } from '../../db/notices';
import { listCases } from '../../db/readModels/caseList';
import { loadLedger } from '../../db/readModels/ledgerView';
import { caseFile } from '../pages/caseFile';
import { json } from '../reply';
import { caseList, caseView, ledger, notice, status, withdrawal } from '../schemas/cases';
import { uuid } from '../schemas/text';
import { readDocument } from '../useCases/readDocument';
import { viewCase } from '../useCases/viewCase';
import { withdrawCase } from '../useCases/withdrawCase';

const id = z.object({ id: uuid });
const readers = { role: 'staff', relation: 'reader', by: 'case' } as const;

export const caseRoutes = () => [
  defineRoute({
    method: 'get',
    path: '/api/v1/cases',
    summary: '我拟办的和经办的办件',
    access: { role: 'staff', relation: 'none' },
    query: z.object({
      scope: z.enum(['mine', 'participated', 'all']).default('all'),
      status: status.optional(),
      page: z.coerce.number().int().min(1).max(100_000).default(1),
      pageSize: z.coerce.number().int().min(1).max(100).default(20),
    }),
    replies: { 200: { description: '办件', schema: caseList } },
    handle: async ({ account, query }, deps) => {
      const found = await listCases(deps.pool, {
        ...query,
        statuses: query.status && [query.status],
        personId: account.personId,
      });
      return json(200, { ...found, page: query.page, pageSize: query.pageSize });
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/cases/:id',
    summary: '一件的要素、文稿、环节、意见和签发',
    access: readers,
    params: id,
    replies: { 200: { description: '办件', schema: caseView } },
    handle: async ({ account, caseId }, deps) => {
      const view = await viewCase(deps, caseId, account);
      // GET /api/v1/tasks/:key answers them, to whoever has the task.
      return json(200, { ...view, questions: undefined });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/cases/:id/withdrawal',
    summary: '撤回：没有人办之前，拟稿人收回修改',
    access: { role: 'staff', relation: 'drafter', by: 'case' },
    params: id,
    body: withdrawal,
    replies: {
      200: { description: '已撤回', schema: z.object({ state: z.literal('done') }) },
      202: { description: '已受理，尚待引擎确认', schema: z.object({ state: z.literal('pending') }) },
    },
    handle: async ({ account, caseId, body, log }, deps) => {
      const state = await withdrawCase(deps, account, caseId, body.reason);
      log.info({ event: 'case.withdrawn', state });
      return json(state === 'done' ? 200 : 202, { state });
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/notices',
    summary: '给我的提醒和超时提醒，环节办结即消',
    access: { role: 'staff', relation: 'none' },
    replies: { 200: { description: '提醒', schema: z.object({ items: z.array(notice) }) } },
    handle: async ({ account }, deps) => json(200, { items: await listNotices(deps.pool, account.personId) }),
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/cases/:id/ledger',
    summary: '办理过程记录，并核验散列链',
    access: readers,
    params: id,
    replies: { 200: { description: '办理过程记录', schema: ledger } },
    handle: async ({ caseId }, deps) => json(200, await loadLedger(deps.pool, caseId)),
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/cases/:id/file.pdf',
    summary: '办件卷：正式文本或送审稿，其后附各轮会签单',
    access: readers,
    params: id,
    replies: { 200: { description: 'PDF', mediaType: 'application/pdf' } },
    handle: ({ caseId }, deps) => caseFile(deps, caseId),
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/cases/:id/document.pdf',
    summary: '正式文本；未印发时为送审稿',
    access: readers,
    params: id,
    replies: { 200: { description: 'PDF', mediaType: 'application/pdf' } },
    handle: async ({ caseId }, deps) => {
      const { pdf, fileName } = await readDocument(deps, caseId);
      return { kind: 'file', status: 200, bytes: pdf, mediaType: 'application/pdf', fileName, inline: true };
    },
  }),
];
