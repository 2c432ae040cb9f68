import { randomUUID } from 'node:crypto';
import type { ParticipantPlan } from '../../domain/meetings/composition';
import type { Queryable } from '../pool';

export type { ParticipantClass, ParticipantPlan } from '../../domain/meetings/composition';

export interface Participant extends ParticipantPlan {
  id: string;
  meetingId: string;
  position: number;
  /** 农业农村局局长 阿迪力·喀斯木, or the external name. */
  label: string;
  personName: string;
  postLabel: string;
}

/** Members first, then those who attend, then those invited; each in the order of the tables. Nobody before 批印. */
export function listParticipants(sql: Queryable, meetingId: string): Promise<Participant[]> {
  return listParticipantsOf(sql, [meetingId]);
}

/** The same of several meetings, in one query. */
export async function listParticipantsOf(
  sql: Queryable,
  meetingIds: readonly string[],
): Promise<Participant[]> {
  const { rows } = await sql.query(
    `select one.id, one.meeting_id as "meetingId", one.class, one.person_id as "personId", one.post_id as "postId",
            one.body_id as "bodyId", one.external_name as "externalName", one.item_ids as "itemIds", one.words,
            one.article, one.position,
            coalesce(one.external_name, concat(posts.label, persons.display_name)) as label,
            coalesce(persons.display_name, one.external_name) as "personName", coalesce(posts.label, '') as "postLabel"
       from meeting_participants as one
       left join persons on persons.id = one.person_id
       left join posts on posts.id = one.post_id
      where one.meeting_id = any($1::uuid[]) and one.removed_at is null
      order by one.position, one.id`,
    [meetingIds],
  );
  return rows as Participant[];
}

/**
 * Refreshes who belongs to a meeting: who is there already keeps his row, whoever is no longer named is taken off. The
 * caller holds the meeting's lock.
 */
export async function saveParticipants(
  sql: Queryable,
  meetingId: string,
  plans: readonly ParticipantPlan[],
  at: Date,
): Promise<void> {
  const standing = await listParticipants(sql, meetingId);
  const keyOf = ({ personId, externalName }: ParticipantPlan): string =>
    personId ?? `external:${externalName}`;
  const planned = new Set(plans.map(keyOf));
  const gone = standing.filter((one) => !planned.has(keyOf(one))).map(({ id }) => id);
  await sql.query('update meeting_participants set removed_at = $2 where id = any($1::uuid[])', [gone, at]);
  for (const [index, plan] of plans.entries()) {
    const known = standing.find((one) => keyOf(one) === keyOf(plan));
    const values = [plan.class, plan.postId, plan.bodyId, index + 1, plan.itemIds, plan.words, plan.article];
    if (known) {
      await sql.query(
        `update meeting_participants set class = $2, post_id = $3, body_id = $4, position = $5, item_ids = $6,
                words = $7, article = $8
          where id = $1`,
        [known.id, ...values],
      );
    } else {
      await sql.query(
        `insert into meeting_participants (id, meeting_id, person_id, external_name, class, post_id, body_id, position,
                                           item_ids, words, article)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
        [randomUUID(), meetingId, plan.personId, plan.externalName, ...values],
      );
    }
  }
}
