import { endWatch } from '../../db/deadlineWatch';
import type { Queryable } from '../../db/pool';
import type { FeedRecord } from './records';
import { asKey } from './records';

interface InboxTask {
  user_task_key: string;
  element_instance_key: string;
  process_instance_key: string;
  element_id: string;
  assignee: string | null;
  state: 'created' | 'completed' | 'cancelled';
  created_at: string;
  ended_at: string | null;
  action: string | null;
  variables: unknown;
}

const STATES: Record<string, InboxTask['state']> = {
  CREATED: 'created',
  ASSIGNED: 'created',
  UPDATED: 'created',
  COMPLETED: 'completed',
  CANCELED: 'cancelled',
};

const INTENT_ACTION = /^sign:([0-9a-f-]{36})$/;

/** Projects USER_TASK events into the inbox, and confirms the intents that completed a task (law 2). */
export async function projectTasks(sql: Queryable, records: FeedRecord[]): Promise<void> {
  const tasks = foldTasks(records);
  if (tasks.length === 0) return;
  await sql.query(
    `insert into inbox_tasks as task
       (user_task_key, element_instance_key, process_instance_key, element_id, assignee, state, created_at,
        ended_at, action, variables)
     select * from jsonb_to_recordset($1) as record
       (user_task_key bigint, element_instance_key bigint, process_instance_key bigint, element_id text,
        assignee text, state text, created_at timestamptz, ended_at timestamptz, action text, variables jsonb)
     on conflict (user_task_key) do update
        set assignee = excluded.assignee, state = excluded.state, ended_at = excluded.ended_at,
            action = excluded.action, variables = excluded.variables
      where task.state = 'created'`,
    [JSON.stringify(tasks)],
  );
  const ended = tasks.filter((task) => task.state !== 'created');
  if (ended.length > 0) await closeIntents(sql, ended);
}

/** The last state of each task in the batch: later events of one task overwrite earlier ones. */
function foldTasks(records: FeedRecord[]): InboxTask[] {
  const tasks = new Map<string, InboxTask>();
  for (const record of records) {
    const state = STATES[record.intent];
    if (!state) continue;
    const { value } = record;
    const key = asKey(value['userTaskKey']);
    const moment = new Date(record.timestamp).toISOString();
    const ended = state !== 'created';
    tasks.set(key, {
      user_task_key: key,
      element_instance_key: asKey(value['elementInstanceKey']),
      process_instance_key: asKey(value['processInstanceKey']),
      element_id: String(value['elementId']),
      assignee: String(value['assignee'] ?? '') || null,
      state,
      created_at: tasks.get(key)?.created_at ?? moment,
      ended_at: ended ? moment : null,
      action: ended ? String(value['action'] ?? '') : null,
      variables: state === 'completed' ? value['variables'] : null,
    });
  }
  return [...tasks.values()];
}

/** The intent whose id the completed record carries is confirmed; any other one for that step came too late. */
async function closeIntents(sql: Queryable, ended: InboxTask[]): Promise<void> {
  const rows = ended.map((task) => ({
    element_instance_key: task.element_instance_key,
    intent_id: INTENT_ACTION.exec(task.action ?? '')?.[1] ?? null,
    cancelled: task.state === 'cancelled',
    ended_at: task.ended_at,
  }));
  const recordset = `jsonb_to_recordset($1) as ended
       (element_instance_key bigint, intent_id uuid, cancelled boolean, ended_at timestamptz)`;
  await sql.query(
    `update intents set state = case when intents.id = ended.intent_id then 'confirmed' else 'overtaken' end
       from ${recordset}
      where intents.element_instance_key = ended.element_instance_key and intents.state = 'pending'`,
    [JSON.stringify(rows)],
  );
  const cancelled = await sql.query<{ key: string; caseId: string }>(
    `update steps set state = 'cancelled', closed_at = ended.ended_at
       from ${recordset}
      where ended.cancelled and steps.element_instance_key = ended.element_instance_key and steps.state = 'open'
     returning steps.element_instance_key as key, steps.case_id as "caseId"`,
    [JSON.stringify(rows)],
  );
  for (const { key, caseId } of cancelled.rows) await endWatch(sql, caseId, key);
}
