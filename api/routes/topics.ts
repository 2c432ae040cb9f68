import { z } from 'zod';
import { findMaterialPdf } from '../../db/meetings/materials';
import type { TopicState } from '../../db/meetings/topics';
import { limitsFrom } from '../../rendering/packet';
import { defineRoute } from '../defineRoute';
import { approvalSheet } from '../pages/topicSheet';
import type { Office } from '../office';
import { invalid, notFound, unacceptable } from '../problems';
import { readUpload } from '../readUpload';
import { empty, json } from '../reply';
import { describeIssues } from '../schemas/issues';
import { line, text, uuid } from '../schemas/text';
import {
  listing,
  material,
  materialFields,
  materialOrder,
  topicChange,
  topicInput,
  topicState,
  topicSummary,
  topicView,
} from '../schemas/topics';
import { listAgain, withdrawTopic } from '../useCases/topics/listTopic';
import { listTopics } from '../useCases/topics/listTopics';
import { addMaterial, arrangeMaterials, removeMaterial } from '../useCases/topics/materials';
import { changeTopic, proposeTopic } from '../useCases/topics/proposeTopic';
import { submitTopic } from '../useCases/topics/submitTopic';
import { summaryOf, viewTopic, withKind } from '../useCases/topics/viewTopic';

/** 会务 and leaders stand in no relation to a topic's case; who may change it the use cases say. */
const readers = { role: 'staff', relation: 'topic' } as const;
const staff = { role: 'staff', relation: 'none' } as const;
const id = z.object({ id: uuid });
const ofMaterial = z.object({ id: uuid, attachmentId: uuid });
const topic = { description: '议题', schema: topicView };

/** A multipart form's fields are texts. */
export const readMaterialFields = (office: Office, sent: Record<string, string>) => {
  const given = {
    ...sent,
    title: sent['title'] ?? '',
    classified: ['true', 'yes', 'on'].includes(sent['classified'] ?? ''),
  };
  const parsed = materialFields(office).safeParse(given, { reportInput: true });
  if (!parsed.success) throw invalid(describeIssues(parsed.error));
  return parsed.data;
};

