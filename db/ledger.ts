import type { RuleReference } from '../domain/routing/facts';
import type { Queryable } from './pool';

/** 办理过程记录: one line of a case's history. `effectKey` makes it once, however often it is written. */
export interface LedgerEntry {
  caseId: string;
  kind: string;
  personId: string | null;
  actor: string;
  capacity: string | null;
  summary: string;
  data?: Record<string, unknown>;
  rule?: RuleReference | null;
  effectKey: string;
  /** When it happened, if not now. */
  at?: Date;
}

/**
 * Appends an entry; a second one with the same effect key changes nothing. The database chains the hashes.
 *
 * @rule art-34
 */
export async function appendLedger(sql: Queryable, entry: LedgerEntry): Promise<void> {
  await sql.query(
    `insert into ledger_entries
       (case_id, kind, person_id, actor, capacity, summary, data, rule, effect_key, at)
     select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10
      where not exists (select from ledger_entries where case_id = $1 and effect_key = $9)
     on conflict (case_id, effect_key) do nothing`,
    [
      entry.caseId,
      entry.kind,
      entry.personId,
      entry.actor,
      entry.capacity,
      entry.summary,
      JSON.stringify(entry.data ?? {}),
      entry.rule ? JSON.stringify(entry.rule) : null,
      entry.effectKey,
      entry.at ?? null,
    ],
  );
}

/** How many entries of a case have an effect key that begins so. */
export async function countLedger(sql: Queryable, caseId: string, effectKeyStart: string): Promise<number> {
  const { rows } = await sql.query<{ count: number }>(
    `select count(*)::integer as count from ledger_entries where case_id = $1 and starts_with(effect_key, $2)`,
    [caseId, effectKeyStart],
  );
  return rows[0]?.count ?? 0;
}
