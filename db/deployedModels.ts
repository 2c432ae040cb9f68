import type { Queryable } from './pool';

/** A diagram's process, or a form, as the engine numbers its versions. */
export interface DeployedModel {
  kind: 'process' | 'form';
  id: string;
  version: number;
  fileName: string;
  content: string;
}

/** A version of a process that instances still run on. */
export interface RunningVersion {
  processId: string;
  version: number;
  instances: number;
  /** Null where it was deployed before models were kept. */
  content: string | null;
}

/** Where instances of a version wait: for a person, or for an administrator to mend something. */
export interface WaitingPlace {
  processId: string;
  version: number;
  elementId: string;
  instances: number;
}

/** Keeps what was deployed; what isn't among it is no longer current. Needs the owner's role. */
export async function recordDeployment(sql: Queryable, models: DeployedModel[]): Promise<void> {
  await sql.query('update deployed_models set is_current = false where is_current');
  await sql.query(
    `insert into deployed_models (kind, model_id, version, file_name, content, is_current)
     select kind, id, version, "fileName", content, true
       from jsonb_to_recordset($1) as model (kind text, id text, version integer, "fileName" text, content text)
     on conflict (kind, model_id, version)
     do update set is_current = true, file_name = excluded.file_name, content = excluded.content`,
    [JSON.stringify(models)],
  );
}

/** What was deployed last. */
export async function listCurrentModels(sql: Queryable): Promise<DeployedModel[]> {
  const { rows } = await sql.query<DeployedModel>(
    `select kind, model_id as id, version, file_name as "fileName", content
       from deployed_models where is_current order by kind desc, model_id`,
  );
  return rows;
}

/** By the engine's feed. */
export async function listRunningVersions(sql: Queryable): Promise<RunningVersion[]> {
  const { rows } = await sql.query<RunningVersion>(
    `select process_id as "processId", running.version, count(*)::integer as instances, content
       from engine_instances running
       left join deployed_models on kind = 'process' and model_id = process_id
                                and deployed_models.version = running.version
      where state = 'active'
      group by process_id, running.version, content order by process_id, running.version`,
  );
  return rows;
}

/** Open tasks and open incidents of running instances, by the engine's feed. */
export async function listWaitingPlaces(sql: Queryable): Promise<WaitingPlace[]> {
  const { rows } = await sql.query<WaitingPlace>(
    `select process_id as "processId", version, element_id as "elementId",
            count(distinct process_instance_key)::integer as instances
       from (select process_instance_key, element_id from inbox_tasks where state = 'created'
             union all
             select process_instance_key, element_id from incidents where resolved_at is null) as waiting
       join engine_instances using (process_instance_key)
      where engine_instances.state = 'active'
      group by process_id, version, element_id order by process_id, version, element_id`,
  );
  return rows;
}

/** Tables in force, by decision id; {} where nothing was deployed yet. */
export async function readCurrentTables(sql: Queryable): Promise<Record<string, string>> {
  const { rows } = await sql.query<{ id: string; xml: string }>(
    `select decision_id as id, xml from rule_set_decisions join rule_sets on hash = rule_set_hash where is_current`,
  );
  return Object.fromEntries(rows.map(({ id, xml }) => [id, xml]));
}

/** How many cases under way are judged by the tables they pinned when they were handed in (law 5). */
export async function countCasesUnderWay(sql: Queryable): Promise<number> {
  const { rows } = await sql.query<{ count: number }>(
    `select count(*)::integer as count from cases where status = 'in-progress'`,
  );
  return rows[0]?.count ?? 0;
}
