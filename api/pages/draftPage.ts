import { z } from 'zod';
import type { Account } from '../../db/accounts';
import { listNotCarried } from '../../db/afterMeeting/minutesFault';
import { findCase } from '../../db/cases';
import { findTopic } from '../../db/meetings/topics';
import { parseBody } from '../../domain/document/text';
import { defineRoute } from '../defineRoute';
import type { Dependencies } from '../dependencies';
import type { Office } from '../office';
import { invalid, Problem } from '../problems';
import { readUpload } from '../readUpload';
import type { Upload } from '../readUpload';
import type { Reply } from '../reply';
import { page, redirect } from '../reply';
import { draftChange, draftInput } from '../schemas/drafts';
import { describeIssues } from '../schemas/issues';
import { uuid } from '../schemas/text';
import { addAttachment, withdrawAttachment } from '../useCases/attachments';
import { loadHeldPosts } from '../useCases/capacities';
import { createDraft, saveDraft, viewDraft } from '../useCases/drafts';
import type { DraftView } from '../useCases/drafts';
import { previewRoute } from '../useCases/previewRoute';
import type { DraftChecks } from '../useCases/previewRoute';
import { submitDraft } from '../useCases/submitDraft';
import { fieldsOf, readFields, toInput } from './draftForm';
import type { DraftFields } from './draftForm';
import { draftPage } from './draftView';

const editor = { role: 'staff', relation: 'editor', by: 'case' } as const;
const params = z.object({ id: uuid });
const refused = {
  400: { description: '填写有误，所填内容保留' },
  403: { description: '没有任职，所填内容保留' },
  404: { description: '附件已不在，所填内容保留' },
  409: { description: '文稿已有更新，所填内容保留' },
  413: { description: '过大，所填内容保留' },
  415: { description: '附件格式不支持，所填内容保留' },
  422: { description: '按规则不能送审等，所填内容保留' },
};

export const draftPageRoutes = (office: Office) => [
  defineRoute({
    method: 'get',
    path: '/drafts/new',
    summary: '拟稿页',
    access: { role: 'staff', relation: 'none' },
    replies: { 200: { description: '空白文稿' } },
    handle: async ({ account }, deps) => show(deps, account, { caseId: null, fields: readFields({}) }),
  }),
  defineRoute({
    method: 'post',
    path: '/drafts/new',
    summary: '存稿或送审',
    access: { role: 'staff', relation: 'none' },
    body: z.object({}),
    bodyKind: 'multipart',
    replies: { 303: { description: '已存或已送审' }, ...refused },
    handle: async ({ account, request }, deps) =>
      apply(deps, office, account, null, await readUpload(request)),
  }),
  defineRoute({
    method: 'get',
    path: '/drafts/:id',
    summary: '文稿页',
    access: editor,
    params,
    query: z.object({ saved: z.string().optional() }),
    replies: { 200: { description: '文稿' }, 303: { description: '已送审，转到办件' } },
    handle: async ({ account, caseId, query }, deps) => {
      if (await findTopic(deps.pool, caseId)) return redirect(`/topics/${caseId}/edit`);
      const draft = await viewDraft(deps, account, caseId);
      if (!draft.editable) return redirect(`/cases/${caseId}`);
      const notice = query.saved === undefined ? null : '已存稿。';
      return show(deps, account, { caseId, fields: fieldsOf(draft), notice });
    },
  }),
  defineRoute({
    method: 'post',
    path: '/drafts/:id',
    summary: '存稿、撤下附件或送审',
    access: editor,
    params,
    body: z.object({}),
    bodyKind: 'multipart',
    replies: { 303: { description: '已存或已送审' }, ...refused },
    handle: async ({ account, caseId, request }, deps) =>
      apply(deps, office, account, caseId, await readUpload(request)),
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
  const fields = readFields(upload.fields);
  let caseId = existing;
  try {
    caseId = await save(deps, office, account, caseId, fields);
    // From here on a refusal comes back with what is now stored.
    fields.revision = '';
    return redirect(await act(deps, account, caseId, upload));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return show(deps, account, { caseId, fields, problem: error });
  }
}

async function save(
  deps: Dependencies,
  office: Office,
  account: Account,
  caseId: string | null,
  fields: DraftFields,
): Promise<string> {
  const input = toInput(fields);
  if (caseId === null) {
    return createDraft(
      deps,
      account,
      parse(draftInput(office), { ...input, postId: fields.postId || undefined }),
    );
  }
  await saveDraft(
    deps,
    account,
    caseId,
    parse(draftChange(office), { ...input, revision: Number(fields.revision) }),
  );
  return caseId;
}

async function act(
  deps: Dependencies,
  account: Account,
  caseId: string,
  { fields, files }: Upload,
): Promise<string> {
  const action = fields['action'] ?? 'save';
  const withdrawn = /^withdraw:(.+)$/.exec(action)?.[1];
  if (withdrawn !== undefined) await withdrawAttachment(deps, account, caseId, withdrawn);
  for (const file of files) await addAttachment(deps, account, caseId, file);
  if (action !== 'submit') return `/drafts/${caseId}?saved=1`;
  await submitDraft(deps, account, caseId);
  return `/cases/${caseId}?done=submitted`;
}

async function show(
  deps: Dependencies,
  account: Account,
  input: { caseId: string | null; fields: DraftFields; problem?: Problem; notice?: string | null },
): Promise<Reply> {
  const { caseId, fields, problem = null, notice = null } = input;
  const draft = caseId === null ? null : await viewDraft(deps, account, caseId);
  const revision = fields.revision || String(draft?.revision ?? '');
  const posts = await loadHeldPosts(deps, deps.pool, account.personId);
  const checks = draft?.status === 'draft' ? await loadChecks(deps, draft) : null;
  const kept = { ...fields, revision };
  const blocks = draft ? parseBody(draft.content.body) : [];
  const notCarried = draft ? await listNotCarried(deps.pool, draft.id, blocks) : [];
  const body = draftPage(deps, { account, posts, draft, checks, notCarried, problem, notice, fields: kept });
  return page(body, problem?.details.status);
}

/** What would become of a draft if it were handed in as it is stored. */
async function loadChecks(
  deps: Dependencies,
  { id, facts, grounds, content }: DraftView,
): Promise<DraftChecks | null> {
  const found = await findCase(deps.pool, id);
  if (!found) return null;
  const drafter = { personId: found.drafterPersonId, postId: found.drafterPostId };
  const context = { drafter, draftingBodyId: found.draftingBodyId };
  return previewRoute(deps, deps.pool, { facts, grounds, content, caseId: id }, context);
}

function parse<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value, { reportInput: true });
  if (!parsed.success) throw invalid(describeIssues(parsed.error));
  return parsed.data;
}
