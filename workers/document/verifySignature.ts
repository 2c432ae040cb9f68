import { isDeepStrictEqual } from 'node:util';
import type { PoolClient } from 'pg';
import { z } from 'zod';
import { findPicks } from '../../db/choices';
import { insertSignature } from '../../db/signatures';
import { listStandingSteps } from '../../db/agreements';
import { findNewestStep } from '../../db/steps';
import { narrowed } from '../../db/stepTerms';
import { capacityLabel } from '../../domain/people/nameOfCapacity';
import type { SignatoryRoute } from '../../domain/routing/facts';
import type { WorkerDeps } from '../deps';
import type { Conclusion } from '../case/conclusion';
import { concludeStep } from '../case/concludeStep';
import { requireOwnCase } from '../case/requireOwnCase';
import { signingOf } from '../../domain/steps/signing';
import { elements } from '../../domain/generated/ids';
import { defineWorker, PermanentError } from '../runJob';
import { reviewedByUnit } from './reviewedByUnit';

const { userTask_ReviewByLeader: REVIEW_ELEMENT } = elements.documentApproval;

type RouteField = 'outcome' | 'reviewers' | 'signatories' | 'act';

/**
 * 核验签发权限: a signature counts only if it was the signer's to give at that moment; otherwise the article is
 * named and the step opens again.
 *
 * @rule art-47 art-5 art-48
 */
export const verifySignature = defineWorker({
  type: 'document.verifySignature',
  action: '核验签发权限',
  input: z.object({
    caseId: z.uuid(),
    route: z.object({
      outcome: z.string(),
      reviewers: z.array(z.string()),
      signatories: z.array(z.string()),
      act: z.string(),
    }),
  }),
  createHandler:
    (deps: WorkerDeps) =>
    async ({ caseId, route }, job) => {
      // Not from a variable: whoever completes a task can set any variable of it.
      const running = await requireOwnCase(deps.pool, caseId, job);
      const { sign } = signingOf(running.processId);
      const signStep = await findNewestStep(deps.pool, job.processInstanceKey, sign);
      if (!signStep) throw new PermanentError('未查到签发环节的登记，请运行 npm run doctor 核对');
      const concluded = await concludeStep(
        deps,
        signStep,
        job.processInstanceKey,
        async (sql, conclusion) => {
          if (conclusion.step.caseId !== caseId) throw new PermanentError('签发环节不属于本办件');
          // A route that was given up is other than the record's, and says so itself.
          if (!conclusion.isVoid) requireSameRoute(route, conclusion.terms.route);
          if (!isSignature(deps, conclusion)) return;
          await requireReview(deps, sql, conclusion);
          await insertSignature(sql, signatureOf(conclusion));
        },
      );
      return { ...concluded };
    },
});

/** Law 6: the engine's route must be the record's; a difference is an incident, not a route. */
function requireSameRoute(inEngine: Record<RouteField, unknown>, inRecord: SignatoryRoute): void {
  const fields: RouteField[] = ['outcome', 'reviewers', 'signatories', 'act'];
  const differing = fields.filter((field) => !isDeepStrictEqual(inEngine[field], inRecord[field]));
  if (differing.length === 0) return;
  const shown = differing.map(
    (field) => `${field} ${String(inEngine[field])}，应为 ${String(inRecord[field])}`,
  );
  throw new PermanentError(`流程中的签发人和审核人与依库中事实得出的不一致：${shown.join('；')}`);
}

/**
 * Where the route asks for a review, the text that is signed must have passed it, but for changes that the table lets
 * stand; a signer who might have reviewed it himself does both at once (art 47; articles.md, reading 4), and whoever agreed to
 * it as head of its drafting unit needn't again where a reading says so.
 */
async function requireReview(
  deps: WorkerDeps,
  sql: PoolClient,
  { step, judgement, terms, running }: Conclusion,
): Promise<void> {
  if (terms.route.reviewers.length === 0) return;
  if (terms.reviewers.capacities.some(({ personId }) => personId === judgement.personId)) return;
  const standing = await listStandingSteps(sql, deps.office, {
    id: step.caseId,
    processId: running.processId,
    ruleSetHash: terms.ruleSet.hash,
  });
  if (standing.includes(REVIEW_ELEMENT)) return;
  const { reviewer } = await findPicks(sql, step.caseId);
  if (await reviewedByUnit(deps, sql, running, narrowed(terms.reviewers, reviewer).capacities)) return;
  throw new PermanentError('此件依规则须先经审核，而现行文稿没有审核通过的记录');
}

/** Only some decisions sign; returning the document leaves no signature. */
function isSignature({ office }: WorkerDeps, { result }: Conclusion): boolean {
  return (
    result.accepted && office.vocabulary.decisions.some((one) => one.id === result.decision && one.signs)
  );
}

function signatureOf({ step, result, judgement, terms }: Conclusion): Parameters<typeof insertSignature>[1] {
  if (!judgement.personId || !judgement.postId) throw new PermanentError('签发人身份不明');
  return {
    caseId: step.caseId,
    elementInstanceKey: step.elementInstanceKey,
    versionId: result.versionId,
    versionSha256: result.versionSha256,
    personId: judgement.personId,
    postId: judgement.postId,
    personName: judgement.personName,
    postLabel: judgement.postLabel,
    act: terms.step.act,
    grade: result.grade,
    rule: terms.rule,
    signedAt: result.actedAt,
    delegationId: result.delegationId,
    onBehalfOf: judgement.onBehalfOf ? capacityLabel(judgement.onBehalfOf) : null,
  };
}
