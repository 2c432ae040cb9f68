import type { Queryable } from '../../db/pool';
import { loadPeopleSnapshot } from '../../db/people';
import { capacitiesIn } from '../../domain/people/capacitiesIn';
import type { Capacity, PeopleSnapshot } from '../../domain/people/types';
import type { WorkerDeps } from '../deps';
import { PermanentError } from '../runJob';

/** 会务; see people.json. */
const MEETING_DUTY = 'meeting-affairs';

export interface Secretary {
  capacity: Capacity;
  bodyId: string;
  people: PeopleSnapshot;
}

/** Who handles what follows from a meeting: whoever recorded its decisions, while he handles meetings; else a colleague. */
export async function findSecretary(
  { clock }: WorkerDeps,
  sql: Queryable,
  recordedBy: string | undefined,
): Promise<Secretary> {
  const people = await loadPeopleSnapshot(sql, clock.now());
  const capacities = capacitiesIn(people, ({ duties }) => duties.includes(MEETING_DUTY));
  const capacity = capacities.find(({ personId }) => personId === recordedBy) ?? capacities[0];
  const post = people.posts.find(({ id }) => id === capacity?.postId);
  if (!capacity || !post) throw new PermanentError('办公室现无会务人员，请补任职后在本页重试');
  return { capacity, bodyId: post.bodyId, people };
}

export function bodyNameOf(people: PeopleSnapshot, bodyId: string): string {
  return people.bodies.find(({ id }) => id === bodyId)?.name ?? bodyId;
}
