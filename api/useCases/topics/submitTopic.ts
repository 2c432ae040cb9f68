import type { Account } from '../../../db/accounts';
import { findCase } from '../../../db/cases';
import { findTopicFindings } from '../../../db/meetings/topicFaults';
import { findTopic } from '../../../db/meetings/topics';
import { loadPeopleSnapshot } from '../../../db/people';
import { submitMatter } from '../../../db/startCase';
import { withTransaction } from '../../../db/transaction';
import { messages } from '../../../domain/generated/ids';
import type { GateFinding } from '../../../domain/routing/gates';
import type { Dependencies } from '../../dependencies';
import { conflict, notFound, refusedByRule } from '../../problems';
import { requireStillHeld } from '../capacities';
import { lockTopicDraft } from './proposeTopic';

/**
 * 报送议题: freezes it as its first version and has its process begin. What the rules demand and isn't there blocks it,
 * with the article.
 *
 * @rule art-18 art-20 art-22 art-36 art-37 art-38
 */
export async function submitTopic(
  deps: Dependencies,
  account: Account,
  caseId: string,
  seenRevision?: number,
): Promise<void> {
  await withTransaction(deps.pool, async (sql) => {
    const found = await findCase(sql, caseId);
    if (!found) throw notFound('议题');
    if (found.status !== 'draft') {
      throw conflict('already-submitted', '已经报送', '议题已经报送，不必重复提交；办理情况见议题页面。');
    }
    const draft = await lockTopicDraft(deps, sql, account, caseId);
    const topic = await findTopic(sql, caseId);
    if (!topic) throw notFound('议题');
    if (seenRevision !== undefined && seenRevision !== draft.revision) {
      throw conflict('draft-changed', '议题已有更新', '您打开后议题又被保存过，请重新打开核对后再报送。');
    }
    const people = await loadPeopleSnapshot(sql, deps.clock.now());
    const drafter = { personId: draft.drafterPersonId, postId: draft.drafterPostId };
    const post = requireStillHeld(people, drafter);
    requireSound(await findTopicFindings(sql, deps.office, caseId, 'current'));
    await submitMatter(sql, caseId, {
      startMessage: messages.topicProposed,
      kindLabel: '会议议题',
      title: draft.content.title,
      openedBy: {
        ...drafter,
        personName: account.displayName,
        postLabel: post.postLabel,
        bodyId: topic.bodyId,
      },
      bodyName: topic.bodyName,
      facts: draft.facts,
      summary: '报送议题',
      pageUrl: `${deps.publicUrl}/topics/${caseId}`,
    });
  });
}

/** Throws 422 with everything that the gates refuse. */
export function requireSound(findings: GateFinding[]): void {
  const refused = findings.filter(({ outcome }) => outcome === 'refuse');
  const [first] = refused;
  if (!first) return;
  throw refusedByRule(
    '须先办理以下事项',
    refused.map(({ label, words }) => `${label}：${words}`).join(''),
    first.rule,
    refused.map(({ gate, label, words, overridable, rule }) => ({ gate, label, words, overridable, rule })),
  );
}
