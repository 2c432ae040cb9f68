import { isDeepStrictEqual } from 'node:util';
import type { Account } from '../../db/accounts';
import { faultOfMinutes } from '../../db/afterMeeting/minutesFault';
import { countersignFault } from '../../db/countersign/faults';
import { findPlaceOfStep } from '../../db/countersign/place';
import { faultOfMeeting } from '../../db/meetings/meetingFaults';
import { faultOfTopic } from '../../db/meetings/topicFaults';
import { declareIntent, findIntentState } from '../../db/intents';
import type { Intent } from '../../db/intents';
import { enqueue } from '../../db/outbox';
import type { Queryable } from '../../db/pool';
import { findTask, lockTask } from '../../db/readModels/taskList';
import type { TaskView } from '../../db/readModels/taskList';
import { loadStepQuestions } from '../../db/stepQuestions';
import { findRunningCase } from '../../db/runningCases';
import { findHeldCapacities } from '../../db/stepHolders';
import { loadRuleSet } from '../../db/ruleSets';
import { isOfRoute } from '../../db/stepTerms';
import { lockStep } from '../../db/steps';
import { withTransaction } from '../../db/transaction';
import { faultOfDetails, relevantDetails } from '../../domain/steps/checkDetails';
import type { StepDetails } from '../../domain/steps/details';
import type { Dependencies } from '../dependencies';
import { labelOf } from '../office';
import { conflict, forbidden, notFound, refusedByRule, unacceptable } from '../problems';

const CONFIRMATION_MILLISECONDS = 5000;

export interface Declaration {
  decision: string;
  opinion: string;
  versionSha256: string;
  reviewer?: string | undefined;
  signatory?: string | undefined;
  named?: string | undefined;
  confirmations: string[];
  excepted?: string[] | undefined;
  proposedWording?: string | undefined;
  replyNumber?: string | undefined;
  replyLetterId?: string | undefined;
  /** In which of his posts, where he has the step in several. */
  postId?: string | undefined;
}

/**
 * Completes a step in a person's name (law 2): writes the intent and what the engine is to be told in one
 * transaction, then waits up to 5 s for the engine to confirm it. `pending` means that it is still on its way.
 */
export async function completeTask(
  deps: Dependencies,
  account: Account,
  userTaskKey: string,
  declaration: Declaration,
): Promise<'confirmed' | 'pending'> {
  const intent = await withTransaction(deps.pool, async (sql) => {
    const task = await lockTaskAndStep(sql, userTaskKey);

    const postId = await capacityOf(sql, task, account, declaration.postId);
    requireOpen(task);
    await requireThisRoute(sql, task);
    const { decision, opinion, versionSha256 } = declaration;
    const declared = {
      elementInstanceKey: task.elementInstanceKey,
      personId: account.personId,
      postId,
      decision,
      opinion,
      versionSha256,
      details: await soundDetails(deps, sql, task, declaration),
    };

    const standing = await declareIntent(sql, declared);
    if (!isSame(standing, declared)) {
      throw conflict(
        'already-declared',
        '已有人提交',
        '本环节已有人提交意见，正在办理，不能再改。请刷新办件页面查看。',
      );
    }
    await enqueue(sql, {
      kind: 'complete-task',
      caseId: task.caseId,
      payload: { userTaskKey, action: `sign:${standing.id}`, variables: { decision: declaration.decision } },
      effectKey: `intent:${standing.id}`,
    });
    return standing;
  });
  return awaitConfirmation(deps, intent);
}

/** The task as it stands, and stays until the intent is committed: neither feed nor worker ends it in between. */
async function lockTaskAndStep(sql: Queryable, userTaskKey: string): Promise<TaskView> {
  await lockTask(sql, userTaskKey);
  const before = await findTask(sql, userTaskKey);
  if (!before) throw notFound('任务');
  await lockStep(sql, before.elementInstanceKey);
  return (await findTask(sql, userTaskKey)) ?? before;
}

/**
 * The post in which he acts. Who acts in which capacity is never guessed; and one that has lapsed since the step came
 * to him is none.
 *
 * @rule art-5 art-47
 */
async function capacityOf(
  sql: Queryable,
  task: TaskView,
  { personId }: Account,
  wanted: string | undefined,
): Promise<string> {
  const held = await findHeldCapacities(sql, task.elementInstanceKey, personId);
  if (held.length === 0) throw notYours(task);
  const standing = held.filter(({ stands }) => stands);
  if (standing.length === 0) throw lapsed(task, personId);
  const chosen = wanted === undefined ? standing : standing.filter(({ postId }) => postId === wanted);
  const [only, ...others] = chosen;
  if (only && others.length === 0) return only.postId;
  const names = standing.map(({ postId, label }) => `${label}（${postId}）`).join('、');
  throw unacceptable('capacity-needed', '请选择以哪个职务办理', `本环节您可以用的职务：${names}。`);
}

async function awaitConfirmation(deps: Dependencies, intent: Intent): Promise<'confirmed' | 'pending'> {
  const state = await deps.inbox.until(intent.elementInstanceKey, CONFIRMATION_MILLISECONDS, async () => {
    const now = await findIntentState(deps.pool, intent.id);
    return now === 'pending' ? undefined : now;
  });
  if (state === 'overtaken') throw overtaken();
  return state === 'confirmed' ? 'confirmed' : 'pending';
}

function requireOpen(task: TaskView): void {
  if (task.state === 'created' && task.stepState === 'open') return;
  throw overtaken();
}

