import { randomUUID } from 'node:crypto';
import type { Queryable } from '../pool';
import type { TopicState } from './topics';

/** An item of the agenda as it is being arranged, with what it shows of its topic. */
export interface MeetingItem {
  id: string;
  meetingId: string;
  topicCaseId: string;
  title: string;
  /** The department that proposed it. */
  bodyId: string;
  bodyName: string;
  topicState: TopicState;
  topicDrafterPersonId: string;
  position: number;
  minutes: number;
  reporterPersonId: string;
  reporterPostId: string;
  /** 农业农村局局长阿迪力·喀斯木. */
  reporterLabel: string;
  /** Bodies that sit in for it beside its reporter. */
  bodyIds: string[];
  bodyNames: string[];
}

/** What is arranged of a topic. */
export interface ItemPlan {
  topicCaseId: string;
  minutes: number;
  reporterPersonId: string;
  reporterPostId: string;
  bodyIds: string[];
}

/** Items in the order in which they are taken. */
export function listItems(sql: Queryable, meetingId: string): Promise<MeetingItem[]> {
  return listItemsOf(sql, [meetingId]);
}

/** The same of several meetings, in one query. */
export async function listItemsOf(sql: Queryable, meetingIds: readonly string[]): Promise<MeetingItem[]> {
  const { rows } = await sql.query(
    `select item.id, item.meeting_id as "meetingId", item.topic_case_id as "topicCaseId", cases.title,
            topic.body_id as "bodyId", bodies.name as "bodyName", topic.state as "topicState",
            cases.drafter_person_id as "topicDrafterPersonId", item.position, item.minutes,
            item.reporter_person_id as "reporterPersonId", item.reporter_post_id as "reporterPostId",
            posts.label || persons.display_name as "reporterLabel",
            coalesce((select array_agg(called.body_id order by body.position) from meeting_item_bodies as called
                       join bodies as body on body.id = called.body_id where called.item_id = item.id), '{}') as "bodyIds",
            coalesce((select array_agg(body.short_name order by body.position) from meeting_item_bodies as called
                       join bodies as body on body.id = called.body_id where called.item_id = item.id), '{}') as "bodyNames"
       from meeting_items as item
       join meeting_topics as topic on topic.case_id = item.topic_case_id
       join cases on cases.id = topic.case_id
       join bodies on bodies.id = topic.body_id
       join persons on persons.id = item.reporter_person_id
       join posts on posts.id = item.reporter_post_id
      where item.meeting_id = any($1::uuid[]) and item.removed_at is null
      order by item.position, item.id`,
    [meetingIds],
  );
  return rows as MeetingItem[];
}

/** The meetings, not cancelled, that have this topic on their agenda. */
export async function listMeetingsOfTopic(sql: Queryable, topicCaseId: string): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `select item.meeting_id as id from meeting_items as item join meetings on meetings.case_id = item.meeting_id
      where item.topic_case_id = $1 and item.removed_at is null and meetings.state <> 'cancelled'
      order by meetings.starts_at`,
    [topicCaseId],
  );
  return rows.map(({ id }) => id);
}

/** Which of these topics a meeting, not cancelled, has on its agenda. */
export async function listTopicsOnAgendas(
  sql: Queryable,
  topicCaseIds: readonly string[],
): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `select distinct item.topic_case_id as id
       from meeting_items as item join meetings on meetings.case_id = item.meeting_id
      where item.topic_case_id = any($1::uuid[]) and item.removed_at is null and meetings.state <> 'cancelled'`,
    [topicCaseIds],
  );
  return rows.map(({ id }) => id);
}

/**
 * The agenda from now on, in this order: what isn't named is taken off, what was taken off once and is named again
 * comes back. The caller holds the meeting's lock.
 */
export async function saveItems(
  sql: Queryable,
  meetingId: string,
  items: readonly ItemPlan[],
  at: Date,
): Promise<void> {
  await sql.query(
    `update meeting_items set removed_at = $3
      where meeting_id = $1 and removed_at is null and topic_case_id <> all($2::uuid[])`,
    [meetingId, items.map(({ topicCaseId }) => topicCaseId), at],
  );
  for (const [index, item] of items.entries()) {
    const { rows } = await sql.query<{ id: string }>(
      `insert into meeting_items (id, meeting_id, topic_case_id, position, minutes, reporter_person_id, reporter_post_id)
       values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (meeting_id, topic_case_id) do update
         set position = excluded.position, minutes = excluded.minutes, removed_at = null,
             reporter_person_id = excluded.reporter_person_id, reporter_post_id = excluded.reporter_post_id
       returning id`,
      [
        randomUUID(),
        meetingId,
        item.topicCaseId,
        index + 1,
        item.minutes,
        item.reporterPersonId,
        item.reporterPostId,
      ],
    );
    await sql.query('delete from meeting_item_bodies where item_id = $1', [rows[0]?.id]);
    await sql.query(
      'insert into meeting_item_bodies (item_id, body_id) select $1, unnest($2::text[]) on conflict do nothing',
      [rows[0]?.id, item.bodyIds],
    );
  }
}
