import { randomUUID } from 'node:crypto';
import type { Account } from '../../db/accounts';
import { listAttachments } from '../../db/attachments';
import type { AttachmentDetails } from '../../db/attachments';
import { describeCase, findCase, insertCase } from '../../db/cases';
import { findDraft, insertDraft, isEditable, lockDraft, updateDraft } from '../../db/drafts';
import type { Draft } from '../../db/drafts';
import { appendLedger } from '../../db/ledger';
import type { Queryable } from '../../db/pool';
import { withTransaction } from '../../db/transaction';
import type { DocumentContent } from '../../domain/document/content';
import { bodyToSource, parseBody } from '../../domain/document/text';
import type { CaseFacts, Grounds } from '../../domain/routing/facts';
import { processOf, signsPapers } from '../../domain/steps/signing';
import type { Dependencies } from '../dependencies';
import { revisingDecisions } from '../office';
import { conflict, notFound, unacceptable } from '../problems';
import type { ContentInput } from '../schemas/drafts';
import { choosePost, loadHeldPosts } from './capacities';
import { requirePrintable } from './readingCopy';

export interface DraftView {
  id: string;
  status: Draft['status'];
  /** By whom it is shown to, now. */
  editable: boolean;
  facts: CaseFacts;
  grounds: Grounds;
  content: ContentInput;
  attachments: (Pick<AttachmentDetails, 'id' | 'fileName' | 'mediaType' | 'size' | 'sha256'> & {
    title: string;
  })[];
  revision: number;
  updatedAt: Date;
}

/** Opens a case with its draft. Throws a problem where the drafter's capacity is unclear. */
export async function createDraft(
  deps: Dependencies,
  account: Account,
  input: { facts: CaseFacts; grounds: Grounds; content: ContentInput; postId?: string | undefined },
): Promise<string> {
  const id = randomUUID();
  requireBodies(deps, input.content);
  await withTransaction(deps.pool, async (sql) => {
    const post = choosePost(await loadHeldPosts(deps, sql, account.personId), input.postId);
    const content: DocumentContent = { ...fromInput(input.content), attachments: [] };
    await insertCase(sql, {
      id,
      processId: processOf(deps.office.vocabulary, input.facts),
      title: content.title,
      drafterPersonId: account.personId,
      drafterPostId: post.postId,
      draftingBodyId: post.bodyId,
      facts: factsOf(input),
      grounds: input.grounds,
    });
    await insertDraft(sql, id, content);
    await appendLedger(sql, {
      caseId: id,
      kind: 'draft-opened',
      personId: account.personId,
      actor: account.displayName,
      capacity: post.postLabel,
      summary: '拟稿',
      effectKey: 'draft-opened',
    });
  });
  return id;
}

/** Saves over `revision`. Throws 409 where someone saved since, or where the document is no longer his to change. */
export async function saveDraft(
  deps: Dependencies,
  account: Account,
  caseId: string,
  input: { facts: CaseFacts; grounds: Grounds; content: ContentInput; revision: number },
): Promise<void> {
  requireBodies(deps, input.content);
  await withTransaction(deps.pool, async (sql) => {
    const draft = await lockForChange(deps, sql, account, caseId);
    if (draft.revision !== input.revision) {
      throw conflict(
        'draft-changed',
        '文稿已有更新',
        `您打开后文稿又被保存过（修订号 ${draft.revision}，您的是 ${input.revision}）。请重新打开文稿，把改动并入后再保存。`,
      );
    }
    const facts = factsOf(input);
    if (draft.status !== 'draft' && !sameFacts(draft.facts, facts)) {
      throw unacceptable(
        'facts-are-fixed',
        '发文要素不能再改',
        '送审后文种、发文字、名义、方向、事项、是否联合行文等决定了审签人和须走的程序，不能修改；确需修改的，请作废后另行拟稿。',
      );
    }
    const content: DocumentContent = { ...fromInput(input.content), attachments: draft.content.attachments };
    // From here its next version is frozen by a step, in Tasklist or here, and there is nobody left to tell.
    if (draft.status !== 'draft') await requirePrintable(deps, sql, { ...draft, content });
    await updateDraft(sql, caseId, content);
    await describeCase(sql, caseId, {
      processId: processOf(deps.office.vocabulary, facts),
      title: content.title,
      facts,
      grounds: input.grounds,
    });
  });
}

