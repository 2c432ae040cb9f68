import type { Queryable } from '../pool';

/** 会议报道 of one decision (art 42). */
export interface PressRelease {
  caseId: string;
  title: string;
  meetingId: string;
  meetingKind: string;
  itemId: string;
  topicCategory: string;
  status: string;
  closedAs: string | null;
  openedAt: Date;
  closedAt: Date | null;
  stepLabel: string | null;
  publications: { words: string; recordedBy: string; recordedAt: string }[];
}

const SELECT = `
  select press.case_id as "caseId", cases.title, press.meeting_id as "meetingId", meetings.kind as "meetingKind",
         press.item_id as "itemId", topic.category as "topicCategory", cases.status, cases.closed_as as "closedAs",
         cases.opened_at as "openedAt", cases.closed_at as "closedAt",
         (select label from steps where steps.case_id = press.case_id and state = 'open' limit 1) as "stepLabel",
         (select coalesce(jsonb_agg(jsonb_build_object('words', words, 'recordedBy', recorded_by, 'recordedAt', recorded_at)
                   order by recorded_at), '[]')
            from press_publications as published where published.case_id = press.case_id) as publications
    from press_releases as press
    join cases on cases.id = press.case_id
    join meetings on meetings.case_id = press.meeting_id
    join meeting_items as item on item.id = press.item_id
    join meeting_topics as topic on topic.case_id = item.topic_case_id`;

export async function findPressRelease(sql: Queryable, caseId: string): Promise<PressRelease | null> {
  const { rows } = await sql.query(`${SELECT} where press.case_id = $1`, [caseId]);
  return (rows[0] as PressRelease | undefined) ?? null;
}

export async function listPressReleases(sql: Queryable, meetingId: string): Promise<PressRelease[]> {
  const { rows } = await sql.query(`${SELECT} where press.meeting_id = $1 order by item.position`, [
    meetingId,
  ]);
  return rows as PressRelease[];
}

export async function insertPressRelease(
  sql: Queryable,
  press: { caseId: string; decisionId: string; meetingId: string; itemId: string },
): Promise<void> {
  await sql.query(
    'insert into press_releases (case_id, decision_id, meeting_id, item_id) values ($1, $2, $3, $4)',
    [press.caseId, press.decisionId, press.meetingId, press.itemId],
  );
}

/** 发布登记, once per step. @rule art-27 */
export async function insertPublication(
  sql: Queryable,
  publication: { elementInstanceKey: string; caseId: string; words: string; recordedBy: string; at: Date },
): Promise<void> {
  await sql.query(
    `insert into press_publications (element_instance_key, case_id, words, recorded_by, recorded_at)
     values ($1, $2, $3, $4, $5) on conflict do nothing`,
    [
      publication.elementInstanceKey,
      publication.caseId,
      publication.words,
      publication.recordedBy,
      publication.at,
    ],
  );
}
