import { z } from 'zod';
import type { Account } from '../../db/accounts';
import { listRoundViews } from '../../db/readModels/countersignView';
import { limitsFrom } from '../../rendering/packet';
import { defineRoute } from '../defineRoute';
import type { Dependencies } from '../dependencies';
import type { Office } from '../office';
import type { Problem } from '../problems';
import { invalid, unacceptable } from '../problems';
import { readUpload } from '../readUpload';
import type { Reply } from '../reply';
import { page, redirect } from '../reply';
import { readMaterialFields } from '../routes/topics';
import { describeIssues } from '../schemas/issues';
import { line, uuid } from '../schemas/text';
import { listing } from '../schemas/topics';
import { listAgain, withdrawTopic } from '../useCases/topics/listTopic';
import { listTopics, seesAll } from '../useCases/topics/listTopics';
import { addMaterial, removeMaterial } from '../useCases/topics/materials';
import { summaryOf, viewTopic } from '../useCases/topics/viewTopic';
import { viewCase } from '../useCases/viewCase';
import { answering } from './answering';
import { layout } from './layout';
import { TOPIC_LISTS, topicLists } from './topicLists';
import { topicView } from './topicView';
import { relationTo } from '../relations';

const readers = { role: 'staff', relation: 'topic' } as const;
const staff = { role: 'staff', relation: 'none' } as const;
const params = z.object({ id: uuid });
const word = z.string().default('');
const refused = {
  400: { description: '填写有误' },
  403: { description: '不由您办理' },
  404: { description: '没有这个议题' },
  409: { description: '现在不能这样做' },
  413: { description: '过大' },
  422: { description: '按规则不能这样做' },
};

const NOTICES: Record<string, string> = {
  submitted: '已报送。',
  listed: '已再次列入，报请审定。',
  withdrawn: '已撤回，正在办结。',
  changed: '材料已更换，形成新的一稿。',
};

/** 议题 as people see them, each page with its JSON under /api/v1/topics. */
export const topicPageRoutes = (office: Office) => [
  defineRoute({
    method: 'get',
    path: '/topics',
    summary: '议题：我和本部门的；会务人员和领导另见各阶段的',
    access: staff,
    replies: { 200: { description: '议题' } },
    handle: async ({ account }, deps) => {
      const own = await listTopics(deps, account, []);
      const stages = (await seesAll(deps, account)) ? TOPIC_LISTS : [];
      const lists = await Promise.all(
        stages.map(async ({ label, states }) => ({ label, topics: await listTopics(deps, account, states) })),
      );
      const all = [...lists, { label: '我和本部门的议题', topics: own }];
      const shown = all.map(({ label, topics }) => ({
        label,
        topics: topics.map((one) => summaryOf(deps, one)),
      }));
      const { tasklistUrl } = deps;
      return page(layout({ office, title: '议题', account, tasklistUrl, body: topicLists(office, shown) }));
    },
  }),
  defineRoute({
    method: 'get',
    path: '/topics/:id',
    summary: '议题页',
    access: readers,
    params,
    query: z.object({ done: z.string().optional() }),
    replies: { 200: { description: '议题' }, 303: { description: '起草中，转到修改页' } },
    handle: async ({ account, caseId: id, query }, deps) => {
      return show(deps, account, id, { notice: NOTICES[query.done ?? ''] ?? null });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/topics/:id/materials',
    summary: '审定以后更换材料',
    access: readers,
    params,
    body: z.object({}),
    bodyKind: 'multipart',
    replies: { 303: { description: '已更换' }, ...refused },
    handle: async ({ account, caseId: id, request }, deps) => {
      const { files, fields } = await readUpload(request, limitsFrom(process.env).bytes);
      return onTopic(deps, account, id, async () => {
        const [file] = files;
        if (!file) throw unacceptable('one-file', '请选择文件', '请选择要上传的文件。');
        const reason = fields['reason'] ?? '';
        const title = fields['material.title'] || file.fileName.replace(/\.[^.]+$/, '');
        const kind = fields['material.kind'] ?? '';
        const classified = fields['material.classified'] ?? '';
        await addMaterial(
          deps,
          account,
          id,
          file,
          readMaterialFields(office, { kind, title, classified, reason }),
        );
        const replaced = uuid.safeParse(fields['replaces']);
        if (replaced.success) await removeMaterial(deps, account, id, replaced.data, reason);
        return `/topics/${id}?done=changed`;
      });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/topics/:id/listing',
    summary: '再次列入',
    access: readers,
    params,
    body: z.object({ meetingKind: word, reason: word }),
    bodyKind: 'form',
    replies: { 303: { description: '已列入' }, ...refused },
    handle: async ({ account, caseId: id, body }, deps) =>
      onTopic(deps, account, id, async () => {
        await listAgain(deps, account, id, parsed(listing(office), body));
        return `/topics/${id}?done=listed`;
      }),
  }),
  defineRoute({
    method: 'post',
    path: '/topics/:id/withdrawal',
    summary: '撤回议题',
    access: readers,
    params,
    body: z.object({ reason: word }),
    bodyKind: 'form',
    replies: { 303: { description: '已撤回' }, ...refused },
    handle: async ({ account, caseId: id, body }, deps) =>
      onTopic(deps, account, id, async () => {
        await withdrawTopic(deps, account, id, parsed(line(500), body.reason));
        return `/topics/${id}?done=withdrawn`;
      }),
  }),
];

/** A refusal is said on the topic's page. */
async function onTopic(
  deps: Dependencies,
  account: Account,
  id: string,
  work: () => Promise<string>,
): Promise<Reply> {
  return answering(work, (problem) => show(deps, account, id, { problem }));
}

async function show(
  deps: Dependencies,
  account: Account,
  id: string,
  { notice = null, problem = null }: { notice?: string | null; problem?: Problem | null },
): Promise<Reply> {
  const topic = await viewTopic(deps, account, id);
  if (topic.status === 'draft') return redirect(`/topics/${id}/edit`);
  const relation = await relationTo(deps, account, id);
  const view = relation?.isReader ? await viewCase(deps, id, account) : null;
  const rounds = await listRoundViews(deps.pool, id);
  return page(topicView(deps, { account, topic, view, rounds, problem, notice }), problem?.details.status);
}

function parsed<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value, { reportInput: true });
  if (!result.success) throw invalid(describeIssues(result.error));
  return result.data;
}
