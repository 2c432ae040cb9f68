import { z } from 'zod';
import { sendNoticesOf } from '../../db/attendance/sendNotices';
import { lockCase } from '../../db/cases';
import { appendLedger } from '../../db/ledger';
import { findApprovedAgenda } from '../../db/meetings/agendas';
import { lockMeeting } from '../../db/meetings/meetings';
import { withTransaction } from '../../db/transaction';
import { requireOwnCase } from '../case/requireOwnCase';
import type { WorkerDeps } from '../deps';
import { defineWorker, PermanentError } from '../runJob';

/**
 * 送达会议通知: everybody who belongs to the meeting is told of it in the system, and gives his 回执 there or through the
 * Office.
 *
 * @rule art-38
 */
export const sendNotices = defineWorker({
  type: 'meeting.sendNotices',
  action: '送达会议通知',
  input: z.object({ caseId: z.uuid() }),
  createHandler:
    ({ pool, office }: WorkerDeps) =>
    async ({ caseId }, job) => {
      await requireOwnCase(pool, caseId, job);
      await withTransaction(pool, async (sql) => {
        await lockCase(sql, caseId);
        const meeting = await lockMeeting(sql, caseId);
        if (!meeting) throw new PermanentError('未查到会议的登记，请运行 npm run doctor 核对');
        const told = await sendNoticesOf(sql, meeting, office.timeZone);
        const agenda = await findApprovedAgenda(sql, caseId);
        if (told === 0 || !agenda) return;
        await appendLedger(sql, {
          caseId,
          kind: 'notices-sent',
          personId: null,
          actor: '系统',
          capacity: null,
          summary: `向${told}人送达会议通知（议程第${agenda.number}稿）`,
          effectKey: `notices-sent:${agenda.versionId}`,
        });
      });
      return {};
    },
});
