import type { ReadingChoices } from '../domain/routing/readings';
import type { Queryable } from './pool';

/**
 * Under which the engine waits for a case's route to be determined anew: changes each time, so that it happens once
 * and never to the route that came of it.
 */
export function rerouteKey(caseId: string, reroutings: number): string {
  return `${caseId}/${reroutings}`;
}

/** From here on the case is judged by these readings (law 5). The caller has locked the case. */
export async function recordRerouting(
  sql: Queryable,
  caseId: string,
  readings: ReadingChoices,
): Promise<void> {
  await sql.query(
    `update cases set readings = $2, reroutings = reroutings + 1, rerouted_at = app_now() where id = $1`,
    [caseId, JSON.stringify(readings)],
  );
}

/** Whether somebody is about to act in an open step of the case. */
export async function isBeingActedOn(sql: Queryable, caseId: string): Promise<boolean> {
  const { rowCount } = await sql.query(
    `select from intents join steps using (element_instance_key)
      where steps.case_id = $1 and steps.state = 'open' and intents.state = 'pending' limit 1`,
    [caseId],
  );
  return rowCount === 1;
}

/** Whether the diagram by which a case runs waits for this message at all: one deployed before there was none doesn't. */
export async function waitsForRerouting(sql: Queryable, caseId: string, message: string): Promise<boolean> {
  const { rowCount } = await sql.query(
    `select from case_instances join engine_instances using (process_instance_key)
       join deployed_models as model
         on model.kind = 'process' and model.model_id = engine_instances.process_id
            and model.version = engine_instances.version
      where case_id = $1 and strpos(model.content, $2) > 0`,
    [caseId, `name="${message}"`],
  );
  return rowCount === 1;
}
