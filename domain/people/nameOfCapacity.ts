import { readCapacityKey } from '../steps/details';
import type { PeopleSnapshot } from './types';

/** "post-1/person-1" → 副专员阿卜杜热依木; the key itself where the snapshot doesn't know them. */
export function nameOfCapacity(key: string, people: PeopleSnapshot): string {
  const parts = readCapacityKey(key);
  const post = people.posts.find(({ id }) => id === parts?.postId);
  const person = people.persons.find(({ id }) => id === parts?.personId);
  return post && person ? `${post.label}${person.displayName}` : key;
}
