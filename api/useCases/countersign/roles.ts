import type { Account } from '../../../db/accounts';
import { loadPeopleSnapshot } from '../../../db/people';
import type { RequestView, RoundView } from '../../../db/readModels/countersignView';
import type { StepView } from '../../../db/readModels/caseView';
import { findRunningCase } from '../../../db/runningCases';
import type { Body } from '../../../domain/people/types';
import type { Dependencies } from '../../dependencies';
import { notFound } from '../../problems';
import { findBodyActor, findLeadActor } from './actors';

/** What a reader of a round may do there. The acts themselves ask again; this only spares him forms that would be refused. */
export interface CountersignRoles {
  isLead: boolean;
  /** Ids of requests for which he may ask an extension, and those which he may answer late. */
  mayExtend: Set<string>;
  mayAnswerLate: Set<string>;
}

/** @rule art-45 */
export async function countersignRoles(
  deps: Dependencies,
  account: Account,
  round: RoundView,
): Promise<CountersignRoles> {
  const running = await findRunningCase(deps.pool, round.caseId);
  if (!running) throw notFound('会签');
  const isOpen = round.state === 'open';
  const actsFor = async (request: RequestView, inChargeOnly: boolean): Promise<boolean> =>
    (await findBodyActor(deps, deps.pool, account, request, inChargeOnly)) !== null;
  const mayExtend = new Set<string>();
  const mayAnswerLate = new Set<string>();
  for (const request of round.requests) {
    const isAsked = request.extensions.some(({ state }) => state === 'asked');
    const runs = isOpen && request.state === 'open' && request.deadlineAt !== null;
    if (runs && !isAsked && (await actsFor(request, false))) mayExtend.add(request.id);
    const isLate = request.state === 'deemed' || request.state === 'by-phone';
    if (isLate && (await actsFor(request, true))) mayAnswerLate.add(request.id);
  }
  const lead = isOpen && (await findLeadActor(deps, deps.pool, account, running, round.leadBodyId));
  return { isLead: Boolean(lead), mayExtend, mayAnswerLate };
}

/** Bodies that may be asked: all but the government itself, whose leaders are no departments. @rule art-45 */
export async function askableBodies(deps: Dependencies): Promise<Body[]> {
  const { bodies } = await loadPeopleSnapshot(deps.pool, deps.clock.now());
  return bodies.filter(({ kind }) => kind !== 'government');
}

/**
 * Whether the reader may open a round here: for the lead department, while one of its own has the case, and no other round
 * runs.
 *
 * @rule art-45
 */
export async function mayOpenRound(
  deps: Dependencies,
  account: Account,
  found: { id: string; status: string; steps: readonly StepView[] },
  rounds: readonly RoundView[],
): Promise<boolean> {
  if (found.status !== 'in-progress' || rounds.some(({ state }) => state === 'open')) return false;
  const running = await findRunningCase(deps.pool, found.id);
  if (!running) return false;
  const { posts } = await loadPeopleSnapshot(deps.pool, deps.clock.now());
  const own = posts.filter(({ bodyId }) => bodyId === running.draftingBodyId).map(({ id }) => id);
  const isWithLead = found.steps.some(
    ({ state, holders }) => state === 'open' && holders.some(({ postId }) => own.includes(postId)),
  );
  if (!isWithLead) return false;
  return (await findLeadActor(deps, deps.pool, account, running, running.draftingBodyId)) !== null;
}
