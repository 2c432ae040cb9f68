import { describeError } from '../../db/describeError';
import { wokenLoop } from '../../db/wokenLoop';
import type { PeopleSnapshot } from '../../domain/people/types';
import type { HolderDeps } from './reconcileHolders';
import { presentPeople, reconcileHolders } from './reconcileHolders';

/** What ends or begins by itself, such as a delegation, is seen at the latest so much later. */
const LOOK_AGAIN_MILLISECONDS = 60_000;

/**
 * Keeps the open steps with those who may act in them: woken by changes of people and of the clock, with a look round
 * each minute for what passes by itself. Several may run; each step is locked while it is looked at.
 */
export function watchHolders(deps: HolderDeps): { close(): Promise<void> } {
  let last: { at: Date; people: string } | undefined;

  const round = async (): Promise<boolean> => {
    const people = await presentPeople(deps);
    const known = fingerprint(people);
    // A step may have been opened by the people of just before the last round, and committed after it.
    const since = last?.people === known ? new Date(last.at.getTime() - LOOK_AGAIN_MILLISECONDS) : undefined;
    const moved = await reconcileHolders(deps, people, since);
    if (moved > 0) deps.log.info({ event: 'steps.moved', moved });
    last = { at: people.at, people: known };
    return false;
  };

  return wokenLoop(deps.pool, ['people', 'clock'], LOOK_AGAIN_MILLISECONDS, {
    round,
    failed: (error) => {
      last = undefined;
      deps.log.warn({ error: describeError(error) }, '办理人暂时无法核对，稍后再试');
    },
  });
}

/** The same text as long as nothing has changed that decides who may act. */
function fingerprint({ at: _at, ...people }: PeopleSnapshot): string {
  return JSON.stringify(people);
}
