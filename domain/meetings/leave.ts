import { capacitiesIn } from '../people/capacitiesIn';
import type { Capacity, PeopleSnapshot } from '../people/types';

/** What `leaveRules` answers for somebody's absence from a meeting (art 39). */
export interface LeaveRule {
  /** "each": the first leader decides each; "list": the Office collects and reports one list; "refused": not by leave. */
  decidedBy: 'each' | 'list' | 'refused';
  /** Who may come instead: nobody, or one in charge of the same body. */
  substitute: 'none' | 'deputy';
  article: string;
  reading: string;
  words: string;
}

/** Who asks for leave, as the table asks about him. */
export interface LeaveFacts {
  meetingKind: string;
  participantClass: 'member' | 'attending' | 'invited';
  /** "none" for a post without a rank. */
  rank: string;
}

/** How tables call the rank of a post that has none. */
export const NO_RANK = 'none';

/**
 * Those who may come for somebody where the table allows it: in charge of the same body, in a post of less, and not called to
 * the meeting themselves.
 *
 * @rule art-39
 */
export function possibleSubstitutes(
  { personId, postId }: { personId: string; postId: string },
  called: ReadonlySet<string>,
  people: PeopleSnapshot,
): Capacity[] {
  const bodyId = people.posts.find(({ id }) => id === postId)?.bodyId;
  return capacitiesIn(
    people,
    (post) => post.bodyId === bodyId && post.isInCharge && !post.isPrincipal && post.id !== postId,
  ).filter((one) => one.personId !== personId && !called.has(one.personId));
}
