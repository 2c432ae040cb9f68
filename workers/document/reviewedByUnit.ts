import type { PoolClient } from 'pg';
import { findLastActor } from '../../db/agreements';
import type { RunningCase } from '../../db/runningCases';
import { findLatestVersion } from '../../db/versions';
import { elements } from '../../domain/generated/ids';
import type { Capacity } from '../../domain/people/types';
import { readingSettings } from '../../domain/routing/readings';
import type { WorkerDeps } from '../deps';

const { userTask_ReviewByDraftingUnit: REVIEW_BY_UNIT } = elements.documentApproval;

/**
 * The one who is to review, where he agreed to this very text as head of the unit that drafted it, in the same post, and the
 * office's reading lets that stand; null otherwise, and where any of several may review.
 *
 * @rule art-40 art-47
 */
export async function reviewedByUnit(
  { office }: Pick<WorkerDeps, 'office'>,
  sql: PoolClient,
  running: Pick<RunningCase, 'id' | 'readings'>,
  asked: readonly Capacity[],
): Promise<Capacity | null> {
  const [one, ...others] = asked;
  if (!one || others.length > 0) return null;
  if (readingSettings(office.readings, running.readings).unitReview !== 'stands') return null;
  const last = await findLastActor(sql, running.id, REVIEW_BY_UNIT);
  const version = await findLatestVersion(sql, running.id);
  const agrees = office.vocabulary.decisions.some(
    ({ id, agrees: passes }) => id === last?.decision && passes,
  );
  const isHis = last?.personId === one.personId && last.postId === one.postId;
  return agrees && isHis && last.versionId === version?.id ? one : null;
}
