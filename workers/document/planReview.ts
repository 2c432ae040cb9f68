import type { PoolClient } from 'pg';
import { z } from 'zod';
import { findLastActor, listStandingSteps } from '../../db/agreements';
import { findPicks } from '../../db/choices';
import { appendLedger } from '../../db/ledger';
import type { RunningCase } from '../../db/runningCases';
import type { CurrentTerms } from '../../db/stepTerms';
import { narrowed, stepTerms } from '../../db/stepTerms';
import { withTransaction } from '../../db/transaction';
import { elements } from '../../domain/generated/ids';
import { capacityLabel } from '../../domain/people/nameOfCapacity';
import type { Lawful } from '../../domain/people/types';
import type { WorkerDeps } from '../deps';
import { requireOwnCase } from '../case/requireOwnCase';
import { defineWorker, PermanentError } from '../runJob';
import { reviewedByUnit } from './reviewedByUnit';

const { userTask_ReviewByLeader: REVIEW, userTask_SignAndIssue: SIGN } = elements.documentApproval;

/**
 * 核对是否须经审核: whether the route asks for a review that has not been given for this text. Where reviewer and
 * signatory are the same person the two steps are one (articles.md, reading 4); so are the drafting unit's review and this
 * one, where one person in one post is asked for both and the office's reading says so.
 *
 * @rule art-40 art-47
 */
export const planReview = defineWorker({
  type: 'document.planReview',
  action: '核对是否须经审核',
  input: z.object({ caseId: z.uuid() }),
  createHandler:
    (deps: WorkerDeps) =>
    async ({ caseId }, job) =>
      withTransaction(deps.pool, async (sql) => {
        const running = await requireOwnCase(sql, caseId, job);
        const terms = await stepTerms(sql, deps.office, running, SIGN, deps.clock.now());
        if (terms.route.outcome === 'refuse') {
          throw new PermanentError(`按规则此件不能办理：${terms.route.words}`);
        }
        const why = await reasonToPass(deps, sql, running, terms);
        if (why !== null && terms.route.reviewers.length > 0) {
          await appendLedger(sql, {
            caseId,
            kind: 'review-passed-over',
            personId: null,
            actor: '系统',
            capacity: null,
            summary: why,
            rule: terms.rule,
            effectKey: `review-planned:${job.key}`,
          });
        }
        return { reviewNeeded: why === null };
      }),
});

/** A review that was given by another route counts for this one where this one asks the same person. */
async function isOfThisRoute(sql: PoolClient, running: RunningCase, reviewers: Lawful): Promise<boolean> {
  if (!running.reroutedAt) return true;
  const last = await findLastActor(sql, running.id, REVIEW);
  if (!last || last.actedAt > running.reroutedAt) return true;
  return reviewers.capacities.some(
    ({ personId, postId }) => personId === last.personId && postId === last.postId,
  );
}

/** Why no review is needed; null where one is. */
async function reasonToPass(
  deps: WorkerDeps,
  sql: PoolClient,
  running: RunningCase,
  { route, lawful, reviewers }: CurrentTerms,
): Promise<string | null> {
  if (route.reviewers.length === 0) return '不须审核';
  const standing = await listStandingSteps(sql, deps.office, running);
  if (standing.includes(REVIEW) && (await isOfThisRoute(sql, running, reviewers)))
    return '审核意见对现稿仍然有效，不再重复审核';
  const [signer, ...others] = lawful.capacities;
  // Of several the Office picked one: that the signer might have reviewed too makes no two steps one.
  const { reviewer } = await findPicks(sql, running.id);
  const asked = narrowed(reviewers, reviewer).capacities;
  const done = await reviewedByUnit(deps, sql, running, asked);
  if (done) return `${capacityLabel(done)}已以主办单位主要负责人审核过这一稿，不再重复审核`;
  const isBoth = signer && others.length === 0 && asked.some(({ personId }) => personId === signer.personId);
  return isBoth ? `审核人与${route.act}人同为${signer.personName}，两步并作一步` : null;
}
