import type { Account } from '../../../db/accounts';
import { appendLedger } from '../../../db/ledger';
import type { RegionalMeeting } from '../../../db/regionalMeetings/meetings';
import type { RequestPaper } from '../../../db/regionalMeetings/requests';
import { attachRequest, findRequestPaper } from '../../../db/regionalMeetings/requests';
import { loadRuleSet } from '../../../db/ruleSets';
import { elements, messages } from '../../../domain/generated/ids';
import type { RuleReference } from '../../../domain/routing/facts';
import type { Dependencies } from '../../dependencies';
import { conflict, refusedByRule, unacceptable } from '../../problems';
import { tellProcess } from '../tellProcess';
import { onMeeting } from './onMeeting';

const { userTask_AgreeRegionalMeeting: AGREE } = elements.regionalMeetingRequest;

/**
 * 填报请示: the department's paper, issued and registered, after the leader in charge agreed; never before.
 *
 * @rule art-41
 */
export async function submitRegionalRequest(
  deps: Dependencies,
  account: Account,
  caseId: string,
  requestCaseId: string,
): Promise<void> {
  await onMeeting(deps, account, caseId, async ({ sql, meeting, running, actor }) => {
    const { article, reading, words } = (await loadRuleSet(sql, running.ruleSetHash)).humanStep(AGREE);
    const rule = { article, reading, words, ruleSet: running.ruleSetHash };
    const agreedAt = requireAgreed(meeting, rule);
    const kinds = deps.office.meetings.regionalRequestKinds.map(({ id }) => id);
    const paper = await findRequestPaper(sql, meeting.bodyId, kinds, requestCaseId);
    if (!paper) {
      throw unacceptable(
        'not-the-request',
        '不是可以填报的请示',
        '须是本部门已经办结登记、没有用于别的会议的请示，请核对。',
      );
    }
    requireLater(paper, agreedAt, rule);
    await attachRequest(sql, caseId, requestCaseId);
    const { number, title } = paper;
    await appendLedger(sql, {
      caseId,
      kind: 'regional-request-submitted',
      ...actedBy(actor),
      summary: `报送请示：${number ?? ''}${title}`,
      data: { requestCaseId },
      rule,
      effectKey: `regional-request:${requestCaseId}:${meeting.stateSince.toISOString()}`,
    });
    await tellProcess(
      sql,
      caseId,
      messages.regionalMeetingRequested,
      `regional-requested:${requestCaseId}:${meeting.stateSince.toISOString()}`,
    );
  });
}

export const actedBy = ({ personId, capacity }: { personId: string; capacity: string }) => ({
  personId,
  actor: capacity,
  capacity: null,
});

function requireAgreed({ state, agreedAt }: RegionalMeeting, rule: RuleReference): Date {
  if (state === 'proposed') {
    throw refusedByRule('分管领导尚未同意', '先征得分管领导同意，再正式报送请示；请等分管领导办理。', rule);
  }
  if (state !== 'agreed' || !agreedAt) {
    throw conflict('request-not-awaited', '现在不必填报请示', '请示已经填报，或者会议已有结果，请刷新页面。');
  }
  return agreedAt;
}

function requireLater({ submittedAt }: RequestPaper, agreedAt: Date, rule: RuleReference): void {
  if (submittedAt >= agreedAt) return;
  throw refusedByRule(
    '请示报送在先',
    '这份请示在分管领导同意之前就已报送；请在分管领导同意之后另行报送请示。',
    rule,
  );
}
