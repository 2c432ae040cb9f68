import { z } from 'zod';
import { loadStepQuestions } from '../../db/stepQuestions';
import { findTask, listOpenTasks } from '../../db/readModels/taskList';
import type { TaskView } from '../../db/readModels/taskList';
import { defineRoute } from '../defineRoute';
import type { Dependencies } from '../dependencies';
import { labelOf } from '../office';
import { notFound } from '../problems';
import { json } from '../reply';
import { task, taskWithQuestions } from '../schemas/tasks';
import { engineKey, line, lineOrEmpty, sha256, text, uuid } from '../schemas/text';
import { completeTask } from '../useCases/completeTask';

const key = z.object({ userTaskKey: engineKey });
const readers = { role: 'staff', relation: 'reader', by: 'task' } as const;

/** "<postId>/<personId>". */
const capacity = line(200);

/** What a person declares in a step; the version is the one he saw. */
export const declaration = z
  .strictObject({
    decision: line(50),
    opinion: text(2000).default(''),
    versionSha256: sha256,
    reviewer: capacity.optional().meta({ description: '选定的审核人，取自 questions.reviewers' }),
    signatory: capacity.optional().meta({ description: '选定的签发人，取自 questions.signatories' }),
    postId: line(100).optional().meta({ description: '以哪个职务办理；本环节由您以几个职务办理的须写明' }),
    named: capacity.optional().meta({ description: '所请的领导，取自 questions.named' }),
    proposedWording: text(2000).optional().meta({ description: '会签：建议怎么改' }),
    replyNumber: lineOrEmpty(100).optional().meta({ description: '会签：复函文号' }),
    replyLetterId: uuid.optional().meta({ description: '会签：已上传的复函' }),
    excepted: z
      .array(line(100))
      .max(500)
      .optional()
      .meta({ description: '名单上除外的人，取自 questions.listed' }),
    confirmations: z
      .array(line(100))
      .max(100)
      .default([])
      .meta({ description: '已确认的核对事项，取自 questions.statements' }),
  })
  .meta({ id: 'Declaration' });

export const taskRoutes = () => [
  defineRoute({
    method: 'get',
    path: '/api/v1/tasks',
    summary: '我的待办，先到期的在前',
    access: { role: 'staff', relation: 'none' },
    replies: { 200: { description: '待办', schema: z.object({ items: z.array(task) }) } },
    handle: async ({ account }, deps) => {
      const items = await listOpenTasks(deps.pool, account.personId);
      return json(200, { items: items.map((item) => withLinks(deps, item)) });
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/tasks/:userTaskKey',
    summary: '一项任务',
    access: readers,
    params: key,
    replies: { 200: { description: '任务', schema: taskWithQuestions } },
    handle: async ({ params }, deps) => {
      const found = await findTask(deps.pool, params.userTaskKey);
      if (!found) throw notFound('任务');
      const questions = await loadStepQuestions(deps.pool, deps.office, found, deps.clock.now());
      return json(200, { ...withLinks(deps, found), questions });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/api/v1/tasks/:userTaskKey/completion',
    summary: '办结本环节：意见与所看版本一并提交',
    access: readers,
    params: key,
    body: declaration,
    replies: {
      200: { description: '引擎已确认', schema: z.object({ state: z.literal('confirmed') }) },
      202: { description: '已受理，尚待引擎确认', schema: z.object({ state: z.literal('pending') }) },
    },
    handle: async ({ account, params, body, log }, deps) => {
      const state = await completeTask(deps, account, params.userTaskKey, body);
      log.info({ event: 'task.declared', userTaskKey: params.userTaskKey, state });
      return json(state === 'confirmed' ? 200 : 202, { state });
    },
  }),
];

function withLinks(deps: Dependencies, view: TaskView) {
  return {
    ...view,
    caseUrl: `${deps.publicUrl}/cases/${view.caseId}`,
    decisions: view.decisions.map((id) => ({ id, label: labelOf(deps.office.vocabulary.decisions, id) })),
  };
}
