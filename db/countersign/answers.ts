import { randomUUID } from 'node:crypto';
import type { Answer } from '../../domain/countersign/types';
import type { RuleReference } from '../../domain/routing/facts';
import type { Queryable } from '../pool';

/** A body's word in writing. */
export interface NewAnswer {
  requestId: string;
  kind: 'in-time' | 'late';
  answer: Answer;
  opinion: string;
  proposedWording: string;
  replyNumber: string;
  replyLetterId: string | null;
  elementInstanceKey: string | null;
  personId: string;
  postId: string;
  actor: string;
  grade: 'trusted' | 'demo';
  versionId: string;
  versionSha256: string;
  answeredAt: Date;
}

/** Keeps an answer; one in time per request, late ones as many as come. Answers its id. */
export async function insertAnswer(sql: Queryable, answer: NewAnswer): Promise<string> {
  const id = randomUUID();
  await sql.query(
    `insert into countersign_answers (id, request_id, kind, answer, opinion, proposed_wording, reply_number,
       reply_letter_id, element_instance_key, person_id, post_id, actor, grade, version_id, version_sha256, answered_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
    [
      id,
      answer.requestId,
      answer.kind,
      answer.answer,
      answer.opinion,
      answer.proposedWording,
      answer.replyNumber,
      answer.replyLetterId,
      answer.elementInstanceKey,
      answer.personId,
      answer.postId,
      answer.actor,
      answer.grade,
      answer.versionId,
      answer.versionSha256,
      answer.answeredAt,
    ],
  );
  return id;
}

/** A comment that the lead department has to adopt or not, with reasons. */
export async function insertComment(
  sql: Queryable,
  comment: { roundId: string; requestId: string; answerId: string; text: string },
): Promise<void> {
  await sql.query(
    `insert into countersign_comments (id, round_id, request_id, answer_id, number, text)
     values ($1, $2, $3, $4, (select coalesce(max(number), 0) + 1 from countersign_comments where round_id = $2), $5)`,
    [randomUUID(), comment.roundId, comment.requestId, comment.answerId, comment.text],
  );
}

export interface PhoneAnswer {
  requestId: string;
  answer: Answer;
  opinion: string;
  spokenWith: string;
  answeredAt: Date;
  recordedBy: string;
  recordedAs: string;
  signDueAt: Date;
  rule: RuleReference;
}

/** 电话答复，待补签. Answers whether it is the first of this request. */
export async function insertPhoneAnswer(sql: Queryable, phone: PhoneAnswer): Promise<boolean> {
  const { rowCount } = await sql.query(
    `insert into countersign_phone_answers (request_id, answer, opinion, spoken_with, answered_at, recorded_by,
       recorded_as, sign_due_at, rule) values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing`,
    [
      phone.requestId,
      phone.answer,
      phone.opinion,
      phone.spokenWith,
      phone.answeredAt,
      phone.recordedBy,
      phone.recordedAs,
      phone.signDueAt,
      JSON.stringify(phone.rule),
    ],
  );
  return rowCount === 1;
}

/** Which of the requests were answered by telephone. */
export async function listAnsweredByPhone(sql: Queryable, requestIds: string[]): Promise<string[]> {
  const { rows } = await sql.query<{ requestId: string }>(
    'select request_id as "requestId" from countersign_phone_answers where request_id = any($1)',
    [requestIds],
  );
  return rows.map(({ requestId }) => requestId);
}

export async function findPhoneAnswer(
  sql: Queryable,
  requestId: string,
): Promise<{ answer: Answer; signDueAt: Date } | null> {
  const { rows } = await sql.query<{ answer: Answer; signDueAt: Date }>(
    `select answer, sign_due_at as "signDueAt" from countersign_phone_answers where request_id = $1`,
    [requestId],
  );
  return rows[0] ?? null;
}

/**
 * Whether somebody gave an answer before a moment of which the engine, or our record, hasn't heard yet: his intent was
 * declared, or his task completed, by then.
 *
 * @param decisions those that answer
 */
export async function isAnswerUnderWay(
  sql: Queryable,
  requestId: string,
  before: Date,
  decisions: string[],
): Promise<boolean> {
  return (await answersUnderWay(sql, [{ requestId, before }], decisions)).length > 0;
}

/** Those of the requests to which that applies, each with its own moment. */
export async function answersUnderWay(
  sql: Queryable,
  requests: { requestId: string; before: Date }[],
  decisions: string[],
): Promise<string[]> {
  const { rows } = await sql.query<{ requestId: string }>(
    `select distinct steps.countersign_request_id as "requestId"
       from jsonb_to_recordset($1) as asked ("requestId" uuid, before timestamptz)
       join steps on steps.countersign_request_id = asked."requestId" and steps.state = 'open'
       left join intents using (element_instance_key)
       left join inbox_tasks as task using (element_instance_key)
      where not exists (select from step_results as result
                         where result.element_instance_key = steps.element_instance_key)
        and (intents.state in ('pending', 'confirmed') and intents.declared_at < asked.before
               and intents.decision = any($2)
             or task.state = 'completed' and task.ended_at < asked.before)`,
    [JSON.stringify(requests), decisions],
  );
  return rows.map(({ requestId }) => requestId);
}

/** The evidence of 逾期视为无不同意见, once; what was urged and extended is counted from the record. */
export async function insertDeemed(
  sql: Queryable,
  deemed: { requestId: string; rule: RuleReference }[],
): Promise<void> {
  await sql.query(
    `insert into countersign_deemed (request_id, served_at, received_at, limit_days, limit_set_by, deadline_at,
       deadline_provisional, calendar_version, expired_at, urgings, extensions, rule)
     select id, served_at, received_at, limit_days, limit_set_by, deadline_at, deadline_provisional, calendar_version,
            deadline_at, (select count(*) from countersign_urgings where request_id = deemed."requestId"),
            (select count(*) from countersign_extensions where request_id = deemed."requestId" and state = 'agreed'),
            deemed.rule
       from jsonb_to_recordset($1) as deemed ("requestId" uuid, rule jsonb)
       join countersign_requests on id = deemed."requestId"
     on conflict do nothing`,
    [JSON.stringify(deemed)],
  );
}