/** The draft, locked; throws 409 while it is with others. */
export async function lockForChange(
  deps: Dependencies,
  sql: Queryable,
  account: Account,
  caseId: string,
): Promise<Draft> {
  const draft = await lockDraft(sql, caseId, revisingDecisions(deps.office));
  if (!draft || !(await isPaper(sql, caseId))) throw notFound('文稿');
  if (!isEditable(draft, account.personId)) {
    throw conflict('not-editable', '文稿不在您手中', '文稿正由他人办理，现在不能修改；轮到您修改时再改。');
  }
  return draft;
}

/** A topic, a meeting or the like is prepared and changed on pages of its own. */
async function isPaper(sql: Queryable, caseId: string): Promise<boolean> {
  const found = await findCase(sql, caseId);
  return found !== null && signsPapers(found.processId);
}

/** A draft as `account` sees it. */
export async function viewDraft(deps: Dependencies, account: Account, caseId: string): Promise<DraftView> {
  const draft = await findDraft(deps.pool, caseId, revisingDecisions(deps.office));
  if (!draft || !(await isPaper(deps.pool, caseId))) throw notFound('文稿');
  const files = await listAttachments(deps.pool, caseId);
  const { attachments } = draft.content;
  return {
    id: caseId,
    status: draft.status,
    editable: isEditable(draft, account.personId),
    facts: draft.facts,
    grounds: draft.grounds,
    content: toInput(draft.content),
    attachments: attachments.flatMap((attachment) =>
      files.filter(({ id }) => id === attachment.id).map((file) => ({ ...file, title: attachment.title })),
    ),
    revision: draft.revision,
    updatedAt: draft.updatedAt,
  };
}

function requireBodies({ office }: Dependencies, { concernedBodies }: ContentInput): void {
  const unknown = concernedBodies.find((bodyId) => !office.bodies.some(({ id }) => id === bodyId));
  if (unknown !== undefined) throw unacceptable('no-such-body', '没有这个单位', `没有单位“${unknown}”。`);
}

/** Whether others issue it too stands in the text; nobody can say otherwise of it. */
function factsOf({ facts, content }: { facts: CaseFacts; content: ContentInput }): CaseFacts {
  return { ...facts, joint: content.joint.length > 0 };
}

/** What was left empty stays absent: a version's hash covers what there is. */
function fromInput(input: ContentInput): Omit<DocumentContent, 'attachments'> {
  const { title, addressees, body, copyTo, note, joint, concernedBodies, attendance } = input;
  return {
    title,
    addressees,
    blocks: parseBody(body),
    copyTo,
    ...(note === '' ? {} : { note }),
    ...(joint.length === 0 ? {} : { joint }),
    ...(concernedBodies.length === 0 ? {} : { concernedBodies }),
    ...(Object.values(attendance).every((names) => names.length === 0) ? {} : { attendance }),
  };
}

function toInput(content: DocumentContent): ContentInput {
  const {
    title,
    addressees,
    blocks,
    copyTo,
    note = '',
    joint = [],
    concernedBodies = [],
    attendance,
  } = content;
  return {
    title,
    addressees,
    body: bodyToSource(blocks),
    copyTo,
    note,
    joint,
    concernedBodies,
    attendance: attendance ?? { present: [], excused: [], observing: [] },
  };
}

function sameFacts(left: CaseFacts, right: CaseFacts): boolean {
  return (Object.keys(left) as (keyof CaseFacts)[]).every((key) => left[key] === right[key]);
}
