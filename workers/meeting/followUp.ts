import { z } from 'zod';
import { loadOutcome } from '../../db/afterMeeting/outcome';
import { lockCase } from '../../db/cases';
import { appendLedger } from '../../db/ledger';
import { lockMeeting } from '../../db/meetings/meetings';
import { closeCase } from '../../db/runningCases';
import { withTransaction } from '../../db/transaction';
import { openDocuments } from '../afterMeeting/openDocuments';
import { openMinutes } from '../afterMeeting/openMinutes';
import { openPress } from '../afterMeeting/openPress';
import { openTasks } from '../afterMeeting/openTasks';
import { findSecretary } from '../afterMeeting/secretary';
import { requireOwnCase } from '../case/requireOwnCase';
import type { WorkerDeps } from '../deps';
import { defineWorker, PermanentError } from '../runJob';

/**
 * What follows from a meeting that has ended: tasks are given out, documents get their deadline, minutes are drafted, reports
 * are asked for. All or nothing, and each once.
 *
 * @rule art-24 art-40 art-42
 */
export const followUp = defineWorker({
  type: 'meeting.followUp',
  action: '转办议定事项',
  input: z.object({ caseId: z.uuid() }),
  createHandler:
    (deps: WorkerDeps) =>
    async ({ caseId }, job) =>
      withTransaction(deps.pool, async (sql) => {
        await lockCase(sql, caseId);
        const running = await requireOwnCase(sql, caseId, job);
        const meeting = await lockMeeting(sql, caseId);
        if (!meeting?.endedAt) throw new PermanentError('会议还没有散会，不得转办');
        if (running.status !== 'in-progress') return {};
        const { name, decided } = await loadOutcome(sql, deps.office, meeting);
        const secretary = await findSecretary(deps, sql, decided.at(-1)?.decision.recordedBy);
        const ended = { running, meeting, endedAt: meeting.endedAt };
        for (const item of decided) {
          await openTasks(deps, sql, item, secretary);
          await openDocuments(deps, sql, ended, item, secretary);
          await openPress(deps, sql, { name, item }, secretary);
        }
        await openMinutes(deps, sql, meeting, { name, decided }, secretary);
        const tasks = decided.reduce((sum, { decision }) => sum + decision.tasks.length, 0);
        const documents = decided.reduce((sum, { decision }) => sum + decision.documents.length, 0);
        await appendLedger(sql, {
          caseId,
          kind: 'followed-up',
          personId: null,
          actor: '系统',
          capacity: null,
          summary: `会后转办：交办议定事项 ${tasks} 项，限期印发文件 ${documents} 件`,
          data: { tasks, documents },
          effectKey: 'followed-up',
        });
        await closeCase(sql, caseId, 'done');
        return {};
      }),
});
