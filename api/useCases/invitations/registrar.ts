import type { Account } from '../../../db/accounts';
import type { RuleSet } from '../../../db/ruleSets';
import { holdersInOffice } from '../../../db/stepTerms';
import type { Capacity, PeopleSnapshot } from '../../../domain/people/types';
import type { Office } from '../../office';

/**
 * The capacity in which somebody registers and calls off what a convener invites to; null for those whom the table doesn't
 * name.
 *
 * @rule art-43
 */
export function registrarFor(
  office: Pick<Office, 'holders'>,
  ruleSet: RuleSet,
  convener: string,
  people: PeopleSnapshot,
  { personId }: Pick<Account, 'personId'>,
): Capacity | null {
  const nobody = { drafter: { personId: '', postId: '' }, draftingBodyId: '' };
  const { registrars } = ruleSet.invitationRule(convener);
  const { capacities } = holdersInOffice(office, registrars, nobody, people);
  return capacities.find((one) => one.personId === personId) ?? null;
}

/** Who they are, for a refusal: 会务人员、办公室主任. */
export function registrarsInWords(
  { holders }: Pick<Office, 'holders'>,
  ruleSet: RuleSet,
  convener: string,
): string {
  const { registrars } = ruleSet.invitationRule(convener);
  return holders
    .filter(({ id }) => registrars.includes(id))
    .map(({ label }) => label)
    .join('、');
}
