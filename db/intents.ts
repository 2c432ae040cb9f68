import { randomUUID } from 'node:crypto';
import type { StepDetails } from '../domain/steps/details';
import type { Queryable } from './pool';

export interface Intent {
  id: string;
  elementInstanceKey: string;
  personId: string;
  postId: string;
  decision: string;
  opinion: string;
  details: StepDetails;
  versionSha256: string;
  state: 'pending' | 'confirmed' | 'overtaken';
}

const COLUMNS = `id, element_instance_key as "elementInstanceKey", person_id as "personId", post_id as "postId",
  decision, opinion, details, version_sha256 as "versionSha256", state`;

/**
 * Writes what a person declares in a step (law 2). There is one per task instance: where one stands already,
 * that one is answered and nothing is written.
 */
export async function declareIntent(sql: Queryable, input: Omit<Intent, 'id' | 'state'>): Promise<Intent> {
  await sql.query(
    `insert into intents (id, element_instance_key, person_id, post_id, decision, opinion, details,
                          version_sha256)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (element_instance_key) do nothing`,
    [
      randomUUID(),
      input.elementInstanceKey,
      input.personId,
      input.postId,
      input.decision,
      input.opinion,
      JSON.stringify(input.details),
      input.versionSha256,
    ],
  );
  const { rows } = await sql.query(`select ${COLUMNS} from intents where element_instance_key = $1`, [
    input.elementInstanceKey,
  ]);
  return rows[0] as Intent;
}

export async function findIntentState(sql: Queryable, id: string): Promise<Intent['state'] | null> {
  const { rows } = await sql.query<{ state: Intent['state'] }>('select state from intents where id = $1', [
    id,
  ]);
  return rows[0]?.state ?? null;
}

/** Whether somebody has done a step that no worker has judged yet: here, or in the engine. */
export async function isDeclared(sql: Queryable, elementInstanceKey: string): Promise<boolean> {
  const { rows } = await sql.query<{ declared: boolean }>(
    `select exists (select from intents where element_instance_key = $1 and state <> 'overtaken')
         or exists (select from inbox_tasks where element_instance_key = $1 and state <> 'created') as declared`,
    [elementInstanceKey],
  );
  return rows[0]?.declared ?? false;
}
