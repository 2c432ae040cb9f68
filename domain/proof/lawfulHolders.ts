import { authorityAt } from '../people/authority';
import type { DelegableAct, DelegationRules } from '../people/delegations';
import type { HolderContext, HolderRule } from '../people/holders';
import { resolveHolder } from '../people/resolveHolder';
import type { Lawful, PeopleSnapshot } from '../people/types';

/** What is to be done in a step, and whom the tables name for it: one of them is enough. */
export interface Duty {
  /** The human step, as `ownDrafts` asks for it. */
  elementId: string;
  /** Ids of holders.json. */
  holderIds: string[];
  what: DelegableAct;
  /** A review or a signature that the route names, in contrast to the office's own steps. */
  isOfRoute: boolean;
}

/** An office at one moment, with its readings on delegation and on one's own drafts. */
export interface OfficeInForce {
  holders: HolderRule[];
  people: PeopleSnapshot;
  delegation: DelegationRules;
  timeZone: string;
  ownDraft(elementId: string, rankId: string): { allowed: boolean; words: string } | null;
}

/** Everyone whose own post it falls to, before anything is said of delegations and of the drafter himself. */
export function ownHolders(
  { holderIds }: Duty,
  drafting: HolderContext,
  { holders, people }: OfficeInForce,
): Lawful {
  const found = holderIds
    .flatMap((id) => rulesOf(id, holders))
    .map((rule) => resolveHolder(rule, drafting, people));
  // One who is two of the holders in one post is one.
  const every = found.flatMap(({ capacities }) => capacities);
  return {
    capacities: [...new Map(every.map((one) => [`${one.postId}/${one.personId}`, one])).values()],
    words: found.map(({ words }) => words).join('；'),
  };
}

/** The holder of this id, or each of those of whom it is any. */
function rulesOf(id: string, holders: HolderRule[]): HolderRule[] {
  return holders
    .filter((rule) => rule.id === id)
    .flatMap((rule) =>
      rule.relation === 'any-of' ? rule.of.flatMap((one) => rulesOf(one, holders)) : [rule],
    );
}

/**
 * Everyone who may act in a step at the snapshot's moment, as the software judges it when a step is completed.
 * Who is away counts: absence is not incapacity (articles.md, reading 8); a delegation only ever adds somebody.
 *
 * @rule art-5 art-7 art-47 art-54
 */
export function lawfulHolders(duty: Duty, drafting: HolderContext, office: OfficeInForce): Lawful {
  return authorityAt(ownHolders(duty, drafting, office), office.people, {
    what: duty.what,
    drafterPersonId: drafting.drafter.personId,
    ownDraft: (rankId) => office.ownDraft(duty.elementId, rankId),
    delegation: office.delegation,
    timeZone: office.timeZone,
  });
}
