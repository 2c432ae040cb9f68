import type { DelegableAct, DelegationRules } from './delegations';
import { withDelegations } from './delegations';
import type { OwnDraftRule } from './ownDrafts';
import { withoutDrafter } from './ownDrafts';
import type { Lawful, PeopleSnapshot } from './types';

/** By what authority is judged, besides people: readings and tables of the office, and the document at hand. */
export interface AuthorityTerms {
  what: DelegableAct;
  drafterPersonId: string;
  ownDraft: OwnDraftRule;
  delegation: DelegationRules;
  /** For moments in words. */
  timeZone: string;
}

/**
 * Everyone who may act at the snapshot's moment: those whose post it falls to, and those whom they delegated; but
 * not the drafter where the table keeps him from his own draft.
 *
 * @rule art-5 art-7 art-47 art-54
 */
export function authorityAt(own: Lawful, people: PeopleSnapshot, terms: AuthorityTerms): Lawful {
  const keepOut = (lawful: Lawful): Lawful =>
    withoutDrafter(lawful, terms.drafterPersonId, people, terms.ownDraft);
  // Whom the drafter delegated, and another besides, acts for the other.
  const delegators = keepOut(own).capacities;
  return keepOut(withDelegations(own, people, terms.what, terms.delegation, terms.timeZone, delegators));
}
