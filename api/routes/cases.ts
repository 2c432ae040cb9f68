import { z } from 'zod';
import { defineRoute } from '../defineRoute';
import { listCases } from '../../db/readModels/caseList';
import { loadLedger } from '../../db/readModels/ledgerView';
import { json } from '../reply';
import { caseList, caseView, ledger, status } from '../schemas/cases';
import { uuid } from '../schemas/text';
import { readDocument } from '../useCases/readDocument';
import { viewCase } from '../useCases/viewCase';

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
    handle: async ({ caseId }, deps) => json(200, await viewCase(deps, caseId)),
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
