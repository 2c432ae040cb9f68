import type { PoolClient } from 'pg';
import { appendLedger } from '../../db/ledger';
import { findRunningCase } from '../../db/runningCases';
import { voidSignatures } from '../../db/signatures';
import type { Completion, Step, StepResult } from '../../db/steps';
import { closeStep, findCompletion, findStepResult, insertStepResult, lockStep } from '../../db/steps';
import { withTransaction } from '../../db/transaction';
import { findLatestVersion, freezeVersion } from '../../db/versions';
import type { Judgement } from '../../domain/steps/judgeCompletion';
import { judgeCompletion } from '../../domain/steps/judgeCompletion';
import type { WorkerDeps } from '../deps';
import { NotYet, PermanentError } from '../runJob';
import type { CurrentTerms } from '../../db/stepTerms';
import { stepTerms } from '../../db/stepTerms';

export interface Conclusion {
  step: Step;
  result: StepResult;
  judgement: Judgement;
  terms: CurrentTerms;
}

export interface Concluded {
  outcome: string;
  title: string;
}

/** The feed is milliseconds behind the job; waiting here is cheaper than giving the job back. */
const FEED_MILLISECONDS = 3_000;

/**
 * Takes the engine's word for a completed human step into the record: whose act it was, whether it was his at
 * that moment, and what follows (laws 2, 3). One transaction and one result per step; a second job finds it.
 *
 * @param also what else belongs into the same transaction
 * @returns the decision, or "refused" where the act does not count; and the case's present title
 */
export async function concludeStep(
  deps: WorkerDeps,
  elementInstanceKey: string,
  processInstanceKey: string,
  also: (sql: PoolClient, conclusion: Conclusion) => Promise<void> = async () => undefined,
): Promise<Concluded> {
  await deps.inbox.until(elementInstanceKey, FEED_MILLISECONDS, async () => {
    const completion = await findCompletion(deps.pool, elementInstanceKey);
    return completion?.state === 'completed' ? completion : undefined;
  });
  return withTransaction(deps.pool, async (sql) => {
    const step = await lockStep(sql, elementInstanceKey);
    if (step?.processInstanceKey !== processInstanceKey) {
      throw new PermanentError('未查到本环节的登记，请运行 npm run doctor 核对');
    }
    const done = await findStepResult(sql, elementInstanceKey);
    if (done) return concluded(sql, done);

    const completion = await findCompletion(sql, elementInstanceKey);
    if (completion?.state !== 'completed' || !completion.endedAt) {
      throw new NotYet('引擎的办结记录尚未送达，稍后自动再试');
    }
    const conclusion = await judge(deps, sql, step, completion);
    await insertStepResult(sql, conclusion.result);
    await closeStep(sql, elementInstanceKey, conclusion.result.accepted ? 'accepted' : 'refused');
    await appendLedger(sql, ledgerEntry(deps, conclusion));
    if (conclusion.result.accepted) await carryOut(deps, sql, conclusion);
    await also(sql, conclusion);
    return concluded(sql, conclusion.result);
  });
}

async function concluded(sql: PoolClient, result: StepResult): Promise<Concluded> {
  const running = await findRunningCase(sql, result.caseId);
  return { outcome: result.accepted ? result.decision : 'refused', title: running?.title ?? '' };
}

async function judge(
  deps: WorkerDeps,
  sql: PoolClient,
  step: Step,
  completion: Completion,
): Promise<Conclusion> {
  const running = await findRunningCase(sql, step.caseId);
  const version = await findLatestVersion(sql, step.caseId);
  if (!running || !version || !completion.endedAt) {
    throw new PermanentError('未查到本件的登记，请运行 npm run doctor 核对');
  }
  if (running.status !== 'in-progress') throw new PermanentError('此件已经办结，不得再登记意见');
  const endedAt = soundMoment(completion.endedAt, step, deps);
  const actedAt = completion.intent?.declaredAt ?? endedAt;
  const terms = await stepTerms(sql, deps.office.holders, running, step.elementId, actedAt);
  const judgement = judgeCompletion(
    {
      assignee: completion.assignee,
      endedAt,
      variables: completion.variables ?? {},
      intent: completion.intent,
    },
    {
      act: terms.step.act,
      decisions: step.decisions,
      decisionsWithReasons: deps.office.vocabulary.decisions
        .filter((decision) => decision.needsReasons)
        .map((decision) => decision.id),
      versionSha256: version.sha256,
      article: terms.rule.article,
      lawful: terms.lawful,
    },
    terms.people,
  );
  const result: StepResult = {
    elementInstanceKey: step.elementInstanceKey,
    caseId: step.caseId,
    personId: judgement.personId,
    postId: judgement.postId,
    actor: `${judgement.postLabel}${judgement.personName}`,
    decision: judgement.decision,
    opinion: judgement.opinion,
    source: judgement.source,
    grade: judgement.source === 'intent' || deps.engineReach === 'closed' ? 'trusted' : 'demo',
    intentId: judgement.intentId,
    versionSha256: judgement.versionSha256,
    actedAt: judgement.actedAt,
    accepted: judgement.accepted,
    refusal: judgement.refusal,
    rule: terms.rule,
  };
  return { step, result, judgement, terms };
}

/**
 * A restarted engine runs by the machine's clock until it is aligned: what it dates before the step was even
 * opened happened now.
 */
function soundMoment(endedAt: Date, step: Step, deps: WorkerDeps): Date {
  return endedAt < step.openedAt ? deps.clock.now() : endedAt;
}

function ledgerEntry(
  deps: WorkerDeps,
  { step, result, judgement }: Conclusion,
): Parameters<typeof appendLedger>[1] {
  const decision = deps.office.vocabulary.decisions.find((candidate) => candidate.id === result.decision);
  const decided = `${step.act}：${decision?.label ?? result.decision}`;
  return {
    caseId: step.caseId,
    kind: result.accepted ? 'step-done' : 'step-refused',
    personId: judgement.personId,
    actor: judgement.personName,
    capacity: judgement.postLabel || null,
    summary: result.accepted ? decided : `不予采认：${result.refusal}`,
    data: {
      elementId: step.elementId,
      decision: result.decision,
      opinion: result.opinion,
      source: result.source,
      grade: result.grade,
      versionSha256: result.versionSha256,
    },
    rule: result.rule,
    effectKey: `step-ended:${step.elementInstanceKey}`,
    at: result.actedAt,
  };
}

/** What an accepted decision entails beyond its own record. */
async function carryOut(deps: WorkerDeps, sql: PoolClient, { step, result }: Conclusion): Promise<void> {
  const decision = deps.office.vocabulary.decisions.find((candidate) => candidate.id === result.decision);
  if (decision?.freezesVersion && result.personId) {
    const version = await freezeVersion(sql, {
      caseId: step.caseId,
      createdBy: result.personId,
      effectKey: `version:${step.elementInstanceKey}`,
    });
    await sql.query('update cases set title = $2 where id = $1', [step.caseId, version.content.title]);
  }
  // Law 3: nothing signed survives a return; what comes back is signed anew.
  if (decision?.voidsSignatures)
    await voidSignatures(sql, step.caseId, `${result.actor}退回：${result.opinion}`);
}
