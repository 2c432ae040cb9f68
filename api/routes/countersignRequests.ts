import { z } from 'zod';
import { defineRoute } from '../defineRoute';
import { unacceptable } from '../problems';
import { readUpload } from '../readUpload';
import { empty, json } from '../reply';
import { extensionDecision, extensionWish, lateAnswer, phoneAnswer, reason } from '../schemas/countersigns';
import { line, uuid } from '../schemas/text';
import { answerLate, attachReplyLetter, recordPhoneAnswer } from '../useCases/countersign/answers';
import { dropDepartment } from '../useCases/countersign/departments';
import { answerExtension, askExtension } from '../useCases/countersign/extensions';

const id = z.object({ id: uuid });
const ofRequest = { role: 'staff', relation: 'reader', by: 'countersign-request' } as const;
const done = { 204: { description: '已登记' } };

/** What happens to the request of one body (art 45). */
export const countersignRequestRoutes = () => [
  defineRoute({
    method: 'post',
    path: '/api/v1/countersign-requests/:id/drop',
    summary: '取消会签单位',
    access: ofRequest,
    params: id,
    body: reason,
    replies: done,
    handle: async ({ account, params, body }, deps) => {
      await dropDepartment(deps, account, params.id, body.reason);
      return empty();
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/countersign-requests/:id/extensions',
    summary: '会签单位提出延期，期满之前',
    access: ofRequest,
    params: id,
    body: extensionWish,
    replies: done,
    handle: async ({ account, params, body }, deps) => {
      await askExtension(deps, account, params.id, body);
      return empty();
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/countersign-requests/:id/extension-decision',
    summary: '主办部门答复延期：同意的写明期限和方式，不同意的写明理由',
    access: ofRequest,
    params: id,
    body: extensionDecision,
    replies: done,
    handle: async ({ account, params, body }, deps) => {
      await answerExtension(deps, account, params.id, body);
      return empty();
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/countersign-requests/:id/phone-answer',
    summary: '登记电话答复，待补签',
    access: ofRequest,
    params: id,
    body: phoneAnswer,
    replies: done,
    handle: async ({ account, params, body }, deps) => {
      await recordPhoneAnswer(deps, account, params.id, body);
      return empty();
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/countersign-requests/:id/late-answers',
    summary: '逾期答复：照存，不改变原来的认定',
    access: ofRequest,
    params: id,
    body: lateAnswer,
    replies: { 201: { description: '已存', schema: z.object({ id: uuid }) } },
    handle: async ({ account, params, body }, deps) =>
      json(201, { id: await answerLate(deps, account, params.id, body) }),
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/countersign-requests/:id/reply-letters',
    summary: '上传盖章的复函，写明它的文号',
    access: ofRequest,
    params: id,
    body: z.object({
      file: z.string().meta({ format: 'binary', description: '一个 PDF 文件' }),
      number: z.string().meta({ description: '复函文号' }),
    }),
    bodyKind: 'multipart',
    replies: { 201: { description: '已上传', schema: z.object({ id: uuid }) } },
    handle: async ({ account, params, request }, deps) => {
      const { files, fields } = await readUpload(request);
      const [file, ...others] = files;
      const number = line(100).safeParse(fields['number'] ?? '');
      const isPdf = file?.bytes.subarray(0, 5).toString('latin1') === '%PDF-';
      if (!file || others.length > 0 || !isPdf || !number.success) {
        throw unacceptable('one-letter', '复函有误', '请上传一个 PDF 格式的复函，并写明它的文号。');
      }
      const letter = { number: number.data, fileName: file.fileName, mediaType: 'application/pdf' };
      return json(201, {
        id: await attachReplyLetter(deps, account, params.id, { ...letter, bytes: file.bytes }),
      });
    },
  }),
];
