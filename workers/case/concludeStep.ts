import type { PoolClient } from 'pg';
import { faultOfMinutes } from '../../db/afterMeeting/minutesFault';
import { faultOfOverrun } from '../../db/afterMeeting/overrun';
import { listStandingSteps } from '../../db/agreements';
import { countersignFault } from '../../db/countersign/faults';
import type { CountersignPlace } from '../../db/countersign/place';
import { findPlaceOfStep } from '../../db/countersign/place';
import { faultOfSigning } from '../../db/countersign/toBeHeard';
import { endWatch } from '../../db/deadlineWatch';
import { faultOfMeeting } from '../../db/meetings/meetingFaults';
import { faultOfTopic } from '../../db/meetings/topicFaults';
import { appendLedger } from '../../db/ledger';
import { rerouteKey } from '../../db/reroutings';
import type { RunningCase } from '../../db/runningCases';
import { findRunningCase } from '../../db/runningCases';
import { findStandingSignature } from '../../db/signatures';
import { questionsOf } from '../../db/stepQuestions';
import type { Completion, Step, StepResult } from '../../db/steps';
import { closeStep, findCompletion, findStepResult, insertStepResult, lockStep } from '../../db/steps';
import type { CurrentTerms } from '../../db/stepTerms';
import { isOfRoute, stepTerms } from '../../db/stepTerms';
import { withTransaction } from '../../db/transaction';
import { findLatestVersion } from '../../db/versions';
import { withdrawKey } from '../../db/withdrawals';
import { capacityInFull } from '../../domain/people/nameOfCapacity';
import type { ReadingInputs } from '../../domain/routing';
import { readingInputs } from '../../domain/routing';
import { judgeCompletion } from '../../domain/steps/judgeCompletion';
import type { Judgement } from '../../domain/steps/judgeCompletion';
import { signingOf, signsPapers } from '../../domain/steps/signing';
import type { WorkerDeps } from '../deps';
import { NotYet, PermanentError } from '../runJob';
import { carryOut, freezeIfDecided, ledgerEntry } from './carryOut';
import type { Conclusion } from './conclusion';
import { carryOutAfterMeeting } from '../afterMeeting/carryOutAfterMeeting';
import { carryOutCountersign } from '../countersign/carryOutCountersign';
import { freezeAgenda } from '../meeting/carryOutMeeting';
import { carryOutInvitation, invitationFault } from '../invitation/carryOut';
import { carryOutLeave } from '../leave/carryOutLeave';
import { carryOutRegionalMeeting, regionalMeetingFault } from '../regionalMeeting/carryOut';
import { carryOutTopic } from '../topic/carryOutTopic';

/** What the diagram goes by after a human step. */
export interface Concluded {
  /** The decision, or "refused" where the act does not count. */
  outcome: string;
  /** The case's present title: a revised draft may have another. */
  title: string;
  /** Under which the engine waits for a withdrawal from here on. */
  withdrawKey: string;
  /** Element ids of the steps whose agreement stands for the present text. */
  keptSteps: string[];
  isSigned: boolean;
  /** 适用口径 by which the case is judged, as decision tables ask for them. */
  readings: ReadingInputs;
  /** Under which the engine waits for another route from here on. */
  rerouteKey: string;
}

/** The feed is milliseconds behind the job; waiting here is cheaper than giving the job back. */
const FEED_MILLISECONDS = 3_000;

