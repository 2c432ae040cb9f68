import type { RuleReference } from '../../domain/routing/facts';
import type { Queryable } from '../pool';

export interface LedgerLine {
  sequence: number;
  at: Date;
  kind: string;
  actor: string;
  capacity: string | null;
  summary: string;
  rule: RuleReference | null;
  /** Of an act in a step; null for anything else. */
  grade: 'trusted' | 'demo' | null;
  hash: string;
}

export interface LedgerView {
  entries: LedgerLine[];
  verification: {
    intact: boolean;
    /** The first entry whose hash, link or number does not fit; null when all do. */
    brokenAt: number | null;
    /** Hash of the last entry; null where there is none. */
    head: string | null;
  };
}

/** 办理过程记录 of a case, with its chain of hashes computed again (law 10). */
export async function loadLedger(sql: Queryable, caseId: string): Promise<LedgerView> {
  const { rows } = await sql.query(
    `select entry.sequence, entry.at, entry.kind, entry.actor, entry.capacity, entry.summary, entry.rule,
            entry.data ->> 'grade' as grade, entry.hash,
            ledger_entry_hash(entry) = entry.hash
            and entry.previous_hash = coalesce(lag(entry.hash) over in_order, repeat('0', 64))
            and entry.sequence = row_number() over in_order as fits
       from ledger_entries as entry
      where entry.case_id = $1
     window in_order as (order by entry.sequence)
      order by entry.sequence`,
    [caseId],
  );
  const lines = rows as (LedgerLine & { fits: boolean })[];
  const broken = lines.find((line) => !line.fits);
  return {
    entries: lines.map(({ fits: _fits, ...line }) => line),
    verification: {
      intact: broken === undefined,
      brokenAt: broken?.sequence ?? null,
      head: lines.at(-1)?.hash ?? null,
    },
  };
}
