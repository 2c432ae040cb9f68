import type { Account } from '../../../db/accounts';
import { listOwnTopics, listTopics as listByState } from '../../../db/meetings/topics';
import type { Topic, TopicState } from '../../../db/meetings/topics';
import { loadPeopleSnapshot } from '../../../db/people';
import type { Dependencies } from '../../dependencies';
import { isLeader, isMeetingSecretary, postsOf } from '../meetings/access';

/**
 * Topics as this person may see them: his own and his department's; in these states those of the house, where he handles
 * meetings or is a leader.
 *
 * @rule art-38 art-56
 */
export async function listTopics(
  deps: Dependencies,
  account: Account,
  states: TopicState[],
): Promise<Topic[]> {
  const now = deps.clock.now();
  const people = await loadPeopleSnapshot(deps.pool, now);
  if (states.length > 0 && (await seesAll(deps, account))) {
    const all = await listByState(deps.pool, { states });
    return all.filter(({ status }) => status !== 'draft');
  }
  const bodyIds = postsOf(people, account.personId)
    .filter(({ isInCharge, isPrincipal }) => isInCharge || isPrincipal)
    .map(({ bodyId }) => bodyId);
  const own = await listOwnTopics(deps.pool, { personId: account.personId, bodyIds });
  return states.length === 0 ? own : own.filter(({ state }) => states.includes(state));
}

/** Whether the lists of the house are his to see. */
export async function seesAll(deps: Dependencies, { personId }: Account): Promise<boolean> {
  const now = deps.clock.now();
  if (await isMeetingSecretary(deps.pool, personId, now)) return true;
  return isLeader(await loadPeopleSnapshot(deps.pool, now), personId);
}
