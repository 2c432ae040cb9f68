import { z } from 'zod';
import { defineRoute } from '../defineRoute';
import type { Office } from '../office';
import { unacceptable } from '../problems';
import { readUpload } from '../readUpload';
import { empty, json } from '../reply';
import { attachmentView, draftChange, draftInput, draftView } from '../schemas/drafts';
import { status } from '../schemas/cases';
import { uuid } from '../schemas/text';
import { addAttachment, readAttachment, withdrawAttachment } from '../useCases/attachments';
import { createDraft, saveDraft, viewDraft } from '../useCases/drafts';
import { submitDraft } from '../useCases/submitDraft';

const id = z.object({ id: uuid });
const drafterOnly = { role: 'staff', relation: 'drafter', by: 'case' } as const;
const editors = { role: 'staff', relation: 'editor', by: 'case' } as const;

const upload = z.object({
  file: z.string().meta({ format: 'binary', description: '一个文件，不超过 20 MB' }),
  title: z.string().optional().meta({ description: '附件名称；不填则用文件名' }),
});

export const draftRoutes = (office: Office) => [
  defineRoute({
    method: 'post',
    path: '/api/v1/drafts',
    summary: '拟稿',
    access: { role: 'staff', relation: 'none' },
    body: draftInput(office),
    replies: { 201: { description: '已存稿', schema: draftView(office) } },
    handle: async ({ account, body, log }, deps) => {
      const caseId = await createDraft(deps, account, body);
      log.info({ event: 'draft.created', caseId });
      return json(201, await viewDraft(deps, account, caseId));
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/drafts/:id',
    summary: '打开文稿',
    access: editors,
    params: id,
    replies: { 200: { description: '文稿', schema: draftView(office) } },
    handle: async ({ account, caseId }, deps) => json(200, await viewDraft(deps, account, caseId)),
  }),
  defineRoute({
    method: 'put',
    path: '/api/v1/drafts/:id',
    summary: '存稿；修订号不符时拒绝',
    access: editors,
    params: id,
    body: draftChange(office),
    replies: { 200: { description: '已存稿', schema: draftView(office) } },
    handle: async ({ account, caseId, body, log }, deps) => {
      await saveDraft(deps, account, caseId, body);
      log.info({ event: 'draft.saved' });
      return json(200, await viewDraft(deps, account, caseId));
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/drafts/:id/attachments',
    summary: '上传附件',
    access: editors,
    params: id,
    body: upload,
    bodyKind: 'multipart',
    replies: { 201: { description: '已上传', schema: attachmentView.extend({ revision: z.int() }) } },
    handle: async ({ account, caseId, request, log }, deps) => {
      const { files, fields } = await readUpload(request);
      const [file, ...others] = files;
      if (!file || others.length > 0) {
        throw unacceptable('one-file', '请上传一个文件', '每次上传一个文件，字段名为 file。');
      }
      const added = await addAttachment(deps, account, caseId, file, fields['title']);
      log.info({ event: 'attachment.added', attachmentId: added.id, size: added.size });
      return json(201, added);
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/drafts/:id/submission',
    summary: '送审',
    access: drafterOnly,
    params: id,
    body: z.strictObject({ revision: z.int().min(1).optional() }),
    replies: { 202: { description: '已送审', schema: z.object({ id: uuid, title: z.string(), status }) } },
    handle: async ({ account, caseId, body, log }, deps) => {
      const submitted = await submitDraft(deps, account, caseId, body.revision);
      log.info({ event: 'case.submitted' });
      return json(202, submitted);
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/attachments/:id',
    summary: '下载附件',
    access: { role: 'staff', relation: 'reader', by: 'attachment' },
    params: id,
    replies: { 200: { description: '文件', mediaType: 'application/octet-stream' } },
    handle: async ({ params }, deps) => {
      const { bytes, mediaType, fileName } = await readAttachment(deps.pool, params.id);
      return { kind: 'file', status: 200, bytes, mediaType, fileName, inline: false };
    },
  }),
  defineRoute({
    method: 'delete',
    path: '/api/v1/attachments/:id',
    summary: '撤下附件',
    access: { role: 'staff', relation: 'editor', by: 'attachment' },
    params: id,
    replies: { 204: { description: '已撤下' } },
    handle: async ({ account, caseId, params, log }, deps) => {
      await withdrawAttachment(deps, account, caseId, params.id);
      log.info({ event: 'attachment.withdrawn', attachmentId: params.id });
      return empty();
    },
  }),
];
