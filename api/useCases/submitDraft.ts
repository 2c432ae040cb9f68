import type { Account } from '../../db/accounts';
import { listNotCarried } from '../../db/afterMeeting/minutesFault';
import { currentCalendar } from '../../db/calendar';
import { findCase, submitCase } from '../../db/cases';
import type { Case } from '../../db/cases';
import { lockDraft } from '../../db/drafts';
import type { Draft } from '../../db/drafts';
import { appendLedger } from '../../db/ledger';
import { enqueue } from '../../db/outbox';
import { loadPeopleSnapshot } from '../../db/people';
import { withTransaction } from '../../db/transaction';
import { freezeVersion } from '../../db/versions';
import type { CorrectedDecision } from '../../domain/meetings/correctedMinutes';
import { notCarriedInWords } from '../../domain/meetings/correctedMinutes';
import { signingOf, signsPapers } from '../../domain/steps/signing';
import type { Dependencies } from '../dependencies';
import { labelOf, revisingDecisions } from '../office';
import { conflict, notFound, refusedByRule, unacceptable } from '../problems';
import { requireStillHeld } from './capacities';
import { previewRoute } from './previewRoute';
import { requirePrintable } from './readingCopy';
import type { DraftChecks } from './previewRoute';

/**
 * 送审: freezes version 1, pins rule set and calendar, and asks the engine to start the process, all or nothing.
 * Throws a problem where the text is unfinished, the drafter has left his post, the rules give no route, nobody holds
 * the posts of it, or a gate refuses.
 *
 * @rule art-47 art-49
 */
export async function submitDraft(
  deps: Dependencies,
  account: Account,
  caseId: string,
  seenRevision?: number,
): Promise<Case> {
  return withTransaction(deps.pool, async (sql) => {
    const draft = await lockDraft(sql, caseId, revisingDecisions(deps.office));
    const found = await findCase(sql, caseId);
    if (!draft || !found || !signsPapers(found.processId)) throw notFound('文稿');
    requireReady(draft, seenRevision);
    requireCorrected(await listNotCarried(sql, caseId, draft.content.blocks));

    const drafter = { personId: found.drafterPersonId, postId: found.drafterPostId };
    const people = await loadPeopleSnapshot(sql, deps.clock.now());
    const post = requireStillHeld(people, drafter);
    const preview = await previewRoute(
      deps,
      sql,
      { facts: draft.facts, grounds: draft.grounds, content: draft.content, caseId },
      { drafter, draftingBodyId: found.draftingBodyId },
    );
    requirePassable(preview);
    await requirePrintable(deps, sql, draft);

    const version = await freezeVersion(sql, {
      caseId,
      createdBy: account.personId,
      effectKey: `submit:${caseId}`,
      change: 'first',
    });
    const { version: calendarVersion } = await currentCalendar(sql);
    await submitCase(sql, caseId, {
      ruleSetHash: preview.rule.ruleSet,
      readings: preview.readings,
      calendarVersion,
    });
    await appendLedger(sql, {
      caseId,
      kind: 'submitted',
      personId: account.personId,
      actor: account.displayName,
      capacity: post.postLabel,
      summary: `送审第${version.number}稿`,
      data: {
        version: version.number,
        sha256: version.sha256,
        calendarVersion,
        readings: preview.readings,
      },
      rule: preview.rule,
      effectKey: 'submitted',
    });
    const { vocabulary } = deps.office;
    await enqueue(sql, {
      kind: 'publish-message',
      caseId,
      payload: {
        name: signingOf(found.processId).startMessage,
        correlationKey: caseId,
        variables: {
          caseId,
          title: draft.content.title,
          draftingBodyName: people.bodies.find(({ id }) => id === found.draftingBodyId)?.name ?? '',
          kindLabel: labelOf(vocabulary.kinds, draft.facts.kind),
          caseUrl: `${deps.publicUrl}/cases/${caseId}`,
          urgencyLabel: labelOf(vocabulary.urgencies, draft.facts.urgency),
          facts: draft.facts,
        },
      },
      effectKey: `submit:${caseId}`,
    });
    return (await findCase(sql, caseId)) ?? found;
  });
}

function requireReady(draft: Draft, seenRevision: number | undefined): void {
  if (draft.status !== 'draft') {
    throw conflict('already-submitted', '已经送审', '此件已送审，不必重复提交；办理情况见办件页面。');
  }
  if (seenRevision !== undefined && seenRevision !== draft.revision) {
    throw conflict('draft-changed', '文稿已有更新', '您打开后文稿又被保存过，请重新打开核对后再送审。');
  }
  if (draft.content.blocks.length === 0) {
    throw unacceptable('no-body', '正文未填写', '正文是空的，请写好正文后再送审。');
  }
}

/** Minutes say what the meeting decided, as it was corrected since. @rule art-40 */
function requireCorrected(left: CorrectedDecision[]): void {
  if (left.length === 0) return;
  const detail = `${notCarriedInWords(left)}。请先照更正后的话改好文稿，再送审。`;
  throw unacceptable('minutes-not-corrected', '纪要与更正后的决定不一致', detail);
}

/** Law 5: a refusal says which article. Who signs of several is picked by the Office (articles.md, reading 3). */
function requirePassable({ outcome, rule, obstacles, gates }: DraftChecks): void {
  if (outcome === 'refuse') throw refusedByRule('按规则不能送审', rule.words, rule);
  if (obstacles.length > 0) {
    throw refusedByRule('无人可办', `${obstacles.join('；')}。请由办公室补任职或分工后再送审。`, rule);
  }
  const refused = gates.filter((gate) => gate.outcome === 'refuse');
  const [first] = refused;
  if (!first) return;
  throw refusedByRule(
    '须先办理以下事项',
    refused.map(({ label, words }) => `${label}：${words}`).join(''),
    first.rule,
    refused.map(({ gate, label, words, overridable, rule: basis }) => ({
      gate,
      label,
      words,
      overridable,
      rule: basis,
    })),
  );
}
