import { capacityOf } from '../people/capacityOf';
import type { HolderContext } from '../people/holders';
import type { Capacity, Lawful, PeopleSnapshot } from '../people/types';
import { lawfulHolders, ownHolders } from './lawfulHolders';
import type { Duty, OfficeInForce } from './lawfulHolders';
import { everySituation, inSituation, isDelegable, standings } from './situations';
import type { Standing } from './situations';

/** A step that nobody may take when these draft. */
export interface Unfilled {
  duty: Duty;
  drafters: HolderContext[];
  /** Chinese: why. */
  words: string;
}

/** A journey or a delegation that changed more than it may. */
export interface Stray {
  duty: Duty;
  drafter: HolderContext;
  situation: Standing[];
  words: string;
}

export interface HoldersProof {
  unfilled: Unfilled[];
  strays: Stray[];
  /** Everybody who reviews or signs by his own post on some route: each may be away or have delegated. */
  leaders: number;
  /** Ways it may stand with all of them at once. */
  situations: bigint;
  /** How often it was asked who may act. */
  asked: number;
}

/** Everyone who may draft: each post held by somebody, of the bodies that `drafts` names. */
export function draftersOf(people: PeopleSnapshot, drafts: (bodyId: string) => boolean): HolderContext[] {
  return people.holdings.flatMap((drafter) => {
    const post = people.posts.find(({ id }) => id === drafter.postId);
    return post && drafts(post.bodyId) ? [{ drafter, draftingBodyId: post.bodyId }] : [];
  });
}

/**
 * Whether each duty finds somebody whoever drafts, and whether journeys and delegations leave it with whom it
 * belongs to: nobody loses what is his by being away, nobody gains what was not delegated to him.
 *
 * Only those whom a duty falls to can change its set, so each set is tried with every standing of its own members,
 * and once for all drafters who are not of it.
 *
 * @rule art-5 art-47 art-54
 */
export function proveHolders(duties: Duty[], drafters: HolderContext[], office: OfficeInForce): HoldersProof {
  const proof: HoldersProof = { unfilled: [], strays: [], leaders: 0, situations: 1n, asked: 0 };
  const leaders = new Set<string>();
  const answers = new Map<string, Lawful>();
  for (const duty of duties) {
    const without: [HolderContext, string][] = [];
    for (const drafting of drafters) {
      const own = ownHolders(duty, drafting, office);
      const key = setKey(duty, drafting, own);
      const lawful = answers.get(key) ?? lawfulHolders(duty, drafting, office);
      if (!answers.has(key)) examineSituations(duty, drafting, own, lawful, office, proof);
      answers.set(key, lawful);
      if (lawful.capacities.length === 0) without.push([drafting, lawful.words]);
      if (duty.isOfRoute) for (const capacity of own.capacities) leaders.add(keyOf(capacity));
    }
    const [first] = without;
    if (first) {
      proof.unfilled.push({ duty, drafters: without.map(([drafting]) => drafting), words: first[1] });
    }
  }
  proof.leaders = leaders.size;
  proof.situations = BigInt(standings.length) ** BigInt(leaders.size);
  return proof;
}

/** Questions with the same key have the same answer, but for the words that name the drafting body. */
function setKey(
  { elementId, what }: Duty,
  { drafter, draftingBodyId, asked }: HolderContext,
  own: Lawful,
): string {
  const isOfSet = own.capacities.some(({ personId }) => personId === drafter.personId);
  const bodies = [draftingBodyId, asked?.bodyId ?? ''].join();
  const who = own.capacities.length === 0 ? bodies : isOfSet ? drafter.personId : '';
  return [elementId, what.act, what.isSigning, who, ...own.capacities.map(keyOf)].join();
}

function examineSituations(
  duty: Duty,
  drafting: HolderContext,
  own: Lawful,
  lawful: Lawful,
  office: OfficeInForce,
  proof: HoldersProof,
): void {
  const delegate = someDelegate(own.capacities, drafting, office);
  for (const situation of everySituation(own.capacities.length)) {
    const people = inSituation(office.people, own.capacities, situation, delegate);
    const found = lawfulHolders(duty, drafting, { ...office, people });
    proof.asked += 1;
    const delegates = own.capacities.some(
      (leader, index) =>
        situation[index] === 'delegated' &&
        lawful.capacities.some((one) => keyOf(one) === keyOf(leader)) &&
        isDelegable(duty.what, office.delegation, leader),
    );
    const expected = [...lawful.capacities, ...(delegates && delegate ? [delegate] : [])].map(keyOf).sort();
    if (expected.join() === found.capacities.map(keyOf).sort().join()) continue;
    proof.strays.push({ duty, drafter: drafting, situation, words: found.words });
  }
}

/** Somebody of a rank that may be delegated to, whose duty it isn't already. */
function someDelegate(
  own: Capacity[],
  { drafter }: HolderContext,
  { people, delegation }: OfficeInForce,
): Capacity | undefined {
  const taken = new Set([...own.map(({ personId }) => personId), drafter.personId]);
  for (const holding of people.holdings) {
    const rankId = people.posts.find(({ id }) => id === holding.postId)?.rankId ?? '';
    if (taken.has(holding.personId) || !delegation.delegateRanks.includes(rankId)) continue;
    const capacity = capacityOf(holding, people);
    if (capacity) return capacity;
  }
  return undefined;
}

const keyOf = ({ postId, personId }: Capacity): string => `${postId}/${personId}`;
