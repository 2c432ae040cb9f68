import type { Queryable } from '../pool';

/** 督办: a task that a meeting gave to a department (art 24). */
export interface SupervisedTask {
  caseId: string;
  title: string;
  meetingId: string;
  itemId: string;
  what: string;
  leadBodyId: string;
  leadBodyName: string;
  assisting: { bodyId: string; name: string }[];
  /** As the meeting set it; null: by the table of limits. */
  dueAt: Date | null;
  openedAt: Date;
  /** The deadline of the step in which it stands; null once it is closed. */
  stepDueAt: Date | null;
  stepLabel: string | null;
  stepHolders: string[];
  closedAt: Date | null;
  feedback: Feedback[];
  /** What was done in its steps: the result, 销号, a return. */
  acts: TaskAct[];
}

export interface TaskAct {
  act: string;
  decision: string;
  actor: string;
  opinion: string;
  actedAt: string;
}

export interface Feedback {
  bodyName: string;
  words: string;
  givenAs: string;
  givenAt: string;
}

const SELECT = `
  select task.case_id as "caseId", cases.title, task.meeting_id as "meetingId", task.item_id as "itemId", decided.what,
         cases.drafting_body_id as "leadBodyId", lead.name as "leadBodyName", task.due_at as "dueAt",
         cases.opened_at as "openedAt", cases.closed_at as "closedAt", open.due_at as "stepDueAt", open.label as "stepLabel",
         coalesce((select array_agg(posts.label || persons.display_name order by posts.id, persons.id)
                     from step_holders as holder join persons on persons.id = holder.person_id
                     join posts on posts.id = holder.post_id
                    where holder.element_instance_key = open.element_instance_key), '{}') as "stepHolders",
         (select coalesce(jsonb_agg(jsonb_build_object('bodyId', bodies.id, 'name', bodies.name) order by bodies.position), '[]')
            from supervised_task_bodies as assisting join bodies on bodies.id = assisting.body_id
           where assisting.case_id = task.case_id) as assisting,
         (select coalesce(jsonb_agg(jsonb_build_object('bodyName', bodies.name, 'words', given.words, 'givenAs', given.given_as,
                   'givenAt', given.given_at) order by given.id), '[]')
            from supervision_feedback as given join bodies on bodies.id = given.body_id
           where given.case_id = task.case_id) as feedback,
         (select coalesce(jsonb_agg(jsonb_build_object('act', steps.act, 'decision', result.decision, 'actor', result.actor,
                   'opinion', result.opinion, 'actedAt', result.acted_at) order by result.acted_at), '[]')
            from step_results as result join steps using (element_instance_key)
           where result.case_id = task.case_id and result.accepted) as acts
    from supervised_tasks as task
    join cases on cases.id = task.case_id
    join decision_tasks as decided on decided.id = task.task_id
    join bodies as lead on lead.id = cases.drafting_body_id
    left join steps as open on open.case_id = task.case_id and open.state = 'open'`;

export async function findSupervisedTask(sql: Queryable, caseId: string): Promise<SupervisedTask | null> {
  const { rows } = await sql.query(`${SELECT} where task.case_id = $1`, [caseId]);
  return (rows[0] as SupervisedTask | undefined) ?? null;
}

/** Those that aren't closed first, the most urgent of them before the others. */
export async function listSupervisedTasks(
  sql: Queryable,
  { meetingId, bodyIds }: { meetingId?: string; bodyIds?: string[] },
): Promise<SupervisedTask[]> {
  const { rows } = await sql.query(
    `${SELECT}
      where ($1::uuid is null or task.meeting_id = $1)
        and ($2::text[] is null or cases.drafting_body_id = any($2)
             or exists (select from supervised_task_bodies as own where own.case_id = task.case_id and own.body_id = any($2)))
      order by cases.closed_at nulls first, open.due_at, task.case_id limit 500`,
    [meetingId ?? null, bodyIds ?? null],
  );
  return rows as SupervisedTask[];
}

/** The row beside a case that was opened in the same transaction. */
export async function insertSupervisedTask(
  sql: Queryable,
  task: {
    caseId: string;
    taskId: string;
    meetingId: string;
    itemId: string;
    dueAt: Date | null;
    assistingBodyIds: string[];
  },
): Promise<void> {
  await sql.query(
    'insert into supervised_tasks (case_id, task_id, meeting_id, item_id, due_at) values ($1, $2, $3, $4, $5)',
    [task.caseId, task.taskId, task.meetingId, task.itemId, task.dueAt],
  );
  await sql.query(
    'insert into supervised_task_bodies (case_id, body_id) select $1, unnest($2::text[]) on conflict do nothing',
    [task.caseId, task.assistingBodyIds],
  );
}

export async function isSupervised(sql: Queryable, caseId: string): Promise<boolean> {
  const { rowCount } = await sql.query('select from supervised_tasks where case_id = $1', [caseId]);
  return rowCount === 1;
}

/** 进展 while it is being done. */
export async function insertFeedback(
  sql: Queryable,
  feedback: { caseId: string; bodyId: string; words: string; givenBy: string; givenAs: string },
): Promise<void> {
  await sql.query(
    `insert into supervision_feedback (case_id, body_id, words, given_by, given_as) values ($1, $2, $3, $4, $5)`,
    [feedback.caseId, feedback.bodyId, feedback.words, feedback.givenBy, feedback.givenAs],
  );
}

/** By when the meeting wants a task done, where it said so; null for everything else. */
export async function findSetDeadline(sql: Queryable, caseId: string): Promise<Date | null> {
  const { rows } = await sql.query<{ dueAt: Date | null }>(
    'select due_at as "dueAt" from supervised_tasks where case_id = $1',
    [caseId],
  );
  return rows[0]?.dueAt ?? null;
}
