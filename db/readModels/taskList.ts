import type { RuleReference } from '../../domain/routing/facts';
import type { Queryable } from '../pool';
import type { HolderView } from './caseView';
import { ON_BEHALF_OF } from './caseView';

/** 待办: one open task as its holder sees it. */
export interface TaskView {
  userTaskKey: string;
  elementInstanceKey: string;
  elementId: string;
  caseId: string;
  caseTitle: string;
  draftingBodyName: string;
  urgency: string;
  label: string;
  act: string;
  decisions: string[];
  reason: string;
  rule: RuleReference;
  /** SHA-256 of the version now on the table: what a decision must name. */
  versionSha256: string;
  /** The countersigning it belongs to; null for a step of the case itself. */
  countersignRoundId: string | null;
  countersignRequestId: string | null;
  openedAt: Date;
  dueAt: Date;
  dueProvisional: boolean;
  state: 'created' | 'completed' | 'cancelled';
  /** When the case's route was determined anew; null where it never was. */
  reroutedAt: Date | null;
  stepState: 'open' | 'accepted' | 'refused' | 'cancelled';
  holders: HolderView[];
}

const SELECT = `
  select task.user_task_key as "userTaskKey", steps.element_instance_key as "elementInstanceKey",
         steps.element_id as "elementId", cases.id as "caseId", cases.title as "caseTitle",
         bodies.name as "draftingBodyName", cases.facts ->> 'urgency' as urgency, steps.label, steps.act,
         steps.decisions, steps.reason, steps.rule,
         coalesce(
           (select version_sha256 from countersign_rounds as round where round.id = steps.countersign_round_id),
           (select sha256 from document_versions as version
             where version.case_id = cases.id order by number desc limit 1)) as "versionSha256",
         steps.countersign_round_id as "countersignRoundId", steps.countersign_request_id as "countersignRequestId",
         steps.opened_at as "openedAt", steps.due_at as "dueAt", steps.due_provisional as "dueProvisional",
         task.state, steps.state as "stepState", cases.rerouted_at as "reroutedAt",
         (select coalesce(jsonb_agg(jsonb_build_object(
                   'personId', persons.id, 'personName', persons.display_name,
                   'postId', posts.id, 'postLabel', posts.label,
                   'onBehalfOf', ${ON_BEHALF_OF})
                   order by posts.id, persons.id), '[]')
            from step_holders as holder
            join persons on persons.id = holder.person_id
            join posts on posts.id = holder.post_id
           where holder.element_instance_key = steps.element_instance_key) as holders
    from inbox_tasks as task
    join steps using (element_instance_key)
    join cases on cases.id = steps.case_id
    join bodies on bodies.id = cases.drafting_body_id`;

/** A person's open tasks, the soonest due first. */
export async function listOpenTasks(sql: Queryable, personId: string): Promise<TaskView[]> {
  const { rows } = await sql.query(
    `${SELECT}
      where task.state = 'created' and steps.state = 'open'
        and exists (select from step_holders as holder
                     where holder.element_instance_key = steps.element_instance_key and holder.person_id = $1)
      order by steps.due_at, task.user_task_key`,
    [personId],
  );
  return rows as TaskView[];
}

/**
 * Locks the row of a task for the transaction: the engine's feed, which writes that row before it closes intents,
 * waits, and then sees the intent that is declared meanwhile.
 */
export async function lockTask(sql: Queryable, userTaskKey: string): Promise<void> {
  await sql.query('select from inbox_tasks where user_task_key = $1 for no key update', [userTaskKey]);
}

export async function findTask(sql: Queryable, userTaskKey: string): Promise<TaskView | null> {
  const { rows } = await sql.query(`${SELECT} where task.user_task_key = $1`, [userTaskKey]);
  return (rows[0] as TaskView | undefined) ?? null;
}
