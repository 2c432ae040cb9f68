import type { Account } from '../../../db/accounts';
import type { RuleSet } from '../../../db/ruleSets';
import { holdersInOffice } from '../../../db/stepTerms';
import type { PeopleSnapshot } from '../../../domain/people/types';
import type { Office } from '../../office';
import { forbidden } from '../../problems';

/** Who handles a meeting, in which post. */
export interface Manager {
  personId: string;
  postId: string;
  postLabel: string;
  bodyId: string;
  bodyName: string;
}

/**
 * The capacity in which somebody plans and handles meetings of a kind, in the name of whoever convenes them; throws 403
 * for those whom the table doesn't name.
 *
 * @rule art-6 art-38
 */
export function managerOf(
  office: Pick<Office, 'holders'>,
  ruleSet: RuleSet,
  kind: string,
  people: PeopleSnapshot,
  { personId }: Account,
): Manager {
  const nobody = { drafter: { personId: '', postId: '' }, draftingBodyId: '' };
  const { planners, article, words } = ruleSet.meetingRule(kind);
  const found = holdersInOffice(office, planners, nobody, people);
  const capacity = found.capacities.find((one) => one.personId === personId);
  const bodyId = people.posts.find(({ id }) => id === capacity?.postId)?.bodyId;
  const body = people.bodies.find(({ id }) => id === bodyId);
  if (!capacity || !body) {
    const labels = office.holders.filter(({ id }) => planners.includes(id)).map(({ label }) => label);
    throw forbidden(`会议由${labels.join('、')}办理。`, { article, ruleSet: ruleSet.hash, words });
  }
  const { postId, postLabel } = capacity;
  return { personId, postId, postLabel, bodyId: body.id, bodyName: body.name };
}
