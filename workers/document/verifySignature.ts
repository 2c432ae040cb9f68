import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { insertSignature } from '../../db/signatures';
import { findNewestStep } from '../../db/steps';
import type { WorkerDeps } from '../deps';
import type { Conclusion } from '../case/concludeStep';
import { concludeStep } from '../case/concludeStep';
import { elements } from '../../engine/generated/ids';
import { defineWorker, PermanentError } from '../runJob';

const SIGN_ELEMENT = elements.documentApproval.userTask_SignAndIssue;

/**
 * 核验签发权限: a signature counts only if it was the signer's to give at that moment; otherwise the article is
 * named and the step opens again.
 *
 * @rule art-47 art-5
 */
export const verifySignature = defineWorker({
  type: 'document.verifySignature',
  action: '核验签发权限',
  input: z.object({
    caseId: z.uuid(),
    route: z.object({ signatories: z.array(z.string()) }).loose(),
  }),
  createHandler:
    (deps: WorkerDeps) =>
    async ({ caseId, route }, job) => {
      // Not from a variable: whoever completes a task can set any variable of it.
      const signStep = await findNewestStep(deps.pool, job.processInstanceKey, SIGN_ELEMENT);
      if (!signStep) throw new PermanentError('库中没有签发环节的记录');
      const outcome = await concludeStep(deps, signStep, async (sql, conclusion) => {
        if (conclusion.step.caseId !== caseId) throw new PermanentError('签发环节不属于本办件');
        // Law 6: the engine's route must be the record's; a difference is an incident, not a route.
        if (!isDeepStrictEqual(route.signatories, conclusion.terms.route.signatories)) {
          throw new PermanentError(
            `流程中的签发人（${route.signatories.join('、')}）与依库中事实得出的（${conclusion.terms.route.signatories.join('、')}）不一致`,
          );
        }
        if (isSignature(deps, conclusion)) await insertSignature(sql, signatureOf(conclusion));
      });
      return { outcome };
    },
});

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
    versionId: step.versionId,
    versionSha256: result.versionSha256,
    personId: judgement.personId,
    postId: judgement.postId,
    personName: judgement.personName,
    postLabel: judgement.postLabel,
    act: terms.step.act,
    grade: result.grade,
    rule: terms.rule,
    signedAt: result.actedAt,
  };
}
