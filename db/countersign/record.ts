import type { RoundRecord } from '../../domain/countersign/types';
import { elements } from '../../domain/generated/ids';
import type { Queryable } from '../pool';

const HANDLE_COMMENTS = elements.countersign.userTask_HandleComments;

/** What the course of a round depends on, from its tables: `nextOfRound` decides by nothing else. */
export async function loadRoundRecord(sql: Queryable, roundId: string): Promise<RoundRecord> {
  const { rows } = await sql.query<RoundRecord>(
    `select
       (select coalesce(jsonb_agg(jsonb_build_object('id', request.id, 'bodyId', request.body_id, 'stage', request.stage,
                 'about', request.about, 'group', request.group_number, 'state', request.state,
                 'answer', coalesce(written.answer, case when request.state = 'by-phone' then phone.answer end))
                 order by request.stage, request.group_number, request.body_id), '[]')
          from countersign_requests as request
          left join countersign_answers as written on written.request_id = request.id and written.kind = 'in-time'
          left join countersign_phone_answers as phone on phone.request_id = request.id
         where request.round_id = $1) as requests,
       (select coalesce(jsonb_agg(jsonb_build_object('bodyId', request.body_id, 'stage', request.stage,
                 'adoption', comment.adoption,
                 'isHandled', exists (select from step_results as result join steps using (element_instance_key)
                                       where steps.countersign_round_id = $1 and steps.element_id = $2 and result.accepted
                                         and result.element_instance_key > answer.element_instance_key))
                 order by comment.number), '[]')
          from countersign_comments as comment join countersign_requests as request on request.id = comment.request_id
          join countersign_answers as answer on answer.id = comment.answer_id
         where comment.round_id = $1) as comments,
       (select coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'result', result) order by element_instance_key), '[]')
          from countersign_talks where round_id = $1) as talks`,
    [roundId, HANDLE_COMMENTS],
  );
  const [record] = rows;
  if (!record) throw new Error(`读取会签 ${roundId} 失败`);
  return record;
}

/** Whether what a leader needs for coordinating was prepared since the last talks. */
export async function isCoordinationPrepared(
  sql: Queryable,
  roundId: string,
  elementId: string,
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `select from step_results as result join steps using (element_instance_key)
      where steps.countersign_round_id = $1 and steps.element_id = $2 and result.accepted
        and steps.element_instance_key > coalesce(
          (select max(element_instance_key) from countersign_talks where round_id = $1), 0)`,
    [roundId, elementId],
  );
  return (rowCount ?? 0) > 0;
}

/** Each side's grounds as they were written: what the table of dissent lists. */
export interface Grounds {
  bodyId: string;
  answerId: string;
  opinion: string;
  proposedWording: string;
}

/** The latest grounds of these bodies. */
export async function loadGrounds(sql: Queryable, roundId: string, bodyIds: string[]): Promise<Grounds[]> {
  const { rows } = await sql.query(
    `select distinct on (request.body_id) request.body_id as "bodyId", answer.id as "answerId", answer.opinion,
            answer.proposed_wording as "proposedWording"
       from countersign_answers as answer join countersign_requests as request on request.id = answer.request_id
      where request.round_id = $1 and request.body_id = any($2) and answer.kind = 'in-time'
        and answer.answer = 'disagree'
      order by request.body_id, request.stage desc`,
    [roundId, bodyIds],
  );
  return rows as Grounds[];
}

export async function insertTalk(
  sql: Queryable,
  talk: {
    elementInstanceKey: string;
    roundId: string;
    kind: 'negotiation' | 'coordination';
    result: 'settled' | 'split' | 'recommended';
    record: string;
    grounds: Grounds[];
    actor: string;
    at: Date;
  },
): Promise<void> {
  await sql.query(
    `insert into countersign_talks (element_instance_key, round_id, kind, result, record, grounds, actor, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      talk.elementInstanceKey,
      talk.roundId,
      talk.kind,
      talk.result,
      talk.record,
      JSON.stringify(talk.grounds),
      talk.actor,
      talk.at,
    ],
  );
}
