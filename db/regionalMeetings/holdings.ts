import type { Queryable } from '../pool';

/** 会议召开情况. */
export interface Holding {
  /** ISO date, the office's zone. */
  heldOn: string;
  days: number;
  size: number;
  costYuan: number;
  words: string;
  recordedAs: string;
  recordedAt: Date;
}

export type NewHolding = Omit<Holding, 'recordedAs' | 'recordedAt'>;

export async function insertHolding(
  sql: Queryable,
  caseId: string,
  holding: NewHolding,
  actor: { personId: string; capacity: string },
): Promise<void> {
  const { heldOn, days, size, costYuan, words } = holding;
  await sql.query(
    `insert into regional_meeting_holdings (case_id, held_on, days, size, cost_yuan, words, recorded_by, recorded_as)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [caseId, heldOn, days, size, costYuan, words, actor.personId, actor.capacity],
  );
}

export async function findHolding(sql: Queryable, caseId: string): Promise<Holding | null> {
  const { rows } = await sql.query(
    `select held_on as "heldOn", days::float8 as days, size, cost_yuan::float8 as "costYuan", words,
            recorded_as as "recordedAs", recorded_at as "recordedAt"
       from regional_meeting_holdings where case_id = $1`,
    [caseId],
  );
  return (rows[0] as Holding | undefined) ?? null;
}
