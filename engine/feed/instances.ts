import type { Queryable } from '../../db/pool';
import type { FeedRecord } from './records';
import { asKey, asOptionalKey } from './records';

const STATES: Record<string, string> = {
  ELEMENT_ACTIVATED: 'active',
  ELEMENT_COMPLETED: 'completed',
  ELEMENT_TERMINATED: 'terminated',
};

/** Projects process instances: which run, which ended, which were cancelled around us. */
export async function projectInstances(sql: Queryable, records: FeedRecord[]): Promise<void> {
  const instances = new Map<string, Record<string, unknown>>();
  for (const record of records) {
    const state = STATES[record.intent];
    if (!state || record.value['bpmnElementType'] !== 'PROCESS') continue;
    const key = asKey(record.value['processInstanceKey']);
    const moment = new Date(record.timestamp).toISOString();
    instances.set(key, {
      process_instance_key: key,
      process_id: record.value['bpmnProcessId'],
      version: record.value['version'],
      state,
      started_at: instances.get(key)?.['started_at'] ?? moment,
      ended_at: state === 'active' ? null : moment,
    });
  }
  if (instances.size === 0) return;
  await sql.query(
    `insert into engine_instances (process_instance_key, process_id, version, state, started_at, ended_at)
     select * from jsonb_to_recordset($1) as record
       (process_instance_key bigint, process_id text, version integer, state text, started_at timestamptz,
        ended_at timestamptz)
     on conflict (process_instance_key) do update set state = excluded.state, ended_at = excluded.ended_at`,
    [JSON.stringify([...instances.values()])],
  );
  await cancelStepsOfEnded(
    sql,
    [...instances].filter(([, instance]) => instance['state'] === 'terminated').map(([key]) => key),
  );
}

/** A cancelled instance leaves no step open, not even one whose task was never made. */
async function cancelStepsOfEnded(sql: Queryable, processInstanceKeys: string[]): Promise<void> {
  if (processInstanceKeys.length === 0) return;
  await sql.query(
    `update steps set state = 'cancelled', closed_at = app_now()
      where process_instance_key = any($1) and state = 'open'`,
    [processInstanceKeys],
  );
}

/** Keeps each way through a process; below whole processes only where the exporter sends all elements (tests). */
export async function projectElements(
  sql: Queryable,
  source: { engineId: string; partitionId: number },
  records: FeedRecord[],
): Promise<void> {
  const events = records
    .filter((record) => STATES[record.intent])
    .map((record) => ({
      position: record.position,
      engine_id: source.engineId,
      partition_id: source.partitionId,
      process_instance_key: asKey(record.value['processInstanceKey']),
      element_instance_key: asKey(record.key),
      element_id: record.value['elementId'],
      intent: record.intent,
      at: new Date(record.timestamp).toISOString(),
    }));
  if (events.length === 0) return;
  await sql.query(
    `insert into element_events
       (position, engine_id, partition_id, process_instance_key, element_instance_key, element_id, intent, at)
     select * from jsonb_to_recordset($1) as record
       (position bigint, engine_id text, partition_id integer, process_instance_key bigint,
        element_instance_key bigint, element_id text, intent text, at timestamptz)
     on conflict do nothing`,
    [JSON.stringify(events)],
  );
}

/** Projects incidents, so that a stuck case is seen without Operate. */
export async function projectIncidents(sql: Queryable, records: FeedRecord[]): Promise<void> {
  for (const record of records) {
    const moment = new Date(record.timestamp).toISOString();
    const key = asKey(record.key);
    if (record.intent === 'CREATED') {
      await sql.query(
        `insert into incidents
           (incident_key, process_instance_key, element_id, job_key, error_type, message, raised_at)
         values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
        [
          key,
          asKey(record.value['processInstanceKey']),
          record.value['elementId'],
          asOptionalKey(record.value['jobKey']),
          record.value['errorType'],
          record.value['errorMessage'],
          moment,
        ],
      );
    }
    if (record.intent === 'RESOLVED') {
      await sql.query('update incidents set resolved_at = $2 where incident_key = $1', [key, moment]);
    }
  }
}
