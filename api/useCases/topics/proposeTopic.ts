import { randomUUID } from 'node:crypto';
import type { Account } from '../../../db/accounts';
import { describeCase, insertCase } from '../../../db/cases';
import { insertDraft, isEditable, lockDraft, updateDraft } from '../../../db/drafts';
import type { Draft } from '../../../db/drafts';
import { appendLedger } from '../../../db/ledger';
import { replaceEvidences } from '../../../db/meetings/evidences';
import { findTopic, insertTopic, lockTopic, updateTopic } from '../../../db/meetings/topics';
import type { Topic } from '../../../db/meetings/topics';
import { NO_GROUNDS, PLAIN_FACTS } from '../../../db/startCase';
import type { Queryable } from '../../../db/pool';
import { withTransaction } from '../../../db/transaction';
import { processes } from '../../../domain/generated/ids';
import type { CaseFacts, Grounds } from '../../../domain/routing/facts';
import type { Dependencies } from '../../dependencies';
import { revisingDecisions } from '../../office';
import { conflict, notFound } from '../../problems';
import { choosePost, loadHeldPosts } from '../capacities';
import { contentOf, fieldsOf, requireEnterable } from './fields';
import type { TopicInput } from './fields';

/**
 * 提出议题: a topic as its department prepares it; handed in by `submitTopic`. Answers its id.
 *
 * @rule art-38
 */
export async function proposeTopic(
  deps: Dependencies,
  account: Account,
  input: TopicInput,
  postId?: string,
): Promise<string> {
  const caseId = randomUUID();
  requireEnterable(deps, input);
  await withTransaction(deps.pool, async (sql) => {
    const post = choosePost(await loadHeldPosts(deps, sql, account.personId), postId);
    await insertCase(sql, {
      id: caseId,
      processId: processes.meetingTopic,
      title: input.title,
      drafterPersonId: account.personId,
      drafterPostId: post.postId,
      draftingBodyId: post.bodyId,
      ...describedBy(input),
    });
    await insertTopic(sql, {
      ...(await fieldsOf(deps, sql, input, post.bodyId)),
      caseId,
      bodyId: post.bodyId,
    });
    await replaceEvidences(sql, caseId, input.evidences);
    await insertDraft(sql, caseId, contentOf(deps, await topicOf(sql, caseId), input, []));
    await appendLedger(sql, {
      caseId,
      kind: 'draft-opened',
      personId: account.personId,
      actor: account.displayName,
      capacity: post.postLabel,
      summary: '起草议题',
      effectKey: 'draft-opened',
    });
  });
  return caseId;
}

/** Saves over `revision`, while the topic is with its drafter. */
export async function changeTopic(
  deps: Dependencies,
  account: Account,
  caseId: string,
  input: TopicInput,
  revision: number,
): Promise<void> {
  requireEnterable(deps, input);
  await withTransaction(deps.pool, async (sql) => {
    const draft = await lockTopicDraft(deps, sql, account, caseId);
    if (draft.revision !== revision) {
      throw conflict(
        'draft-changed',
        '议题已有更新',
        '您打开后议题又被保存过，请重新打开，把改动并入后再保存。',
      );
    }
    await lockTopic(sql, caseId);
    await updateTopic(sql, caseId, await fieldsOf(deps, sql, input, draft.draftingBodyId));
    await replaceEvidences(sql, caseId, input.evidences);
    const content = contentOf(deps, await topicOf(sql, caseId), input, draft.content.attachments);
    await updateDraft(sql, caseId, content);
    await describeCase(sql, caseId, {
      processId: processes.meetingTopic,
      title: input.title,
      ...describedBy(input),
    });
  });
}

/** The topic's draft, locked; throws 404 for what is no topic and 409 while it is with others. */
export async function lockTopicDraft(
  deps: Dependencies,
  sql: Queryable,
  account: Account,
  caseId: string,
): Promise<Draft> {
  const draft = await lockDraft(sql, caseId, revisingDecisions(deps.office));
  if (!draft || !(await findTopic(sql, caseId))) throw notFound('议题');
  if (!isEditable(draft, account.personId)) {
    throw conflict('not-editable', '议题不在您手中', '议题正由他人办理，现在不能修改；退回给您时再改。');
  }
  return draft;
}

async function topicOf(sql: Queryable, caseId: string): Promise<Topic> {
  const topic = await findTopic(sql, caseId);
  if (!topic) throw new Error(`议题 ${caseId} 登记后读不到`);
  return topic;
}

/** What the tables and gates of papers would ask of it. */
function describedBy(input: TopicInput): { facts: CaseFacts; grounds: Grounds } {
  return {
    facts: { ...PLAIN_FACTS, normative: input.isNormative },
    grounds: { ...NO_GROUNDS, opinions: input.opinions },
  };
}
