import type { PoolClient } from 'pg';
import { insertPublication } from '../../db/afterMeeting/press';
import { elements } from '../../domain/generated/ids';
import type { Conclusion } from '../case/conclusion';

const { userTask_RecordPublication: RECORD } = elements.pressRelease;

/** What a step after a meeting leaves in its own tables, in the transaction of the step. @rule art-27 */
export async function carryOutAfterMeeting(sql: PoolClient, { step, result }: Conclusion): Promise<void> {
  if (!result.accepted || step.elementId !== RECORD) return;
  await insertPublication(sql, {
    elementInstanceKey: step.elementInstanceKey,
    caseId: step.caseId,
    words: result.opinion,
    recordedBy: result.actor,
    at: result.actedAt,
  });
}
