import { z } from 'zod';
import { defineRoute } from '../defineRoute';
import { taskSheetFile } from '../pages/afterMeetingSheets';
import { json } from '../reply';
import {
  caseLink,
  decidedDocumentView,
  feedbackInput,
  overrunInput,
  pressText,
  pressView,
  supervisedTaskView,
} from '../schemas/afterMeeting';
import { uuid } from '../schemas/text';
import {
  draftDocument,
  linkDocument,
  listDocuments,
  readDocument,
  recordOverrun,
} from '../useCases/afterMeeting/documents';
import { readPress, savePress } from '../useCases/afterMeeting/press';
import { giveFeedback, listTasks, readTask } from '../useCases/afterMeeting/supervision';

const id = z.object({ id: uuid });
/** Lists hold what is his to see. */
const lists = { role: 'staff', relation: 'none' } as const;
const subject = <By extends 'supervision' | 'decided-document' | 'press-release'>(by: By) =>
  ({ role: 'staff', relation: 'subject', by }) as const;
const ofMeeting = { meeting: uuid.optional().meta({ description: '只列这一会议的' }) };
const refusals = {
  403: { description: '不由您办理' },
  404: { description: '没有这一项，或者不归您看' },
  409: { description: '已经办结，或者还不能办' },
  422: { description: '填写不合规定' },
};

/** 督办 (art 24). */
export const supervisionRoutes = () => [
  defineRoute({
    method: 'get',
    path: '/api/v1/supervision',
    summary: '督办事项：本单位牵头、配合的；scope=all 时领导和会务人员看全部',
    access: lists,
    query: z.object({ scope: z.enum(['mine', 'all']).default('mine'), ...ofMeeting }),
    replies: { 200: { description: '督办事项', schema: z.object({ items: z.array(supervisedTaskView) }) } },
    handle: async ({ account, query }, deps) =>
      json(200, {
        items: await listTasks(deps, account, { all: query.scope === 'all', meetingId: query.meeting }),
      }),
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/supervision/:id',
    summary: '一项督办事项',
    access: subject('supervision'),
    params: id,
    replies: { 200: { description: '督办事项', schema: supervisedTaskView }, ...refusals },
    handle: async ({ account, params }, deps) => json(200, (await readTask(deps, account, params.id)).task),
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/supervision/:id/feedback',
    summary: '反馈进展（牵头、配合单位负责人）；办完的在待办里报请销号',
    access: subject('supervision'),
    params: id,
    body: feedbackInput,
    replies: { 201: { description: '已反馈', schema: supervisedTaskView }, ...refusals },
    handle: async ({ account, params, body, log }, deps) => {
      await giveFeedback(deps, account, params.id, body.words);
      log.info({ event: 'supervision.feedback', caseId: params.id });
      return json(201, (await readTask(deps, account, params.id)).task);
    },
  }),
  ...(['/supervision/:id/sheet.pdf', '/api/v1/supervision/:id/sheet.pdf'] as const).map((path) =>
    defineRoute({
      method: 'get',
      path,
      summary: '议定事项交办单（PDF）',
      access: subject('supervision'),
      params: id,
      replies: { 200: { description: 'PDF', mediaType: 'application/pdf' }, ...refusals },
      handle: ({ account, params }, deps) => taskSheetFile(deps, account, params.id),
    }),
  ),
];

/** 会议决定印发的文件 (art 40). */
export const decidedDocumentRoutes = () => [
  defineRoute({
    method: 'get',
    path: '/api/v1/decided-documents',
    summary: '会议决定印发的文件：不写会议的，是还没有印发的',
    access: lists,
    query: z.object(ofMeeting),
    replies: { 200: { description: '文件', schema: z.object({ items: z.array(decidedDocumentView) }) } },
    handle: async ({ account, query }, deps) =>
      json(200, { items: await listDocuments(deps, account, { meetingId: query.meeting }) }),
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/decided-documents/:id',
    summary: '一个会议决定印发的文件及其期限',
    access: subject('decided-document'),
    params: id,
    replies: { 200: { description: '文件', schema: decidedDocumentView }, ...refusals },
    handle: async ({ account, params }, deps) => json(200, await readDocument(deps, account, params.id)),
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/decided-documents/:id/draft',
    summary: '按会议决定拟稿：会议依据已经填好',
    access: subject('decided-document'),
    params: id,
    body: z.strictObject({}),
    replies: { 201: { description: '已拟稿', schema: z.object({ caseId: uuid }) }, ...refusals },
    handle: async ({ account, params, log }, deps) => {
      const caseId = await draftDocument(deps, account, params.id);
      log.info({ event: 'document.drafted', caseId });
      return json(201, { caseId });
    },
  }),
  defineRoute({
    method: 'put',
    path: '/api/v1/decided-documents/:id/case',
    summary: '关联已在办的办件',
    access: subject('decided-document'),
    params: id,
    body: caseLink,
    replies: { 200: { description: '已关联', schema: decidedDocumentView }, ...refusals },
    handle: async ({ account, params, body, log }, deps) => {
      await linkDocument(deps, account, params.id, body.caseId);
      log.info({ event: 'document.linked', caseId: body.caseId });
      return json(200, await readDocument(deps, account, params.id));
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/decided-documents/:id/overrun',
    summary: '登记超期理由（起草单位负责人或者会务人员）',
    access: subject('decided-document'),
    params: id,
    body: overrunInput,
    replies: { 201: { description: '已登记', schema: decidedDocumentView }, ...refusals },
    handle: async ({ account, params, body, log }, deps) => {
      await recordOverrun(deps, account, params.id, body.reason);
      log.info({ event: 'document.overrun', documentId: params.id });
      return json(201, await readDocument(deps, account, params.id));
    },
  }),
];

/** 会议报道 (art 42). */
export const pressRoutes = () => [
  defineRoute({
    method: 'get',
    path: '/api/v1/press-releases/:id',
    summary: '一篇会议报道',
    access: subject('press-release'),
    params: id,
    replies: { 200: { description: '会议报道', schema: pressView }, ...refusals },
    handle: async ({ account, params }, deps) => json(200, await readPress(deps, account, params.id)),
  }),
  defineRoute({
    method: 'put',
    path: '/api/v1/press-releases/:id',
    summary: '存新闻稿；修订号不符时拒绝',
    access: subject('press-release'),
    params: id,
    body: pressText,
    replies: { 200: { description: '已存', schema: pressView }, ...refusals },
    handle: async ({ account, params, body }, deps) => {
      await savePress(deps, account, params.id, body);
      return json(200, await readPress(deps, account, params.id));
    },
  }),
];