/** What is of a route that was given up is about to be taken back by the engine. */
async function requireThisRoute(
  sql: Queryable,
  { elementId, rule, openedAt, reroutedAt }: TaskView,
): Promise<void> {
  if (!reroutedAt || reroutedAt < openedAt) return;
  const ruleSet = await loadRuleSet(sql, rule.ruleSet);
  if (!isOfRoute(ruleSet.humanStep(elementId))) return;
  throw conflict(
    'rerouted',
    '此件已改路线',
    '此件已按现行的适用口径重新确定审核和签发人，本环节正在收回，不必再办理。',
  );
}

/** What comes with the decision; throws a problem that says what is missing or wrong. */
async function soundDetails(
  deps: Dependencies,
  sql: Queryable,
  task: TaskView,
  declaration: Declaration,
): Promise<StepDetails> {
  const { decision, opinion, versionSha256 } = declaration;
  const { decisions } = deps.office.vocabulary;
  const meaning = decisions.find(({ id }) => id === decision);
  if (!meaning || !task.decisions.includes(decision)) {
    const choices = task.decisions.map((id) => `${labelOf(decisions, id)}（${id}）`).join('、');
    throw unacceptable('no-such-decision', '办理意见有误', `本环节可选：${choices}。`);
  }
  if (opinion.trim() === '' && meaning.needsReasons) {
    throw unacceptable('reasons-needed', '请写明理由', `选择“${meaning.label}”须写明理由。`);
  }
  if (versionSha256 !== task.versionSha256) {
    throw conflict(
      'version-changed',
      '文稿已有新版本',
      '您看到的不是现行版本，请重新打开办件，看过现行文稿后再办理。',
    );
  }
  const details = relevantDetails(detailsOf(declaration), meaning);
  const questions = await loadStepQuestions(sql, deps.office, task, deps.clock.now());
  const fault = faultOfDetails(detailsOf(declaration), questions, meaning);
  if (fault) throw unacceptable('details-wrong', '填写不全或有误', `${fault}。`);
  await requireCountersignable(deps, sql, task, details);
  await requireSoundMatter(deps, sql, task, decision);
  return details;
}

/**
 * What stands against an act in a countersigning: expired, dropped, comments left.
 *
 * @rule art-45
 */
async function requireCountersignable(
  deps: Dependencies,
  sql: Queryable,
  task: TaskView,
  details: StepDetails,
): Promise<void> {
  const place = await findPlaceOfStep(sql, task.elementInstanceKey);
  if (!place) return;
  const fault = await countersignFault(sql, deps.office, place, {
    elementId: task.elementId,
    details,
    actedAt: deps.clock.now(),
  });
  if (fault) throw refusedByRule('现在不能办理', `${fault}。`, task.rule);
}

function detailsOf(declaration: Declaration): StepDetails {
  const { reviewer, signatory, named, confirmations } = declaration;
  const { proposedWording, replyNumber, replyLetterId, excepted } = declaration;
  return {
    ...(reviewer === undefined ? {} : { reviewer }),
    ...(signatory === undefined ? {} : { signatory }),
    ...(named === undefined ? {} : { named }),
    ...(proposedWording ? { proposedWording } : {}),
    ...(replyNumber ? { replyNumber } : {}),
    ...(replyLetterId ? { replyLetterId } : {}),
    ...(excepted ? { excepted } : {}),
    confirmations,
  };
}

function isSame(standing: Intent, declared: Omit<Intent, 'id' | 'state'>): boolean {
  return (
    standing.state !== 'overtaken' &&
    standing.personId === declared.personId &&
    standing.postId === declared.postId &&
    standing.decision === declared.decision &&
    standing.opinion === declared.opinion &&
    standing.versionSha256 === declared.versionSha256 &&
    isDeepStrictEqual(standing.details, declared.details)
  );
}

function notYours(task: TaskView) {
  const holders = namesOf(task.holders);
  return forbidden(`此件现由${holders}${task.act}，您不能代办。${task.reason}`, task.rule);
}

/** The step is on its way to others; whoever had it has no authority left. */
function lapsed(task: TaskView, personId: string) {
  const others = namesOf(task.holders.filter((holder) => holder.personId !== personId)) || '现任人员';
  return forbidden(
    `您已不担任办理此件的职务，或者委托已经终止，不能再${task.act}。此件应由${others}${task.act}。`,
    task.rule,
  );
}

const namesOf = (holders: TaskView['holders']): string =>
  holders.map(({ postLabel, personName }) => `${postLabel}${personName}`).join('、');

const overtaken = () =>
  conflict(
    'step-ended',
    '本环节已办结',
    '本环节已经办结或已撤销，不能再办理。请刷新办件页面查看现在由谁办理。',
  );

/** A topic, a meeting's agenda, its minutes go on only with what the rules demand of them. @rule art-20 art-38 art-40 */
async function requireSoundMatter(
  deps: Dependencies,
  sql: Queryable,
  task: TaskView,
  decision: string,
): Promise<void> {
  if (task.countersignRoundId) return;
  const running = await findRunningCase(sql, task.caseId);
  const at = deps.clock.now();
  const fault =
    running &&
    ((await faultOfMinutes(sql, deps.office, running.id, decision)) ??
      (await faultOfTopic(sql, deps.office, running, decision)) ??
      (await faultOfMeeting(sql, deps.office, running, { elementId: task.elementId, decision, at })));
  if (fault) throw refusedByRule('现在不能办理', `${fault}。`, task.rule);
}
