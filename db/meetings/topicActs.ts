import type { Queryable } from '../pool';

/** What was done in a step of a topic, so that it counted: 会前协调, 审核, 确定. */
export interface TopicAct {
  elementId: string;
  act: string;
  actor: string;
  decision: string;
  opinion: string;
  at: Date;
}

/** The acts on a topic that counted, the first one first; those of its countersignings stand on their sheets. */
export async function listTopicActs(sql: Queryable, caseId: string): Promise<TopicAct[]> {
  const { rows } = await sql.query<TopicAct>(
    `select steps.element_id as "elementId", steps.act, result.actor, result.decision, result.opinion,
            result.acted_at as at
       from step_results as result join steps using (element_instance_key)
      where result.case_id = $1 and result.accepted and steps.countersign_round_id is null
      order by result.element_instance_key`,
    [caseId],
  );
  return rows;
}
