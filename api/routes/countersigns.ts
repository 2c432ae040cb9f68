import { z } from 'zod';
import { listDigests } from '../../db/countersign/digests';
import { listCountersignNotices } from '../../db/countersign/notices';
import { listRoundViews, loadRoundView } from '../../db/readModels/countersignView';
import type { OwnLimit } from '../../domain/countersign/limits';
import { defineRoute } from '../defineRoute';
import type { Dependencies } from '../dependencies';
import { notFound } from '../problems';
import { sheetFile } from '../pages/caseFile';
import { json } from '../reply';
import {
  addedDepartment,
  adoption,
  countersignNotice,
  digest,
  ending,
  newRound,
  roundView,
} from '../schemas/countersigns';
import { uuid } from '../schemas/text';
import { adoptComment } from '../useCases/countersign/adoption';
import { addDepartment, endRound, urge } from '../useCases/countersign/departments';
import { openRound } from '../useCases/countersign/openRound';

const id = z.object({ id: uuid });
const ofCase = { role: 'staff', relation: 'reader', by: 'case' } as const;
const ofRound = { role: 'staff', relation: 'reader', by: 'countersign' } as const;
const round = { description: '本轮会签', schema: roundView };

/** 会签 and 征求意见, from the lead department's side (art 45). */
export const countersignRoutes = () => [
  defineRoute({
    method: 'post',
    path: '/api/v1/cases/:id/countersigns',
    summary: '发起一轮会签或征求意见',
    access: ofCase,
    params: id,
    body: newRound,
    replies: { 201: round },
    handle: async ({ account, caseId, body, log }, deps) => {
      const { purpose, departments, previousRoundId = null } = body;
      const wish = { purpose, departments, previousRoundId, own: ownLimit(body) };
      const roundId = await openRound(deps, account, caseId, wish);
      log.info({ event: 'countersign.opened', roundId });
      return json(201, await viewOf(deps, roundId));
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/cases/:id/countersigns',
    summary: '一件的各轮会签',
    access: ofCase,
    params: id,
    replies: { 200: { description: '各轮会签', schema: z.object({ items: z.array(roundView) }) } },
    handle: async ({ caseId }, deps) => json(200, { items: await listRoundViews(deps.pool, caseId) }),
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/countersigns/:id',
    summary: '一轮会签：各单位的期限、答复和凭据，意见采纳情况，协商和协调',
    access: ofRound,
    params: id,
    replies: { 200: round },
    handle: async ({ params }, deps) => json(200, await viewOf(deps, params.id)),
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/countersigns/:id/sheet.pdf',
    summary: '会签单（PDF）',
    access: ofRound,
    params: id,
    replies: { 200: { description: 'PDF', mediaType: 'application/pdf' } },
    handle: ({ params }, deps) => sheetFile(deps, params.id),
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/countersigns/:id/departments',
    summary: '增加会签单位',
    access: ofRound,
    params: id,
    body: addedDepartment,
    replies: { 201: round },
    handle: async ({ account, params, body }, deps) => {
      const { bodyId, reason } = body;
      await addDepartment(deps, account, params.id, { bodyId, reason, own: ownLimit(body) });
      return json(201, await viewOf(deps, params.id));
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/countersigns/:id/urgings',
    summary: '催办尚未答复的单位',
    access: ofRound,
    params: id,
    body: z.strictObject({}),
    replies: { 201: { description: '催办了哪些单位', schema: z.object({ bodyIds: z.array(z.string()) }) } },
    handle: async ({ account, params }, deps) => json(201, { bodyIds: await urge(deps, account, params.id) }),
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/countersigns/:id/ending',
    summary: '文稿退回或撤回，会签随之结束',
    access: ofRound,
    params: id,
    body: ending,
    replies: { 200: round },
    handle: async ({ account, params, body }, deps) => {
      await endRound(deps, account, params.id, body);
      return json(200, await viewOf(deps, params.id));
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/countersign-comments/:id/adoption',
    summary: '登记一条会签意见的采纳情况',
    access: { role: 'staff', relation: 'reader', by: 'countersign-comment' },
    params: id,
    body: adoption,
    replies: { 200: { description: '已登记', schema: z.object({ adoption: z.string() }) } },
    handle: async ({ account, params, body }, deps) => {
      await adoptComment(deps, account, params.id, body);
      return json(200, { adoption: body.adoption });
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/countersign-notices',
    summary: '会签中告知我的事',
    access: { role: 'staff', relation: 'none' },
    replies: { 200: { description: '告知', schema: z.object({ items: z.array(countersignNotice) }) } },
    handle: async ({ account }, deps) =>
      json(200, { items: await listCountersignNotices(deps.pool, account.personId) }),
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/countersign-digests',
    summary: '我的每周会签提醒单，新的在前',
    access: { role: 'staff', relation: 'none' },
    replies: { 200: { description: '提醒单', schema: z.object({ items: z.array(digest) }) } },
    handle: async ({ account }, deps) => json(200, { items: await listDigests(deps.pool, account.personId) }),
  }),
];

async function viewOf(deps: Dependencies, roundId: string) {
  const view = await loadRoundView(deps.pool, roundId);
  if (!view) throw notFound('会签');
  return view;
}

function ownLimit({
  limitDays,
  limitReason,
}: {
  limitDays?: number | undefined;
  limitReason?: string | undefined;
}): OwnLimit | null {
  return limitDays === undefined ? null : { days: limitDays, reason: limitReason ?? null };
}
