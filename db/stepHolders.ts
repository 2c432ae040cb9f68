import type { Capacity } from '../domain/people/types';
import type { Queryable } from './pool';

/** In which capacity somebody has a step, and by whose delegation where it isn't his own. */
export type HoldingCapacity = Pick<Capacity, 'personId' | 'postId' | 'onBehalfOf'>;

/** Who has a step from its opening on. */
export async function insertHolders(
  sql: Queryable,
  elementInstanceKey: string,
  holders: HoldingCapacity[],
): Promise<void> {
  const rows = holders.map(({ personId, postId, onBehalfOf }) => ({
    person_id: personId,
    post_id: postId,
    delegation_id: onBehalfOf?.delegationId ?? null,
  }));
  await sql.query(
    `insert into step_holders (element_instance_key, person_id, post_id, delegation_id)
     select $1, holder.* from jsonb_to_recordset($2) as holder (person_id text, post_id text, delegation_id uuid)
     on conflict do nothing`,
    [elementInstanceKey, JSON.stringify(rows)],
  );
}

/** Who has an open step of a case. */
export async function listOpenHolders(sql: Queryable, caseId: string): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `select distinct holder.person_id as id from steps join step_holders as holder using (element_instance_key)
      where steps.case_id = $1 and steps.state = 'open'`,
    [caseId],
  );
  return rows.map(({ id }) => id);
}

/** An open step goes to others. What it was before stands in the ledger. */
export async function replaceHolders(
  sql: Queryable,
  elementInstanceKey: string,
  holders: HoldingCapacity[],
  reason: string,
): Promise<void> {
  await sql.query('delete from step_holders where element_instance_key = $1', [elementInstanceKey]);
  await insertHolders(sql, elementInstanceKey, holders);
  await sql.query('update steps set reason = $2 where element_instance_key = $1', [
    elementInstanceKey,
    reason,
  ]);
}

/** Who has a step, as he is called. */
export interface StepHolder {
  personId: string;
  postId: string;
  /** 副专员阿卜杜热依木. */
  label: string;
  delegationId: string | null;
}

export async function listHolders(sql: Queryable, elementInstanceKey: string): Promise<StepHolder[]> {
  const { rows } = await sql.query(
    `select holder.person_id as "personId", holder.post_id as "postId",
            posts.label || persons.display_name as label, holder.delegation_id as "delegationId"
       from step_holders as holder
       join persons on persons.id = holder.person_id
       join posts on posts.id = holder.post_id
      where holder.element_instance_key = $1
      order by posts.id, persons.id`,
    [elementInstanceKey],
  );
  return rows as StepHolder[];
}

/** A step's task in the engine, to whom it is to be given, and what its form says of them. */
export interface Assignment {
  elementInstanceKey: string;
  /** Null until the feed has brought the task. */
  userTaskKey: string | null;
  isOpen: boolean;
  /** Those who have the step, those of their own first. */
  holders: Capacity[];
  reason: string;
  /** Of the office, for moments in words. */
  timeZone: string;
  /** Whom the engine last named. */
  assignee: string | null;
}

export async function findAssignment(sql: Queryable, elementInstanceKey: string): Promise<Assignment> {
  const { rows } = await sql.query<Omit<Assignment, 'elementInstanceKey' | 'holders'>>(
    `select task.user_task_key as "userTaskKey", task.assignee, steps.reason,
            steps.state = 'open' and coalesce(task.state, 'created') = 'created' as "isOpen",
            (select time_zone from office) as "timeZone"
       from steps left join inbox_tasks as task using (element_instance_key)
      where element_instance_key = $1`,
    [elementInstanceKey],
  );
  const none = { userTaskKey: null, isOpen: false, reason: '', timeZone: '', assignee: null };
  const found = rows[0] ?? none;
  return { ...found, elementInstanceKey, holders: await listCapacities(sql, elementInstanceKey) };
}

