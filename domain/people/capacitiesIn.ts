import { capacityOf } from './capacityOf';
import type { Capacity, PeopleSnapshot, Post } from './types';

/** People in the posts that qualify, the highest rank first. */
export function capacitiesIn(people: PeopleSnapshot, belongs: (post: Post) => boolean): Capacity[] {
  const precedence = new Map(people.ranks.map((rank) => [rank.id, rank.precedence]));
  const ofPost = (post: Post): number => precedence.get(post.rankId ?? '') ?? Number.MAX_SAFE_INTEGER;
  return people.posts
    .filter(belongs)
    .sort((left, right) => ofPost(left) - ofPost(right))
    .flatMap((post) =>
      people.holdings
        .filter(({ postId }) => postId === post.id)
        .flatMap((holding) => capacityOf(holding, people) ?? []),
    );
}

export function bodyName(people: PeopleSnapshot, bodyId: string): string {
  return people.bodies.find(({ id }) => id === bodyId)?.shortName ?? bodyId;
}

/** "副专员林静姝、副专员古丽扎尔·依明尼亚孜". */
export function asNames(capacities: Capacity[]): string {
  return capacities.map(({ postLabel, personName }) => `${postLabel}${personName}`).join('、');
}
