import type { PeopleSnapshot } from './types';

/** Whether one of the posts that he holds at the snapshot's moment has this duty. */
export function holdsDuty({ holdings, posts }: PeopleSnapshot, personId: string, duty: string): boolean {
  return holdings.some(
    (holding) =>
      holding.personId === personId &&
      posts.some(({ id, duties }) => id === holding.postId && duties.includes(duty)),
  );
}