/** The holders of a step as capacities: with whom they act for. */
async function listCapacities(sql: Queryable, elementInstanceKey: string): Promise<Capacity[]> {
  const { rows } = await sql.query<Capacity & { onBehalfOf: Capacity['onBehalfOf'] | null }>(
    `select holder.person_id as "personId", persons.login, persons.display_name as "personName",
            holder.post_id as "postId", posts.label as "postLabel",
            case when given.id is not null then jsonb_build_object(
              'personId', giver.id, 'personName', giver.display_name, 'postId', giver_post.id,
              'postLabel', giver_post.label, 'delegationId', given.id, 'basis', given.basis,
              'validUntil', given.valid_until) end as "onBehalfOf"
       from step_holders as holder
       join persons on persons.id = holder.person_id
       join posts on posts.id = holder.post_id
       left join delegations as given on given.id = holder.delegation_id
       left join persons as giver on giver.id = given.from_person_id
       left join posts as giver_post on giver_post.id = given.from_post_id
      where holder.element_instance_key = $1
      order by holder.delegation_id nulls first, posts.id, persons.id`,
    [elementInstanceKey],
  );
  return rows.map(({ onBehalfOf, ...own }) =>
    // JSON has no moments.
    onBehalfOf ? { ...own, onBehalfOf: { ...onBehalfOf, validUntil: new Date(onBehalfOf.validUntil) } } : own,
  );
}

/** A step's task in the engine, and by when it is to be done. */
export interface TaskDate {
  /** Null until the feed has brought the task. */
  userTaskKey: string | null;
  elementInstanceKey: string;
  isOpen: boolean;
  dueAt: Date;
  isProvisional: boolean;
  timeZone: string;
}

/** Null where no such step is on record. */
export async function findTaskDate(sql: Queryable, elementInstanceKey: string): Promise<TaskDate | null> {
  const { rows } = await sql.query<TaskDate>(
    `select task.user_task_key as "userTaskKey", element_instance_key as "elementInstanceKey",
            steps.state = 'open' and coalesce(task.state, 'created') = 'created' as "isOpen",
            due_at as "dueAt", due_provisional as "isProvisional", (select time_zone from office) as "timeZone"
       from steps left join inbox_tasks as task using (element_instance_key)
      where element_instance_key = $1`,
    [elementInstanceKey],
  );
  return rows[0] ?? null;
}

/** A capacity in which somebody has a step. */
export interface HeldCapacity {
  postId: string;
  /** 常务副专员（受专员艾力亚尔·玉苏普委托）. */
  label: string;
  /** Whether he is still in that post, and what was delegated to him still holds. */
  stands: boolean;
}

/** In which capacities a person has a step, those of his own first; none where it isn't his. */
export async function findHeldCapacities(
  sql: Queryable,
  elementInstanceKey: string,
  personId: string,
): Promise<HeldCapacity[]> {
  const { rows } = await sql.query(
    `with today as (select (app_now() at time zone time_zone)::date as day from office),
          held as (select person_id, post_id from post_holdings, today
                    where held_from <= day and (held_until is null or held_until > day))
     select holder.post_id as "postId",
            posts.label || coalesce('（受' || giver_post.label || giver.display_name || '委托）', '') as label,
            (holder.person_id, holder.post_id) in (select * from held)
            and (holder.delegation_id is null
                 or app_now() < given.valid_until and given.revoked_at is null
                    and (given.from_person_id, given.from_post_id) in (select * from held)) as stands
       from step_holders as holder
       join posts on posts.id = holder.post_id
       left join delegations as given on given.id = holder.delegation_id
       left join persons as giver on giver.id = given.from_person_id
       left join posts as giver_post on giver_post.id = given.from_post_id
      where holder.element_instance_key = $1 and holder.person_id = $2
      order by holder.delegation_id nulls first, holder.post_id`,
    [elementInstanceKey, personId],
  );
  return rows as HeldCapacity[];
}
