import { randomUUID } from 'node:crypto';
import type { Queryable } from '../pool';

/** 议定事项: what is to be done, by whom. */
export interface DecisionTask {
  id: string;
  what: string;
  leadBodyId: string;
  assistingBodyIds: string[];
  /** ISO day; null: by the table of limits. */
  dueOn: string | null;
}

/** 会议决定印发的文件. */
export interface DecisionDocument {
  id: string;
  title: string;
  bodyId: string;
}

/** What is recorded of a meeting's decision on an item. */
export interface DecisionInput {
  outcome: string;
  words: string;
  disclosure: string;
  disclosureReason: string;
  pressWanted: boolean;
  tasks: Omit<DecisionTask, 'id'>[];
  documents: Omit<DecisionDocument, 'id'>[];
}

/** 会议决定, as it stands or stood. */
export interface Decision extends Omit<DecisionInput, 'tasks' | 'documents'> {
  id: string;
  itemId: string;
  meetingId: string;
  number: number;
  isCorrection: boolean;
  /** Why it was corrected after the meeting. */
  reason: string;
  recordedBy: string;
  recordedAs: string;
  recordedAt: Date;
  tasks: DecisionTask[];
  documents: DecisionDocument[];
}

const SELECT = `
  select decision.id, decision.item_id as "itemId", decision.meeting_id as "meetingId", decision.number, decision.outcome,
         decision.words, decision.disclosure, decision.disclosure_reason as "disclosureReason",
         decision.press_wanted as "pressWanted", decision.is_correction as "isCorrection", decision.reason,
         decision.recorded_by as "recordedBy", decision.recorded_as as "recordedAs", decision.recorded_at as "recordedAt",
         (select coalesce(jsonb_agg(jsonb_build_object('id', task.id, 'what', task.what, 'leadBodyId', task.lead_body_id,
                   'assistingBodyIds', to_jsonb(task.assisting_body_ids), 'dueOn', task.due_on) order by task.position), '[]')
            from decision_tasks as task where task.decision_id = decision.id) as tasks,
         (select coalesce(jsonb_agg(jsonb_build_object('id', document.id, 'title', document.title,
                   'bodyId', document.body_id) order by document.position), '[]')
            from decision_documents as document where document.decision_id = decision.id) as documents
    from item_decisions as decision`;

/** Every record of a meeting's decisions: items in no particular order, each one's records in theirs. */
export async function listDecisions(sql: Queryable, meetingId: string): Promise<Decision[]> {
  const { rows } = await sql.query(
    `${SELECT} where decision.meeting_id = $1 order by decision.item_id, decision.number`,
    [meetingId],
  );
  return rows as Decision[];
}

/** What stands for each item that was decided: item id → decision. */
export function standing(decisions: readonly Decision[]): Map<string, Decision> {
  return new Map(decisions.map((decision) => [decision.itemId, decision]));
}

/** The same as the meeting ended, whatever was corrected since: what was set going follows from these. */
export function atTheEnd(decisions: readonly Decision[]): Map<string, Decision> {
  return standing(decisions.filter(({ isCorrection }) => !isCorrection));
}

/** What the meeting decided and set going, in the words that stand since a correction. */
export function asCorrected(decisions: readonly Decision[]): Map<string, Decision> {
  const present = standing(decisions);
  const ended = atTheEnd(decisions);
  return new Map([...ended].map(([id, one]) => [id, { ...one, words: present.get(id)?.words ?? one.words }]));
}

/** Records a decision beside those before; the newest stands. The caller holds the meeting's lock. */
export async function insertDecision(
  sql: Queryable,
  decision: DecisionInput & {
    itemId: string;
    meetingId: string;
    recordedBy: string;
    recordedAs: string;
    correction: { reason: string } | null;
    at: Date;
  },
): Promise<string> {
  const id = randomUUID();
  await sql.query(
    `insert into item_decisions (id, item_id, meeting_id, number, outcome, words, disclosure, disclosure_reason,
                                 press_wanted, is_correction, reason, recorded_by, recorded_as, recorded_at)
     select $1, $2, $3, coalesce(max(number), 0) + 1, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13
       from item_decisions where item_id = $2`,
    [
      id,
      decision.itemId,
      decision.meetingId,
      decision.outcome,
      decision.words,
      decision.disclosure,
      decision.disclosureReason,
      decision.pressWanted,
      decision.correction !== null,
      decision.correction?.reason ?? '',
      decision.recordedBy,
      decision.recordedAs,
      decision.at,
    ],
  );
  for (const [index, task] of decision.tasks.entries()) {
    await sql.query(
      `insert into decision_tasks (id, decision_id, position, what, lead_body_id, assisting_body_ids, due_on)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [randomUUID(), id, index + 1, task.what, task.leadBodyId, task.assistingBodyIds, task.dueOn],
    );
  }
  for (const [index, document] of decision.documents.entries()) {
    await sql.query(
      `insert into decision_documents (id, decision_id, position, title, body_id) values ($1, $2, $3, $4, $5)`,
      [randomUUID(), id, index + 1, document.title, document.bodyId],
    );
  }
  return id;
}
