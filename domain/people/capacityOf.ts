import type { Capacity, Holding, PeopleSnapshot } from './types';

/** A person in a post, as he acts; null where the snapshot doesn't know one of them. Whether he holds it isn't asked. */
export function capacityOf(
  { personId, postId }: Pick<Holding, 'personId' | 'postId'>,
  people: PeopleSnapshot,
): Capacity | null {
  const person = people.persons.find(({ id }) => id === personId);
  const post = people.posts.find(({ id }) => id === postId);
  if (!person || !post) return null;
  return { personId, login: person.login, personName: person.displayName, postId, postLabel: post.label };
}
