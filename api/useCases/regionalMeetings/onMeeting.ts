import type { Account } from '../../../db/accounts';
import { lockCase } from '../../../db/cases';
import type { Queryable } from '../../../db/pool';
import type { RegionalMeeting } from '../../../db/regionalMeetings/meetings';
import { findRegionalMeeting } from '../../../db/regionalMeetings/meetings';
import { findRunningCase } from '../../../db/runningCases';
import type { RunningCase } from '../../../db/runningCases';
import { withTransaction } from '../../../db/transaction';
import type { Dependencies } from '../../dependencies';
import { forbidden, notFound } from '../../problems';
import { findLeadActor } from '../countersign/actors';

interface OnMeeting {
  sql: Queryable;
  meeting: RegionalMeeting;
  running: RunningCase;
  actor: { personId: string; capacity: string };
}

/**
 * An act of the department that holds the meeting, by whoever applied for it or those in charge; the case is locked, so that
 * steps and acts come one after the other. Throws 403 for others.
 *
 * @rule art-41
 */
export async function onMeeting<Result>(
  deps: Dependencies,
  account: Account,
  caseId: string,
  work: (given: OnMeeting) => Promise<Result>,
): Promise<Result> {
  return withTransaction(deps.pool, async (sql) => {
    await lockCase(sql, caseId);
    const running = await findRunningCase(sql, caseId);
    const meeting = await findRegionalMeeting(sql, caseId);
    if (!running || !meeting) throw notFound('会议');
    const actor = await findLeadActor(deps, sql, account, running, meeting.bodyId);
    if (!actor) throw forbidden('由召开会议的部门办理：申请人或者部门负责人才能这样做。');
    return work({ sql, meeting, running, actor });
  });
}
