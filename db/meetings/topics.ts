import type { CaseStatus } from '../cases';
import type { Queryable } from '../pool';

/** Where a topic stands; see migration 0019. */
export type TopicState =
  | 'proposed'
  | 'returned'
  | 'coordinated'
  | 'checked'
  | 'in'
  | 'postponed'
  | 'other-meeting'
  | 'out'
  | 'scheduled'
  | 'decided'
  | 'withdrawn';

/** A topic's own fields; its title and text are the content of its case. */
export interface TopicFields {
  category: string;
  meetingKind: string;
  purpose: string;
  /** 提请会议决定的事项. */
  proposal: string;
  reporterPersonId: string;
  reporterPostId: string;
  minutes: number;
  budget: string;
  explanation: string;
  isNormative: boolean;
  isMajor: boolean;
  touchesBusiness: boolean;
  /** 已经党组会研究. */
  partyGroupDiscussed: boolean;
  /** 需报地委. */
  forPartyCommittee: boolean;
}

/** 议题 (art 38). */
export interface Topic extends TopicFields {
  caseId: string;
  title: string;
  bodyId: string;
  bodyName: string;
  reporterName: string;
  reporterPostLabel: string;
  state: TopicState;
  stateSince: Date;
  /** Of its case: a draft is its drafter's alone. */
  status: CaseStatus;
  drafterPersonId: string;
}

const SELECT = `
  select topic.case_id as "caseId", cases.title, topic.body_id as "bodyId", bodies.name as "bodyName",
         topic.category, topic.meeting_kind as "meetingKind", topic.purpose, topic.proposal,
         topic.reporter_person_id as "reporterPersonId", topic.reporter_post_id as "reporterPostId",
         persons.display_name as "reporterName", posts.label as "reporterPostLabel",
         topic.minutes, topic.budget, topic.explanation, topic.is_normative as "isNormative",
         topic.is_major as "isMajor", topic.touches_business as "touchesBusiness",
         topic.party_group_discussed as "partyGroupDiscussed", topic.for_party_committee as "forPartyCommittee",
         topic.state, topic.state_since as "stateSince",
         cases.status, cases.drafter_person_id as "drafterPersonId"
    from meeting_topics as topic
    join cases on cases.id = topic.case_id
    join bodies on bodies.id = topic.body_id
    join persons on persons.id = topic.reporter_person_id
    join posts on posts.id = topic.reporter_post_id`;

export async function findTopic(sql: Queryable, caseId: string): Promise<Topic | null> {
  const { rows } = await sql.query(`${SELECT} where topic.case_id = $1`, [caseId]);
  return (rows[0] as Topic | undefined) ?? null;
}

/** The topic, locked for the transaction; lock its case first where both are locked. */
export async function lockTopic(sql: Queryable, caseId: string): Promise<Topic | null> {
  await sql.query('select from meeting_topics where case_id = $1 for no key update', [caseId]);
  return findTopic(sql, caseId);
}

/** Topics in any of these states, the longest waiting first; "proposed" may still be drafts. */
export async function listTopics(sql: Queryable, { states }: { states: TopicState[] }): Promise<Topic[]> {
  const { rows } = await sql.query(
    `${SELECT} where topic.state = any($1) order by topic.state_since, topic.case_id`,
    [states],
  );
  return rows as Topic[];
}

/** What a person drafted or reports, or his body proposed where he is in charge there; the newest first. */
export async function listOwnTopics(
  sql: Queryable,
  { personId, bodyIds }: { personId: string; bodyIds: string[] },
): Promise<Topic[]> {
  const { rows } = await sql.query(
    `${SELECT} where cases.drafter_person_id = $1
        or cases.status <> 'draft' and (topic.reporter_person_id = $1 or topic.body_id = any($2))
      order by cases.opened_at desc, topic.case_id limit 200`,
    [personId, bodyIds],
  );
  return rows as Topic[];
}

/** The caller holds the lock of the topic. */
export async function setTopicState(sql: Queryable, caseId: string, state: TopicState): Promise<void> {
  await sql.query(
    'update meeting_topics set state = $2, state_since = app_now() where case_id = $1 and state <> $2',
    [caseId, state],
  );
}

/** A new topic, of a case that was opened in the same transaction. */
export async function insertTopic(
  sql: Queryable,
  topic: TopicFields & { caseId: string; bodyId: string },
): Promise<void> {
  await sql.query(
    `insert into meeting_topics (case_id, body_id, category, meeting_kind, purpose, proposal, reporter_person_id,
       reporter_post_id, minutes, budget, explanation, is_normative, is_major, touches_business, party_group_discussed,
       for_party_committee)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
    [topic.caseId, topic.bodyId, ...valuesOf(topic)],
  );
}

/** What its drafter changed before it is handed in again; the caller holds the lock. */
export async function updateTopic(sql: Queryable, caseId: string, fields: TopicFields): Promise<void> {
  await sql.query(
    `update meeting_topics set category = $2, meeting_kind = $3, purpose = $4, proposal = $5, reporter_person_id = $6,
       reporter_post_id = $7, minutes = $8, budget = $9, explanation = $10, is_normative = $11, is_major = $12,
       touches_business = $13, party_group_discussed = $14, for_party_committee = $15
     where case_id = $1`,
    [caseId, ...valuesOf(fields)],
  );
}

/** 专员改定的会议种类 (改上其他会议). */
export async function moveTopic(sql: Queryable, caseId: string, meetingKind: string): Promise<void> {
  await sql.query('update meeting_topics set meeting_kind = $2 where case_id = $1', [caseId, meetingKind]);
}

const valuesOf = (topic: TopicFields): (string | number | boolean)[] => [
  topic.category,
  topic.meetingKind,
  topic.purpose,
  topic.proposal,
  topic.reporterPersonId,
  topic.reporterPostId,
  topic.minutes,
  topic.budget,
  topic.explanation,
  topic.isNormative,
  topic.isMajor,
  topic.touchesBusiness,
  topic.partyGroupDiscussed,
  topic.forPartyCommittee,
];

/** Whether a meeting that has not ended has it on its agenda, as that is being arranged or as it was approved. */
export async function isOnAgenda(sql: Queryable, caseId: string): Promise<boolean> {
  const { rowCount } = await sql.query(
    `select from meeting_items as item join meetings on meetings.case_id = item.meeting_id
      where item.topic_case_id = $1 and item.removed_at is null and meetings.state in ('preparing', 'approved', 'opened')`,
    [caseId],
  );
  return (rowCount ?? 0) > 0;
}
