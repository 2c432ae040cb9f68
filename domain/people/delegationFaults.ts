import type { DelegationRules } from './delegations';
import type { PeopleSnapshot } from './types';

/** A delegation as somebody asks for it to be recorded. */
export interface DelegationRequest {
  fromPersonId: string;
  fromPostId: string;
  toPersonId: string;
  toPostId: string;
  preside: boolean;
  sign: boolean;
  /** Null: from now on. */
  validFrom: Date | null;
  validUntil: Date;
}

/**
 * Why a delegation can't be recorded, in Chinese and with what to do; null where it can. One delegates only what goes
 * with a post of one's own, to somebody in his post, and never backwards in time.
 *
 * @param people everyone in office now
 * @rule art-5 art-7
 */
export function faultOfDelegation(
  request: DelegationRequest,
  people: PeopleSnapshot,
  rules: Pick<DelegationRules, 'delegateRanks'>,
): string | null {
  const { fromPersonId, fromPostId, toPersonId, toPostId, preside, sign, validFrom, validUntil } = request;
  const holds = (personId: string, postId: string): boolean =>
    people.holdings.some((one) => one.personId === personId && one.postId === postId);
  const toPost = people.posts.find(({ id }) => id === toPostId);

  if (!holds(fromPersonId, fromPostId)) return '委托人现不担任所写的职务，只能委托本人现任职务上的事项';
  if (!toPost || !holds(toPersonId, toPostId)) return '受委托人现不担任所写的职务，请核对';
  if (fromPersonId === toPersonId) return '不能委托给本人，请另选受委托人';
  if (!rules.delegateRanks.includes(toPost.rankId ?? '')) {
    const allowed = people.ranks.filter(({ id }) => rules.delegateRanks.includes(id));
    return `不能委托给${toPost.label}，按适用口径可以委托给：${allowed.map(({ label }) => label).join('、')}`;
  }
  if (!preside && !sign) return '请写明委托的事项：主持工作、签发，或者两者';
  if (validFrom !== null && validFrom < people.at) return '委托不能倒签，请从现在或者以后起算';
  if (validUntil <= (validFrom ?? people.at)) return '委托的终止时间须在起始时间和现在之后';
  return null;
}
