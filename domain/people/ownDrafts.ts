import { capacityLabel } from './nameOfCapacity';
import type { Capacity, Lawful, PeopleSnapshot } from './types';

/** What the office's table says of a step that comes to the drafter himself; null where it says nothing. */
export type OwnDraftRule = (rankId: string) => { allowed: boolean; words: string } | null;

/** How the table calls posts without a rank. */
const NO_RANK = 'none';

/**
 * Leaves out the drafter where he may not act on his own draft, and whoever would act for him: what is not his
 * to sign isn't his to have signed.
 *
 * @rule art-47
 */
export function withoutDrafter(
  lawful: Lawful,
  drafterPersonId: string,
  people: PeopleSnapshot,
  rule: OwnDraftRule,
): Lawful {
  const reasons = new Set<string>();
  const capacities = lawful.capacities.filter((capacity) => {
    const isHis = capacity.personId === drafterPersonId || capacity.onBehalfOf?.personId === drafterPersonId;
    if (!isHis) return true;
    const answer = rule(rankOf(capacity, drafterPersonId, people));
    if (!answer || answer.allowed) return true;
    reasons.add(`${capacityLabel(capacity)}不办：${answer.words.replace(/。$/, '')}`);
    return false;
  });
  return { capacities, words: [lawful.words, ...reasons].join('；') };
}

/** Of the drafter's own post: a delegate who acts for the drafter is judged by the drafter's rank. */
function rankOf(capacity: Capacity, drafterPersonId: string, people: PeopleSnapshot): string {
  const isDelegateOfDrafter = capacity.personId !== drafterPersonId;
  const postId = isDelegateOfDrafter ? capacity.onBehalfOf?.postId : capacity.postId;
  return people.posts.find(({ id }) => id === postId)?.rankId ?? NO_RANK;
}
