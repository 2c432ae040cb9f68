import { z } from 'zod';
import type { Account } from '../../db/accounts';
import { loadPeopleSnapshot } from '../../db/people';
import { limitsFrom } from '../../rendering/packet';
import { defineRoute } from '../defineRoute';
import type { Dependencies } from '../dependencies';
import type { Labelled, Office } from '../office';
import { invalid, Problem } from '../problems';
import { readUpload } from '../readUpload';
import type { Upload } from '../readUpload';
import type { Reply } from '../reply';
import { page, redirect } from '../reply';
import { describeIssues } from '../schemas/issues';
import { uuid } from '../schemas/text';
import { materialFields as materialSchema, topicChange, topicInput } from '../schemas/topics';
import { loadHeldPosts } from '../useCases/capacities';
import { addMaterial, removeMaterial } from '../useCases/topics/materials';
import { changeTopic, proposeTopic } from '../useCases/topics/proposeTopic';
import { submitTopic } from '../useCases/topics/submitTopic';
import { viewTopic } from '../useCases/topics/viewTopic';
import type { TopicView } from '../useCases/topics/viewTopic';
import { topicEditView } from './topicEditView';
import { readTopicFields, topicFieldsOf, toTopicInput } from './topicForm';
import type { TopicFormFields } from './topicForm';

const readers = { role: 'staff', relation: 'topic' } as const;
const staff = { role: 'staff', relation: 'none' } as const;
const params = z.object({ id: uuid });
const refused = {
  400: { description: '填写有误，所填内容保留' },
  403: { description: '没有任职，所填内容保留' },
  404: { description: '没有这个议题' },
  409: { description: '议题已有更新，所填内容保留' },
  413: { description: '过大，所填内容保留' },
  422: { description: '材料不能收，或者按规则不能报送，所填内容保留' },
};

export const topicEditPageRoutes = (office: Office) => [
  defineRoute({
    method: 'get',
    path: '/topics/new',
    summary: '起草议题页',
    access: staff,
    replies: { 200: { description: '空白议题' } },
    handle: async ({ account }, deps) => show(deps, account, { topic: null, fields: readTopicFields({}) }),
  }),
  defineRoute({
    method: 'post',
    path: '/topics/new',
    summary: '存议题',
    access: staff,
    body: z.object({}),
    bodyKind: 'multipart',
    replies: { 303: { description: '已存或已报送' }, ...refused },
    handle: async ({ account, request }, deps) =>
      apply(deps, office, account, null, await readUpload(request, limitsFrom(process.env).bytes)),
  }),
  defineRoute({
    method: 'get',
    path: '/topics/:id/edit',
    summary: '修改议题页',
    access: readers,
    params,
    query: z.object({ saved: z.string().optional() }),
    replies: { 200: { description: '议题' }, 303: { description: '不在手中，转到议题页' } },
    handle: async ({ account, caseId: id, query }, deps) => {
      const topic = await viewTopic(deps, account, id);
      if (!topic.editable) return redirect(`/topics/${id}`);
      const notice = query.saved === undefined ? null : '已存。';
      return show(deps, account, { topic, fields: topicFieldsOf(topic), notice });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/topics/:id/edit',
    summary: '存议题、上传或撤下材料、报送',
    access: readers,
    params,
    body: z.object({}),
    bodyKind: 'multipart',
    replies: { 303: { description: '已存或已报送' }, ...refused },
    handle: async ({ account, caseId: id, request }, deps) => {
      return apply(deps, office, account, id, await readUpload(request, limitsFrom(process.env).bytes));
    },
  }),
];

/** Saves, then does what the button said. What was saved stays saved when the rest is refused. */
async function apply(
  deps: Dependencies,
  office: Office,
  account: Account,
  existing: string | null,
  upload: Upload,
): Promise<Reply> {
  const fields = readTopicFields(upload.fields);
  let caseId = existing;
  try {
    caseId = await save(deps, office, account, caseId, fields);
    // From here on a refusal comes back with what is now stored.
    fields.revision = '';
    await takeMaterial(deps, office, account, caseId, upload);
    return redirect(await act(deps, account, caseId, upload.fields['action'] ?? ''));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const topic = caseId === null ? null : await viewTopic(deps, account, caseId);
    return show(deps, account, { topic, fields, problem: error });
  }
}

async function save(
  deps: Dependencies,
  office: Office,
  account: Account,
  caseId: string | null,
  fields: TopicFormFields,
): Promise<string> {
  const input = toTopicInput(office, fields);
  if (caseId === null) {
    const { postId, ...rest } = parsed(topicInput(office), {
      ...input,
      ...(fields.postId && { postId: fields.postId }),
    });
    return proposeTopic(deps, account, rest, postId);
  }
  const { revision, ...rest } = parsed(topicChange(office), { ...input, revision: Number(fields.revision) });
  await changeTopic(deps, account, caseId, rest, revision);
  return caseId;
}

async function takeMaterial(
  deps: Dependencies,
  office: Office,
  account: Account,
  caseId: string,
  { files, fields }: Upload,
): Promise<void> {
  const [file] = files;
  const classified = fields['material.classified'] !== undefined;
  if (!file && !classified) return;
  const material = parsed(materialSchema(office), {
    kind: fields['material.kind'],
    title: fields['material.title'] || file?.fileName.replace(/\.[^.]+$/, '') || '材料',
    classified,
    reason: fields['material.reason'] ?? '',
  });
  await addMaterial(deps, account, caseId, file ?? { fileName: '', bytes: Buffer.alloc(0) }, material);
}

/** Answers where to go next. */
async function act(deps: Dependencies, account: Account, caseId: string, action: string): Promise<string> {
  if (action === 'submit') {
    await submitTopic(deps, account, caseId);
    return `/topics/${caseId}?done=submitted`;
  }
  if (action.startsWith('remove:')) {
    const id = uuid.safeParse(action.slice('remove:'.length));
    if (id.success) await removeMaterial(deps, account, caseId, id.data, '');
  }
  return `/topics/${caseId}/edit?saved`;
}

async function show(
  deps: Dependencies,
  account: Account,
  input: { topic: TopicView | null; fields: TopicFormFields; problem?: Problem; notice?: string | null },
): Promise<Reply> {
  const { topic, fields, problem = null, notice = null } = input;
  const posts = await loadHeldPosts(deps, deps.pool, account.personId);
  const bodyIds = topic ? [topic.bodyId] : posts.map(({ bodyId }) => bodyId);
  const kept = { ...fields, revision: fields.revision || String(topic?.revision ?? '') };
  const body = topicEditView(deps, {
    account,
    topic,
    posts: topic ? [] : posts,
    reporters: await reportersOf(deps, bodyIds),
    fields: kept,
    problem,
    notice,
  });
  return page(body, problem?.details.status);
}

/** Those in charge of the department that proposes. */
async function reportersOf(deps: Dependencies, bodyIds: string[]): Promise<Labelled[]> {
  const people = await loadPeopleSnapshot(deps.pool, deps.clock.now());
  return people.holdings.flatMap(({ personId, postId }) => {
    const post = people.posts.find(({ id }) => id === postId);
    const person = people.persons.find(({ id }) => id === personId);
    if (!post || !person || !bodyIds.includes(post.bodyId) || !(post.isInCharge || post.isPrincipal))
      return [];
    return [{ id: `${postId}/${personId}`, label: `${post.label}${person.displayName}` }];
  });
}

function parsed<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value, { reportInput: true });
  if (!result.success) throw invalid(describeIssues(result.error));
  return result.data;
}
