import { z } from 'zod';
import { takeApproval as take } from '../../db/meetings/takeApproval';
import { lockCase } from '../../db/cases';
import { findNewestStep, findStepResult } from '../../db/steps';
import { withTransaction } from '../../db/transaction';
import { elements } from '../../domain/generated/ids';
import { requireOwnCase } from '../case/requireOwnCase';
import type { WorkerDeps } from '../deps';
import { defineWorker, PermanentError } from '../runJob';

/**
 * 批印 as it was recorded, never as a variable says: the meeting's number, who belongs to it, its topics on the agenda.
 *
 * @rule art-36 art-37 art-38
 */
export const takeApproval = defineWorker({
  type: 'meeting.takeApproval',
  action: '登记批印',
  input: z.object({ caseId: z.uuid() }),
  createHandler:
    ({ pool, office }: WorkerDeps) =>
    async ({ caseId }, job) =>
      withTransaction(pool, async (sql) => {
        await lockCase(sql, caseId);
        const running = await requireOwnCase(sql, caseId, job);
        const key = await findNewestStep(
          sql,
          job.processInstanceKey,
          elements.meeting.userTask_ApprovePrinting,
        );
        const act = key && (await findStepResult(sql, key));
        const decision = act && office.vocabulary.decisions.find(({ id }) => id === act.decision);
        if (!act || !act.accepted || !decision || decision.needsReasons) {
          throw new PermanentError('库中没有批印的记录，不得印发会议材料');
        }
        if (running.status !== 'in-progress') throw new PermanentError('本次会议已经取消或者办结');
        await take(sql, office, running, act);
        return {};
      }),
});
