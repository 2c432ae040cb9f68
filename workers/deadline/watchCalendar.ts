import { currentCalendar } from '../../db/calendar';
import { describeError } from '../../db/describeError';
import { findRunningCase } from '../../db/runningCases';
import { listStepsOfOtherCalendars, lockStep } from '../../db/steps';
import { withTransaction } from '../../db/transaction';
import { wokenLoop } from '../../db/wokenLoop';
import { recomputeDecidedDocuments } from '../decidedDocument/followCalendar';
import { recomputeOpenRequests } from '../countersign/followCalendar';
import type { CalendarDeps } from './followCalendar';
import { followCalendar } from './followCalendar';

/** A step may be opened by the calendar of just before a new version, and committed after it: seen so much later. */
const LOOK_AGAIN_MILLISECONDS = 60_000;

/**
 * Keeps the deadlines of open steps under the calendar that holds now: woken by each new version. Which are left stands
 * with the steps themselves, each in a transaction of its own: several may run, and a killed one loses nothing.
 */
export function watchCalendar(deps: CalendarDeps): { close(): Promise<void> } {
  return wokenLoop(deps.pool, ['calendar'], LOOK_AGAIN_MILLISECONDS, {
    round: async () => {
      const moved =
        (await recomputeOpenRequests(deps)) +
        (await recomputeOpenSteps(deps)) +
        (await recomputeDecidedDocuments(deps));
      if (moved > 0) deps.log.info({ event: 'deadlines.moved', moved });
      return false;
    },
    failed: (error) => deps.log.warn({ error: describeError(error) }, '期限暂时无法重算，稍后再试'),
  });
}

/**
 * Looks once at every open step that rests on another version than the current one.
 *
 * @returns how many have another deadline now
 */
export async function recomputeOpenSteps(deps: CalendarDeps): Promise<number> {
  const { version } = await currentCalendar(deps.pool);
  let moved = 0;
  for (const elementInstanceKey of await listStepsOfOtherCalendars(deps.pool, version)) {
    try {
      moved += Number(await recompute(deps, elementInstanceKey));
    } catch (error) {
      // One case that can't be judged must not keep the others where they are.
      deps.log.error({ elementInstanceKey, error: describeError(error) }, '环节的期限无法重算');
    }
  }
  return moved;
}

/** @returns whether its deadline is another one now */
async function recompute(deps: CalendarDeps, elementInstanceKey: string): Promise<boolean> {
  return withTransaction(deps.pool, async (sql) => {
    const step = await lockStep(sql, elementInstanceKey);
    if (step?.state !== 'open') return false;
    const running = await findRunningCase(sql, step.caseId);
    if (running?.status !== 'in-progress') return false;
    const moved = await followCalendar(deps, sql, step, running);
    return moved.dueAt.getTime() !== step.dueAt.getTime();
  });
}
