import type { PoolClient } from 'pg';
import { z } from 'zod';
import { listNotCarried } from '../../db/afterMeeting/minutesFault';
import { deadlineSetByMeeting } from '../../db/afterMeeting/setDeadline';
import { describeArrival } from '../../db/arrivals';
import { currentCalendar } from '../../db/calendar';
import type { CountersignPlace } from '../../db/countersign/place';
import { silenceCounts } from '../../db/countersign/place';
import { beginWatch } from '../../db/deadlineWatch';
import { beforeTheMeeting } from '../../db/invitations/deadline';
import { appendLedger } from '../../db/ledger';
import { describeOpinionsSoFar } from '../../db/opinionsSoFar';
import type { RunningCase } from '../../db/runningCases';
import { questionsOf } from '../../db/stepQuestions';
import type { NewStep } from '../../db/steps';
import { listEarlierOpenings, openStep as insertStep } from '../../db/steps';
import type { CurrentTerms } from '../../db/stepTerms';
import { stepTerms } from '../../db/stepTerms';
import { withTransaction } from '../../db/transaction';
import { findLatestVersion } from '../../db/versions';
import { notCarriedInWords } from '../../domain/meetings/correctedMinutes';
import { capacitiesOnForm } from '../../domain/people/capacitiesOnForm';
import { capacityInFull } from '../../domain/people/nameOfCapacity';
import { articleInWords } from '../../domain/routing/ruleInWords';
import { editPageOf } from '../../domain/steps/editPages';
import { dueLabel } from '../../domain/steps/dueLabel';
import { planNotices } from '../../domain/steps/notices';
import { stageDeadline } from '../../domain/steps/stageDeadline';
import type { Job } from '../../engine/jobStreams';
import type { WorkerDeps } from '../deps';
import { defineWorker, PermanentError } from '../runJob';
import { deadlineOfRequest, describePlace } from './countersignStep';
import { endOpenRound } from './endOpenRound';
import { requireOwnStep } from './requireOwnCase';
import { takeTopicBack } from '../topic/carryOutTopic';

/**
 * Start listener of every human step: finds who holds the post now, by when, and says why, before the task
 * exists; and has the deadline watched. Its variables are local to the task.
 *
 * @rule art-47 art-58
 */
export const openStep = defineWorker({
  type: 'case.openStep',
  action: '确定办理人',
  input: z.object({ caseId: z.uuid() }),
  createHandler:
    (deps: WorkerDeps) =>
    async ({ caseId }, job) => {
      const { running, place } = await requireOwnStep(deps.pool, caseId, job);
      if (running.status !== 'in-progress') throw new PermanentError('此件已经办结，不得再送办');
      const now = deps.clock.now();
      const terms = await stepTerms(deps.pool, deps.office, running, job.elementId, now, undefined, place);
      if (terms.lawful.capacities.length === 0) {
        throw new PermanentError(`现无人可${terms.step.act}：${terms.lawful.words}。请补任职后在本页重试`);
      }
      const step = await newStep(deps, { running, terms, place }, job, now);
      await withTransaction(deps.pool, async (sql) => {
        await endOpenRound(deps, sql, running, step.elementId, now);
        await takeTopicBack(sql, running, step.elementId);
        await insertStep(sql, step);
        await recordOpening(sql, step, namesOf(terms), now);
        await watchDeadline(sql, { running, terms, place }, step, now);
      });
      return taskVariables(deps, { running, terms, place }, step);
    },
});

/** The case, who may act in the step and why, and the countersigning that it belongs to. */
interface Subject {
  running: RunningCase;
  terms: CurrentTerms;
  place: CountersignPlace | null;
}

