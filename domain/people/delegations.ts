import { momentInWords } from '../calendar/momentInWords';
import { capacityOf } from './capacityOf';
import { capacityLabel } from './nameOfCapacity';
import type { Capacity, Delegation, Lawful, PeopleSnapshot } from './types';

/** What the office's readings say of delegations (offices/<office>/readings.json). */
export interface DelegationRules {
  /** Acts that a delegation to preside (主持工作) covers as well. */
  presidingCovers: string[];
  /** Acts that are always one's own. */
  undelegableActs: string[];
  /** Ranks of posts that may be delegated to. */
  delegateRanks: string[];
}

/** What is to be done, as far as a delegation may be limited by it. */
export interface DelegableAct {
  /** The article's own verb. */
  act: string;
  /** Whether this is the step of the route's signatories. */
  isSigning: boolean;
  kind: string;
  matter: string;
}

/** Whether a delegation holds at a moment: its first moment counts, its last and that of its revocation don't. */
export function isInForce(
  { validFrom, validUntil, revokedAt }: Pick<Delegation, 'validFrom' | 'validUntil' | 'revokedAt'>,
  at: Date,
): boolean {
  return validFrom <= at && at < validUntil && (revokedAt === null || at < revokedAt);
}

/** Whether its scope includes this act on this document. */
export function covers(delegation: Delegation, what: DelegableAct, rules: DelegationRules): boolean {
  if (rules.undelegableActs.includes(what.act)) return false;
  const byScope =
    (delegation.sign && what.isSigning) || (delegation.preside && rules.presidingCovers.includes(what.act));
  const isWithin = (limit: string[] | null, value: string): boolean => limit?.includes(value) ?? true;
  return byScope && isWithin(delegation.kinds, what.kind) && isWithin(delegation.matters, what.matter);
}

/**
 * Adds those who act for the lawful ones. Only who may act in a post of his own delegates: a delegate can't pass on
 * what he was given. The delegator stays lawful, and whoever may act in his own post needs no delegation. Being away
 * moves nothing (art 54): the words say that it stays with him.
 *
 * @param delegators those of the lawful ones whose delegations count
 * @rule art-5 art-7 art-54
 */
export function withDelegations(
  own: Lawful,
  people: PeopleSnapshot,
  what: DelegableAct,
  rules: DelegationRules,
  timeZone: string,
  delegators: Capacity[] = own.capacities,
): Lawful {
  const delegated: Capacity[] = [];
  const words = [own.words];
  for (const delegator of delegators) {
    const from = people.delegations.filter(
      ({ fromPersonId, fromPostId }) =>
        fromPersonId === delegator.personId && fromPostId === delegator.postId,
    );
    const given = from.flatMap((delegation) => {
      const delegate = delegateIn(delegation, delegator, people, rules);
      return delegate ? [{ delegation, delegate, state: stateOf(delegation, people.at, what, rules) }] : [];
    });
    delegated.push(...given.filter(({ state }) => state === 'acts').map(({ delegate }) => delegate));
    words.push(...inWords(delegator, given, people, what, timeZone));
  }
  return { capacities: unique([...own.capacities, ...delegated]), words: words.join('；') };
}

type State = 'acts' | 'revoked' | 'not-covered';

function stateOf(delegation: Delegation, at: Date, what: DelegableAct, rules: DelegationRules): State {
  if (!covers(delegation, what, rules)) return 'not-covered';
  return isInForce(delegation, at) ? 'acts' : 'revoked';
}

/**
 * The delegate, as long as both hold the posts they were in when it was given, and his is of a rank that may be given
 * it. Whoever left his post and came back to it needs a new delegation.
 */
function delegateIn(
  { id, fromPersonId, fromPostId, toPersonId, toPostId, validFrom, validUntil, basis }: Delegation,
  delegator: Capacity,
  people: PeopleSnapshot,
  rules: DelegationRules,
): Capacity | null {
  const delegate = capacityOf({ personId: toPersonId, postId: toPostId }, people);
  const rankId = people.posts.find((one) => one.id === toPostId)?.rankId ?? '';
  const stillHolds = (personId: string, postId: string): boolean =>
    people.holdings.some(
      (one) => one.personId === personId && one.postId === postId && (one.since ?? validFrom) <= validFrom,
    );
  const hold = stillHolds(fromPersonId, fromPostId) && stillHolds(toPersonId, toPostId);
  if (!delegate || !hold || !rules.delegateRanks.includes(rankId)) return null;
  const { personId, personName, postId, postLabel } = delegator;
  const onBehalfOf = { personId, personName, postId, postLabel, delegationId: id, basis, validUntil };
  return { ...delegate, onBehalfOf };
}

/** One capacity acts once: what is one's own comes before what was delegated, the higher delegator before the lower. */
function unique(capacities: Capacity[]): Capacity[] {
  const owners = new Set(capacities.filter(({ onBehalfOf }) => !onBehalfOf).map(({ personId }) => personId));
  const seen = new Set<string>();
  return capacities.filter(({ personId, postId, onBehalfOf }) => {
    const key = `${postId}/${personId}`;
    if (seen.has(key) || (onBehalfOf && owners.has(personId))) return false;
    seen.add(key);
    return true;
  });
}

/** 专员甲外出（至11月30日20:00），委托常务副专员乙签发（喀署办〔2026〕3号，至11月30日20:00） */
function inWords(
  delegator: Capacity,
  given: { delegation: Delegation; delegate: Capacity; state: State }[],
  people: PeopleSnapshot,
  { act }: DelegableAct,
  timeZone: string,
): string[] {
  const moment = (at: Date): string => momentInWords(at, timeZone);
  const absence = people.absences.find(({ personId }) => personId === delegator.personId);
  const away = absence ? `外出（预计${moment(absence.returnsAt)}返回），` : '';
  const acting = given.filter(({ state }) => state === 'acts');
  const told = acting.length > 0 ? acting : lastOfEach(given);
  const sentences = told.map(({ delegation, delegate, state }) => {
    const to = capacityLabel(delegate);
    if (state === 'not-covered') return `委托${to}的事项不包括${act}此件（${delegation.basis}）`;
    if (state === 'revoked') return `委托${to}${act}已于${moment(delegation.revokedAt ?? people.at)}撤销`;
    return `委托${to}${act}（${delegation.basis}，至${moment(delegation.validUntil)}）`;
  });
  if (!absence && given.length === 0) return [];
  const rest = acting.length > 0 ? '本人也可办理' : `仍由本人${act}`;
  const none = given.length === 0 ? ['没有委托他人'] : [];
  return [`${capacityLabel(delegator)}${away}${[...sentences, ...none, rest].join('，')}`];
}

/** What doesn't hold is said once for each delegate, by the last there was. */
function lastOfEach<Given extends { delegate: Capacity }>(given: Given[]): Given[] {
  return [...new Map(given.map((one) => [one.delegate.personId, one])).values()];
}
