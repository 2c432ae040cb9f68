import { randomUUID } from 'node:crypto';
import type { Queryable } from './pool';

export type OutboxPayload =
  | {
      kind: 'publish-message';
      payload: { name: string; correlationKey: string; variables: Record<string, unknown> };
    }
  | {
      kind: 'complete-task';
      payload: { userTaskKey: string; action: string; variables: Record<string, unknown> };
    }
  | {
      /** Which task, to whom and by when is read when it is told: an old word told late does no harm. */
      kind: 'assign-task' | 'redate-task';
      payload: { elementInstanceKey: string };
    };

/** `caseId`: null where it is about no case. */
export type OutboxEntry = OutboxPayload & { caseId: string | null; effectKey: string };

export type WaitingOutboxEntry = OutboxEntry & { id: string; attempts: number };

/** Writes what the engine is to be told beside the row it belongs to (law 9). Once per effect key. */
export async function enqueue(sql: Queryable, entry: OutboxEntry): Promise<void> {
  await sql.query(
    `insert into outbox (id, kind, case_id, payload, effect_key) values ($1, $2, $3, $4, $5)
     on conflict (effect_key) do nothing`,
    [randomUUID(), entry.kind, entry.caseId, JSON.stringify(entry.payload), entry.effectKey],
  );
}

/** Has the task of a step, as people see it in the engine, follow its deadline; once per `change`. */
export async function redateTask(
  sql: Queryable,
  caseId: string,
  elementInstanceKey: string,
  change: string,
): Promise<void> {
  await enqueue(sql, {
    kind: 'redate-task',
    caseId,
    payload: { elementInstanceKey },
    effectKey: `redate:${elementInstanceKey}:${change}`,
  });
}

/**
 * Takes up to `limit` due entries for the transaction: other relays skip them until it ends, and a relay that
 * dies gives them back.
 */
export async function takeDue(sql: Queryable, limit: number): Promise<WaitingOutboxEntry[]> {
  const { rows } = await sql.query(
    `select id, kind, case_id as "caseId", payload, effect_key as "effectKey", attempts
       from outbox
      where settled_at is null and next_attempt_at <= app_now()
      order by created_at
      limit $1
        for update skip locked`,
    [limit],
  );
  return rows as WaitingOutboxEntry[];
}

/** The engine took it, or will never take it: `outcome` says which. */
export async function settle(sql: Queryable, id: string, outcome: string): Promise<void> {
  await sql.query(
    `update outbox set settled_at = app_now(), outcome = $2, attempts = attempts + 1 where id = $1`,
    [id, outcome],
  );
}

/** The engine could not be reached: try again after `delayMilliseconds`. */
export async function postpone(
  sql: Queryable,
  id: string,
  error: string,
  delayMilliseconds: number,
): Promise<void> {
  await sql.query(
    `update outbox
        set attempts = attempts + 1, last_error = $2,
            next_attempt_at = app_now() + $3 * interval '1 millisecond'
      where id = $1`,
    [id, error, delayMilliseconds],
  );
}