async function newStep(
  deps: WorkerDeps,
  { running, terms, place }: Subject,
  job: Job,
  now: Date,
): Promise<NewStep> {
  const version = await findLatestVersion(deps.pool, running.id);
  const versionId = place?.versionId ?? version?.id;
  if (!versionId) throw new PermanentError('未查到本件的文稿，请运行 npm run doctor 核对');
  const { elementInstanceKey, elementId, processInstanceKey } = job;
  const opening = {
    caseId: running.id,
    elementId,
    elementInstanceKey,
    countersignRoundId: place?.roundId ?? null,
    countersignRequestId: place?.request?.id ?? null,
  };
  const earlier = await listEarlierOpenings(deps.pool, opening);
  const calendar = await currentCalendar(deps.pool);
  const due =
    deadlineOfRequest(place) ??
    (await deadlineSetByMeeting(deps.pool, { ...opening, openedAt: now }, terms.limit, earlier, calendar)) ??
    (await beforeTheMeeting(
      deps.pool,
      { ...opening, openedAt: now },
      stageDeadline(now, terms.limit, earlier, calendar),
    ));
  const arrival = await describeArrival(deps.pool, opening, deps.office.vocabulary.decisions);
  return {
    ...opening,
    processInstanceKey,
    label: terms.step.act,
    act: terms.step.act,
    decisions: terms.step.decisions,
    versionId,
    // What a refusal said of those who may act is said again right after it, unless it is otherwise by now.
    reason: `${arrival.replace(`：${terms.lawful.words}`, '')}${reasonOf(terms)}${await corrections(deps, running.id, place)}`,
    rule: terms.rule,
    openedAt: now,
    dueAt: due.at,
    dueProvisional: due.provisional,
    calendarVersion: due.calendarVersion,
    holders: terms.lawful.capacities,
  };
}

/** Why the step is with them. */
export function reasonOf({ rule, lawful }: CurrentTerms): string {
  return `${rule.words}${lawful.words}。`;
}

/** Of minutes: what they don't say yet of decisions that were corrected since. */
async function corrections(
  { pool }: WorkerDeps,
  caseId: string,
  place: CountersignPlace | null,
): Promise<string> {
  const version = place ? null : await findLatestVersion(pool, caseId);
  const left = version ? await listNotCarried(pool, caseId, version.content.blocks) : [];
  return left.length > 0 ? `${notCarriedInWords(left)}。` : '';
}

export function namesOf({ lawful }: CurrentTerms): string {
  return lawful.capacities.map(capacityInFull).join('、');
}

async function recordOpening(sql: PoolClient, step: NewStep, names: string, now: Date): Promise<void> {
  await appendLedger(sql, {
    caseId: step.caseId,
    kind: 'step-opened',
    personId: null,
    actor: '系统',
    capacity: null,
    summary: `送${names}${step.act}`,
    data: {
      elementId: step.elementId,
      dueAt: step.dueAt.toISOString(),
      provisional: step.dueProvisional,
      calendarVersion: step.calendarVersion,
    },
    rule: step.rule,
    effectKey: `step-opened:${step.elementInstanceKey}`,
    at: now,
  });
}

async function watchDeadline(
  sql: PoolClient,
  { running, terms, place }: Subject,
  step: NewStep,
  now: Date,
): Promise<void> {
  const { dueAt } = step;
  const watched = { openedAt: now, dueAt, silenceCounts: silenceCounts(place) };
  const plan = planNotices(watched, terms.limit, now, await currentCalendar(sql));
  const noticeAt = plan.due ? now : plan.nextAt;
  if (noticeAt) await beginWatch(sql, step, { title: running.title, noticeAt });
}

async function taskVariables(
  deps: WorkerDeps,
  { running, terms, place }: Subject,
  step: NewStep,
): Promise<Record<string, unknown>> {
  // One person in two posts is one candidate.
  const logins = [...new Set(terms.lawful.capacities.map((one) => one.login))];
  const questions = await questionsOf(deps.pool, deps.office, running, terms);
  return {
    stepKey: step.elementInstanceKey,
    // The engine wants a string: empty leaves the task to be claimed by one of the candidates.
    assignee: logins.length === 1 ? logins[0] : '',
    candidateUsers: logins,
    dueDate: step.dueAt.toISOString(),
    priority: terms.limit.priority,
    reason: step.reason,
    ...capacitiesOnForm(terms.lawful.capacities, deps.office.timeZone),
    articleLabel: articleInWords(terms.rule),
    dueLabel: dueLabel(step.dueAt, step.dueProvisional, deps.office.timeZone),
    briefUrl: `${deps.publicUrl}/cases/${running.id}/brief`,
    draftUrl: `${deps.publicUrl}/${editPageOf(running.processId)}/${running.id}`,
    opinionsSoFar: await describeOpinionsSoFar(
      deps.pool,
      running.id,
      deps.office,
      place?.request?.id ?? null,
    ),
    reviewerOptions: questions.reviewers,
    signatoryOptions: questions.signatories,
    namedOptions: questions.named,
    gateStatements: questions.statements,
    exceptedOptions: questions.listed,
    roundLabel: place
      ? describePlace(place, {
          office: deps.office,
          people: terms.people,
          calendar: await currentCalendar(deps.pool),
          publicUrl: deps.publicUrl,
          now: deps.clock.now(),
        })
      : '',
  };
}
