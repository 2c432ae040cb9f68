import type { CountersignPlace } from '../../db/countersign/place';
import { findPlaceOfInstance } from '../../db/countersign/place';
import type { Queryable } from '../../db/pool';
import type { RunningCase } from '../../db/runningCases';
import { findRunningCase, isInstanceOf } from '../../db/runningCases';
import type { Job } from '../../engine/jobStreams';
import { NotYet, PermanentError } from '../runJob';

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

/**
 * The same for a step that may be of a countersigning: round and request are those which this process instance took up.
 * What has ended in the record meanwhile ends in the engine next, so nothing more is opened.
 */
export async function requireOwnStep(
  sql: Queryable,
  caseId: string,
  job: Job,
): Promise<{ running: RunningCase; place: CountersignPlace | null }> {
  const place = await findPlaceOfInstance(sql, job.processInstanceKey);
  if (!place) return { running: await requireOwnCase(sql, caseId, job), place };
  if (place.caseId !== caseId) throw new PermanentError('本流程实例不是会签此件的实例，不得办理此件');
  const running = await findRunningCase(sql, caseId);
  if (!running) throw new PermanentError('未查到本件的登记，请运行 npm run doctor 核对');
  const hasEnded = place.roundState === 'closed' || (place.request && place.request.state !== 'open');
  if (hasEnded) throw new NotYet('会签已经有了结果，等引擎结束本环节');
  return { running, place };
}
