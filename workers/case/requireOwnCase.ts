import type { Queryable } from '../../db/pool';
import type { RunningCase } from '../../db/runningCases';
import { findRunningCase, isInstanceOf } from '../../db/runningCases';
import type { Job } from '../../engine/jobStreams';
import { PermanentError } from '../runJob';

/**
 * The case of a job, for the process instance that took it up and as long as it is being handled. Anyone who
 * reaches the engine can start an instance anywhere in the diagram and name any case in its variables: such an
 * instance gets an incident, and touches nothing.
 */
export async function requireOwnCase(sql: Queryable, caseId: string, job: Job): Promise<RunningCase> {
  const running = await findRunningCase(sql, caseId);
  if (!running) throw new PermanentError('未查到本件的登记，请运行 npm run doctor 核对');
  if (!(await isInstanceOf(sql, caseId, job.processInstanceKey))) {
    throw new PermanentError('本流程实例不是承办此件的实例，不得办理此件');
  }
  return running;
}
