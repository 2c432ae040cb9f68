import type { Account } from '../../../db/accounts';
import { loadPeopleSnapshot } from '../../../db/people';
import type { Queryable } from '../../../db/pool';
import { holdersInOffice } from '../../../db/stepTerms';
import { holdsDuty } from '../../../domain/people/duties';
import type { PeopleSnapshot, Post } from '../../../domain/people/types';
import type { Dependencies } from '../../dependencies';
import { isLeader, MEETING_DUTY, postsOf } from '../meetings/access';

export type AfterMeetingDeps = Pick<Dependencies, 'pool' | 'clock' | 'office'>;

/** How somebody stands to what follows from meetings. */
export interface Standing {
  people: PeopleSnapshot;
  posts: Post[];
  /** Handles meetings in the Office. */
  isSecretary: boolean;
  /** Sees all of it: the leaders, those who handle meetings, and whom the office names as readers of records. */
  isOverseer: boolean;
  /** Bodies that he is in charge of. */
  inCharge: string[];
  /** Bodies in which he holds a post. */
  bodyIds: string[];
}

/** @rule art-56 */
export async function standingOf(
  { clock, office }: Pick<AfterMeetingDeps, 'clock' | 'office'>,
  sql: Queryable,
  { personId }: Account,
): Promise<Standing> {
  const people = await loadPeopleSnapshot(sql, clock.now());
  const posts = postsOf(people, personId);
  const isSecretary = holdsDuty(people, personId, MEETING_DUTY);
  return {
    people,
    posts,
    isSecretary,
    isOverseer: isSecretary || isLeader(people, personId) || recordReaders(office, people).includes(personId),
    inCharge: posts
      .filter(({ isInCharge, isPrincipal }) => isInCharge || isPrincipal)
      .map(({ bodyId }) => bodyId),
    bodyIds: posts.map(({ bodyId }) => bodyId),
  };
}

/** Who reads records of meetings besides who keeps them: 秘书长, 办公室主任, as the office says. */
export function recordReaders(office: Dependencies['office'], people: PeopleSnapshot): string[] {
  const nobody = { drafter: { personId: '', postId: '' }, draftingBodyId: '' };
  return holdersInOffice(office, office.meetings.recordReaders, nobody, people).capacities.map(
    ({ personId }) => personId,
  );
}

/** 行署办公室科员程立言: a person in the first of his posts that qualifies, for the record. */
export function actorIn(
  { people, posts }: Pick<Standing, 'people' | 'posts'>,
  account: Account,
  qualifies: (post: Post) => boolean = () => true,
): string {
  const post = posts.find(qualifies) ?? posts[0];
  const name = people.persons.find(({ id }) => id === account.personId)?.displayName ?? account.displayName;
  return `${post?.label ?? ''}${name}`;
}
