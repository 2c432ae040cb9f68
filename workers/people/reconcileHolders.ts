import type { PoolClient } from 'pg';
import { closeAccountsOfLeavers } from '../../db/appointments';
import { readOfficeTime } from '../../db/clock';
import type { CountersignPlace } from '../../db/countersign/place';
import { findPlaceOfStep } from '../../db/countersign/place';
import { describeError } from '../../db/describeError';
import { appendLedger, countLedger } from '../../db/ledger';
import { insertNotice } from '../../db/notices';
import { enqueue } from '../../db/outbox';
import { loadPeopleSnapshot } from '../../db/people';
import type { RunningCase } from '../../db/runningCases';
import { findRunningCase } from '../../db/runningCases';
import { isDeclared } from '../../db/intents';
import { listHolders, replaceHolders } from '../../db/stepHolders';
import type { HoldingCapacity, StepHolder } from '../../db/stepHolders';
import { listOpenSteps, lockStep } from '../../db/steps';
import type { Step } from '../../db/steps';
import type { CurrentTerms } from '../../db/stepTerms';
import { contextOf, holdersInOffice, stepTerms } from '../../db/stepTerms';
import { withTransaction } from '../../db/transaction';
import type { PeopleSnapshot } from '../../domain/people/types';
import { namesOf, reasonOf } from '../case/openStep';
import type { WorkerDeps } from '../deps';

export type HolderDeps = Pick<WorkerDeps, 'pool' | 'office' | 'log'>;

/**
 * Looks at every open step once: whoever may act in it by now has it, the ledger says so, and the engine is told. A
 * step for which nobody is left stays as it is, and the Office is told. Whoever left his last post loses his account.
 *
 * @param openedSince looks at steps opened since then only: those before were looked at by the same people
 * @returns how many steps moved
 * @rule art-5 art-7 art-54
 */
export async function reconcileHolders(
  deps: HolderDeps,
  people: PeopleSnapshot,
  openedSince?: Date,
): Promise<number> {
  await closeAccountsOfLeavers(deps.pool);
  let moved = 0;
  for (const { elementInstanceKey } of await listOpenSteps(deps.pool, openedSince)) {
    try {
      const isMoved = await withTransaction(deps.pool, (sql) =>
        reconcile(deps, sql, elementInstanceKey, people),
      );
      moved += Number(isMoved);
    } catch (error) {
      // One case that can't be judged must not keep the others where they are.
      deps.log.error({ elementInstanceKey, error: describeError(error) }, '环节的办理人无法核对');
    }
  }
  return moved;
}

/** The people of this moment, by the office's clock. */
export async function presentPeople({ pool }: HolderDeps): Promise<PeopleSnapshot> {
  return loadPeopleSnapshot(pool, new Date(await readOfficeTime(pool)));
}

async function reconcile(
  deps: HolderDeps,
  sql: PoolClient,
  elementInstanceKey: string,
  people: PeopleSnapshot,
): Promise<boolean> {
  const step = await lockStep(sql, elementInstanceKey);
  // What somebody has declared already is judged by the moment at which he did.
  if (step?.state !== 'open' || (await isDeclared(sql, elementInstanceKey))) return false;
  const running = await findRunningCase(sql, step.caseId);
  if (running?.status !== 'in-progress') return false;

  const place = await findPlaceOfStep(sql, elementInstanceKey);
  const terms = await stepTerms(sql, deps.office, running, step.elementId, people.at, people, place);
  const before = await listHolders(sql, elementInstanceKey);
  const { capacities } = terms.lawful;
  if (isSame(before, capacities)) return false;
  if (capacities.length === 0) {
    await tellOfVacancy(deps, sql, { step, running, terms, before, place });
    return false;
  }
  await move(sql, { step, running, terms, before, place });
  return true;
}

interface Occasion {
  step: Step;
  running: RunningCase;
  terms: CurrentTerms;
  before: StepHolder[];
  place: CountersignPlace | null;
}

async function move(sql: PoolClient, { step, running, terms, before }: Occasion): Promise<void> {
  const { elementInstanceKey } = step;
  const was = labelsOf(before);
  await replaceHolders(
    sql,
    elementInstanceKey,
    terms.lawful.capacities,
    `${was ? `原由${was}办理，现已变动。` : ''}${reasonOf(terms)}`,
  );
  // Several moves of one step are several events; the lock of the step and the difference just seen make each once.
  const effectKey = `step-moved:${elementInstanceKey}:${terms.people.at.toISOString()}`;
  await appendLedger(sql, {
    caseId: running.id,
    kind: 'step-moved',
    personId: null,
    actor: '系统',
    capacity: null,
    summary: `${step.act}改由${namesOf(terms)}办理${was ? `（原由${was}办理）` : ''}`,
    data: {
      elementId: step.elementId,
      from: before.map(keyOf),
      to: terms.lawful.capacities.map(keyOf),
      why: terms.lawful.words,
    },
    rule: terms.rule,
    effectKey,
    at: terms.people.at,
  });
  await enqueue(sql, {
    kind: 'assign-task',
    caseId: running.id,
    payload: { elementInstanceKey },
    effectKey,
  });
}

/** The Office puts it right by an appointment; until then the step waits, and nobody else gets it. */
async function tellOfVacancy(
  deps: HolderDeps,
  sql: PoolClient,
  { step, running, terms, before, place }: Occasion,
): Promise<void> {
  const context = { ...contextOf(running, place), stepPostIds: before.map(({ postId }) => postId) };
  const told = holdersInOffice(deps.office, terms.limit.overdueTo, context, terms.people).capacities;
  // Told once for each time that the step lost its holders.
  const moves = await countLedger(sql, running.id, `step-moved:${step.elementInstanceKey}:`);
  const isNew = await insertNotice(sql, {
    kind: 'vacant',
    number: moves + 1,
    at: terms.people.at,
    caseId: running.id,
    elementInstanceKey: step.elementInstanceKey,
    elementId: step.elementId,
    dueAt: step.dueAt,
    countersignRequestId: step.countersignRequestId,
    recipients: [...new Set(told.map(({ personId }) => personId))].map((personId) => ({
      personId,
      isHolder: false,
    })),
  });
  if (!isNew) return;
  await appendLedger(sql, {
    caseId: running.id,
    kind: 'step-vacant',
    personId: null,
    actor: '系统',
    capacity: null,
    summary: `现无人可${step.act}：${terms.lawful.words}。请办公室补任职，件留在本环节`,
    data: { elementId: step.elementId, from: before.map(keyOf) },
    rule: terms.rule,
    effectKey: `step-vacant:${step.elementInstanceKey}:${terms.people.at.toISOString()}`,
    at: terms.people.at,
  });
}

function isSame(before: StepHolder[], now: HoldingCapacity[]): boolean {
  const keys = new Set(now.map(keyOf));
  return before.length === keys.size && before.every((holder) => keys.has(keyOf(holder)));
}

function keyOf(one: HoldingCapacity | StepHolder): string {
  const delegationId = 'label' in one ? one.delegationId : one.onBehalfOf?.delegationId;
  return [one.postId, one.personId, ...(delegationId ? [delegationId] : [])].join('/');
}

const labelsOf = (holders: StepHolder[]): string => holders.map(({ label }) => label).join('、');
