import { z } from 'zod';
import { findPressRelease } from '../../db/afterMeeting/press';
import { loadRuleSet } from '../../db/ruleSets';
import { requireOwnCase } from '../case/requireOwnCase';
import type { WorkerDeps } from '../deps';
import { defineWorker, PermanentError } from '../runJob';

/** 确定是否再报: whether leaders see the report after the secretary, by the rule set which its case pinned. @rule art-42 */
export const planApproval = defineWorker({
  type: 'press.planApproval',
  action: '确定是否再报',
  input: z.object({ caseId: z.uuid() }),
  createHandler:
    ({ pool }: WorkerDeps) =>
    async ({ caseId }, job) => {
      const running = await requireOwnCase(pool, caseId, job);
      const press = await findPressRelease(pool, caseId);
      if (!press) throw new PermanentError('未查到这一会议报道的登记');
      const ruleSet = await loadRuleSet(pool, running.ruleSetHash);
      return { needsApproval: ruleSet.pressRule(press.meetingKind, press.topicCategory).approval };
    },
});
