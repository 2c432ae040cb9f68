import { z } from 'zod';
import { lockCase } from '../../db/cases';
import type { ClosedAs } from '../../db/cases';
import { appendLedger } from '../../db/ledger';
import { lockTopic } from '../../db/meetings/topics';
import type { TopicState } from '../../db/meetings/topics';
import { closeCase } from '../../db/runningCases';
import { withTransaction } from '../../db/transaction';
import { requireOwnCase } from '../case/requireOwnCase';
import type { WorkerDeps } from '../deps';
import { defineWorker, PermanentError } from '../runJob';

const ENDINGS: Partial<Record<TopicState, { closedAs: ClosedAs; words: string }>> = {
  decided: { closedAs: 'done', words: '会议已有决定，议题办结' },
  out: { closedAs: 'declined', words: '确定不上会，议题办结' },
  withdrawn: { closedAs: 'cancelled', words: '议题已撤回，办结' },
};

/**
 * 办结议题: the case ends as the topic did.
 *
 * @rule art-38
 */
export const closeTopic = defineWorker({
  type: 'topic.closeTopic',
  action: '办结议题',
  input: z.object({ caseId: z.uuid() }),
  createHandler:
    ({ pool }: WorkerDeps) =>
    async ({ caseId }, job) =>
      withTransaction(pool, async (sql) => {
        await requireOwnCase(sql, caseId, job);
        await lockCase(sql, caseId);
        const topic = await lockTopic(sql, caseId);
        const ending = topic && ENDINGS[topic.state];
        if (!ending) throw new PermanentError('库中没有会议决定、不上会或者撤回的登记，议题不得办结');
        await closeCase(sql, caseId, ending.closedAs);
        await appendLedger(sql, {
          caseId,
          kind: 'topic-closed',
          personId: null,
          actor: '系统',
          capacity: null,
          summary: ending.words,
          effectKey: 'topic-closed',
        });
        return {};
      }),
});