/**
 * Takes the engine's word for a completed human step into the record: whose act it was, whether it was his at
 * that moment, and what follows (laws 2, 3). One transaction and one result per step; a second job finds it.
 *
 * @param also what else belongs into the same transaction
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
    if (done) return concluded(deps, sql, done);

    const completion = await findCompletion(sql, elementInstanceKey);
    if (completion?.state !== 'completed' || !completion.endedAt) {
      throw new NotYet('引擎的办结记录尚未送达，稍后自动再试');
    }
    const conclusion = await judge(deps, sql, step, completion);
    const { result } = conclusion;
    if (result.accepted) await freezeIfDecided(deps, sql, result);
    await freezeAgenda(deps, sql, conclusion);
    await insertStepResult(sql, result);
    await closeStep(sql, elementInstanceKey, result.accepted ? 'accepted' : 'refused');
    await endWatch(sql, step.caseId, elementInstanceKey);
    await appendLedger(sql, ledgerEntry(deps, conclusion));
    if (result.accepted) await carryOut(deps, sql, conclusion);
    await carryOutCountersign(deps, sql, conclusion);
    await carryOutAfterMeeting(sql, conclusion);
    await carryOutLeave(deps, sql, conclusion);
    await carryOutRegionalMeeting(sql, conclusion);
    await carryOutInvitation(sql, conclusion);
    await carryOutTopic(deps, sql, conclusion);
    await also(sql, conclusion);
    return concluded(deps, sql, result);
  });
}

async function concluded(deps: WorkerDeps, sql: PoolClient, result: StepResult): Promise<Concluded> {
  const { caseId } = result;
  const running = await findRunningCase(sql, caseId);
  if (!running) throw new PermanentError('未查到本件的登记，请运行 npm run doctor 核对');
  return {
    outcome: result.accepted ? result.decision : 'refused',
    title: running.title,
    withdrawKey: await withdrawKey(sql, caseId),
    keptSteps: await listStandingSteps(sql, deps.office, running),
    isSigned: (await findStandingSignature(sql, caseId)) !== null,
    readings: readingInputs(deps.office.readings, running.readings),
    rerouteKey: rerouteKey(caseId, running.reroutings),
  };
}

async function judge(
  deps: WorkerDeps,
  sql: PoolClient,
  step: Step,
  completion: Completion,
): Promise<Conclusion> {
  const running = await findRunningCase(sql, step.caseId);
  const place = await findPlaceOfStep(sql, step.elementInstanceKey);
  const version = place
    ? { id: place.versionId, sha256: place.versionSha256 }
    : await findLatestVersion(sql, step.caseId);
  if (!running || !version || !completion.endedAt) {
    throw new PermanentError('未查到本件的登记，请运行 npm run doctor 核对');
  }
  if (running.status !== 'in-progress') throw new PermanentError('此件已经办结，不得再登记意见');
  const endedAt = soundMoment(completion.endedAt, step, deps);
  const actedAt = completion.intent?.declaredAt ?? endedAt;
  const terms = await stepTerms(sql, deps.office, running, step.elementId, actedAt, undefined, place);
  const overtaken = reroutedSince(running, step, terms);
  const judged = judgeCompletion(
    {
      assignee: completion.assignee,
      endedAt,
      variables: completion.variables ?? {},
      intent: completion.intent,
    },
    {
      act: terms.step.act,
      decisions: step.decisions,
      meanings: deps.office.vocabulary.decisions,
      questions: await questionsOf(sql, deps.office, running, terms),
      versionSha256: version.sha256,
      article: terms.rule.article,
      lawful: terms.lawful,
      void: overtaken,
    },
    terms.people,
  );
  const fault = judged.accepted ? await faultOfAct(deps, sql, step, running, place, judged) : null;
  const judgement = fault ? { ...judged, accepted: false, refusal: fault } : judged;
  const result: StepResult = {
    elementInstanceKey: step.elementInstanceKey,
    caseId: step.caseId,
    personId: judgement.personId,
    postId: judgement.postId,
    actor: actorOf(judgement),
    decision: judgement.decision,
    opinion: judgement.opinion,
    details: judgement.details,
    source: judgement.source,
    grade: judgement.source === 'intent' || deps.engineReach === 'closed' ? 'trusted' : 'demo',
    intentId: judgement.intentId,
    versionSha256: judgement.versionSha256,
    versionId: version.id,
    delegationId: judgement.onBehalfOf?.delegationId ?? null,
    actedAt: judgement.actedAt,
    accepted: judgement.accepted,
    refusal: judgement.refusal,
    rule: terms.rule,
  };
  return { step, result, judgement, terms, running, place, isVoid: overtaken !== null };
}

/** What stands against an act that was this person's to do: in a countersigning, or because one isn't done yet. */
async function faultOfAct(
  deps: WorkerDeps,
  sql: PoolClient,
  { elementId }: Step,
  running: RunningCase,
  place: CountersignPlace | null,
  judged: Judgement,
): Promise<string | null> {
  if (place) return countersignFault(sql, deps.office, place, { ...judged, elementId });
  const act = { elementId, decision: judged.decision };
  const overrun = await faultOfOverrun(sql, deps.office, running, act, judged.actedAt);
  if (overrun) return overrun;
  const fault =
    (await faultOfMinutes(sql, deps.office, running.id, judged.decision)) ??
    (await faultOfTopic(sql, deps.office, running, judged.decision)) ??
    (await regionalMeetingFault(sql, running, elementId)) ??
    (await invitationFault(sql, deps.office, running, act, judged.actedAt)) ??
    (await faultOfMeeting(sql, deps.office, running, {
      elementId,
      decision: judged.decision,
      at: judged.actedAt,
    }));
  if (fault || !signsPapers(running.processId)) return fault;
  const signs = deps.office.vocabulary.decisions.some((one) => one.id === judged.decision && one.signs);
  if (!signs || elementId !== signingOf(running.processId).sign) return null;
  return faultOfSigning(sql, running);
}

/** A step of the old route, where the route was determined anew while it stood open: nothing done in it counts. */
function reroutedSince({ reroutedAt }: RunningCase, step: Step, terms: CurrentTerms): string | null {
  if (!isOfRoute(terms.step) || !reroutedAt || reroutedAt < step.openedAt) return null;
  return '此件已按现行的适用口径重新确定路线，在原来的路线上所作的不作数';
}

/** 常务副专员郑怀朔（受专员艾力亚尔·玉苏普委托）. */
function actorOf({ postLabel, personName, onBehalfOf }: Judgement): string {
  return capacityInFull({ postLabel, personName, ...(onBehalfOf ? { onBehalfOf } : {}) });
}

/**
 * A restarted engine runs by the machine's clock until it is aligned: what it dates before the step was even
 * opened happened now.
 */
function soundMoment(endedAt: Date, step: Step, deps: WorkerDeps): Date {
  return endedAt < step.openedAt ? deps.clock.now() : endedAt;
}
