import type { CountersignPlace } from '../../db/countersign/place';
import { findPlaceOfInstance } from '../../db/countersign/place';
import type { Queryable } from '../../db/pool';
import type { Job } from '../../engine/jobStreams';
import { PermanentError } from '../runJob';

/** The round that this process instance took up; never the one that a variable names. */
export async function requireOwnRound(sql: Queryable, job: Job): Promise<CountersignPlace> {
  const place = await findPlaceOfInstance(sql, job.processInstanceKey);
  if (!place || place.request) throw new PermanentError('本流程实例没有承办任何一轮会签，不得继续');
  return place;
}