/** 议题 (art 38). */
export const topicRoutes = (office: Office) => [
  defineRoute({
    method: 'get',
    path: '/api/v1/topics',
    summary: '议题：不写状态的是我和本部门的；写状态的，会务人员和领导看全部',
    access: staff,
    query: z.object({ state: z.string().optional().meta({ description: '状态，几个的用逗号分开' }) }),
    replies: { 200: { description: '议题', schema: z.object({ items: z.array(topicSummary) }) } },
    handle: async ({ account, query }, deps) => {
      const wanted = (query.state ?? '').split(',').filter((one) => one !== '');
      const states = z.array(topicState).safeParse(wanted);
      if (!states.success) throw invalid([{ field: 'state', label: '状态', message: '没有这个状态' }]);
      const items = await listTopics(deps, account, states.data satisfies TopicState[]);
      return json(200, { items: items.map((one) => summaryOf(deps, one)) });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/topics',
    summary: '起草议题',
    access: staff,
    body: topicInput(office),
    replies: { 201: topic },
    handle: async ({ account, body, log }, deps) => {
      const { postId, ...input } = body;
      const caseId = await proposeTopic(deps, account, input, postId);
      log.info({ event: 'topic.drafted', caseId });
      return json(201, await viewTopic(deps, account, caseId));
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/topics/:id',
    summary: '一个议题：内容、材料、核对、各步所办',
    access: readers,
    params: id,
    replies: { 200: topic },
    handle: async ({ account, caseId }, deps) => json(200, await viewTopic(deps, account, caseId)),
  }),
  defineRoute({
    method: 'put',
    path: '/api/v1/topics/:id',
    summary: '修改议题；修订号不符时拒绝',
    access: readers,
    params: id,
    body: topicChange(office),
    replies: { 200: topic },
    handle: async ({ account, caseId, body, log }, deps) => {
      const { revision, ...input } = body;
      await changeTopic(deps, account, caseId, input, revision);
      log.info({ event: 'topic.saved', caseId });
      return json(200, await viewTopic(deps, account, caseId));
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/topics/:id/submission',
    summary: '报送议题',
    access: readers,
    params: id,
    body: z.strictObject({ revision: z.int().min(1).optional() }),
    replies: { 202: topic },
    handle: async ({ account, caseId, body, log }, deps) => {
      await submitTopic(deps, account, caseId, body.revision);
      log.info({ event: 'topic.submitted', caseId });
      return json(202, await viewTopic(deps, account, caseId));
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/topics/:id/materials',
    summary: '上传议题材料：当即检查并转成页面，不能收的说明原因',
    access: readers,
    params: id,
    body: z.object({
      file: z.string().meta({ format: 'binary' }),
      kind: z.string(),
      title: z.string(),
      classified: z.string().optional().meta({ description: '标有密级的写 true，将被拒绝' }),
      reason: z.string().optional().meta({ description: '审定以后更换的须写明理由' }),
    }),
    bodyKind: 'multipart',
    replies: { 201: { description: '已收', schema: material } },
    handle: async ({ account, caseId, request, log }, deps) => {
      const { files, fields } = await readUpload(request, limitsFrom(process.env).bytes);
      const [file, ...others] = files;
      if (!file || others.length > 0) {
        throw unacceptable('one-file', '请上传一个文件', '每次上传一个文件，字段名为 file。');
      }
      const added = await addMaterial(deps, account, caseId, file, readMaterialFields(office, fields));
      log.info({ event: 'topic.material-added', caseId, attachmentId: added.attachmentId });
      return json(201, withKind(deps, added));
    },
  }),
  defineRoute({
    method: 'put',
    path: '/api/v1/topics/:id/materials',
    summary: '调整材料的次序、类别和名称',
    access: readers,
    params: id,
    body: materialOrder(office),
    replies: { 200: topic },
    handle: async ({ account, caseId, body }, deps) => {
      await arrangeMaterials(deps, account, caseId, body.order, body.reason);
      return json(200, await viewTopic(deps, account, caseId));
    },
  }),
  defineRoute({
    method: 'delete',
    path: '/api/v1/topics/:id/materials/:attachmentId',
    summary: '撤下材料',
    access: readers,
    params: ofMaterial,
    query: z.object({ reason: text(500).default('') }),
    replies: { 204: { description: '已撤下' } },
    handle: async ({ account, caseId, params, query }, deps) => {
      await removeMaterial(deps, account, caseId, params.attachmentId, query.reason);
      return empty();
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/topics/:id/materials/:attachmentId/pages.pdf',
    summary: '材料的页面（PDF）',
    access: readers,
    params: ofMaterial,
    replies: { 200: { description: 'PDF', mediaType: 'application/pdf' } },
    handle: async ({ caseId, params }, deps) => {
      const found = await findMaterialPdf(deps.pool, params.attachmentId);
      if (found?.caseId !== caseId) throw notFound('材料');
      const { pdf: bytes, title } = found;
      const fileName = `${title}.pdf`;
      return { kind: 'file', status: 200, bytes, mediaType: 'application/pdf', fileName, inline: true };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/topics/:id/listing',
    summary: '把缓议、改上其他会议的议题再次列入',
    access: readers,
    params: id,
    body: listing(office),
    replies: { 202: topic },
    handle: async ({ account, caseId, body, log }, deps) => {
      await listAgain(deps, account, caseId, body);
      log.info({ event: 'topic.listed-again', caseId });
      return json(202, await viewTopic(deps, account, caseId));
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/topics/:id/withdrawal',
    summary: '排入议程之前撤回议题',
    access: readers,
    params: id,
    body: z.strictObject({ reason: line(500) }),
    replies: { 202: topic },
    handle: async ({ account, caseId, body, log }, deps) => {
      await withdrawTopic(deps, account, caseId, body.reason);
      log.info({ event: 'topic.withdrawn', caseId });
      return json(202, await viewTopic(deps, account, caseId));
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/topics/:id/approval-sheet.pdf',
    summary: '议题审批单（PDF）',
    access: readers,
    params: id,
    replies: { 200: { description: 'PDF', mediaType: 'application/pdf' } },
    handle: ({ account, caseId }, deps) => approvalSheet(deps, account, caseId),
  }),
];
