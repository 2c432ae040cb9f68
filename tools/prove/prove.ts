import type { RowSets } from '../../domain/proof';
import type { Finding } from './findings';
import { proveCase } from './proveCase';
import type { ProvenCase } from './proveCase';
import { proveOffice } from './proveOffice';
import type { ProvenOffice } from './proveOffice';
import { proveTables } from './proveTables';
import type { ProvenTable } from './proveTables';
import { readRules } from './readRules';
import type { Rules } from './readRules';

export interface Proof {
  rules: Rules;
  tables: ProvenTable[];
  /** Null where a table can't be read. */
  whole: ProvenCase | null;
  people: ProvenOffice | null;
  /** Empty where every combination has exactly one lawful result. */
  findings: Finding[];
  /** Everything together: a case's inputs, who drafts, who is away or has delegated. */
  combinations: bigint;
  seconds: number;
}

/**
 * Shows that every combination of facts has exactly one lawful result: a set of signatories with its reviews,
 * which somebody can fill, or a refusal with its article. Whatever speaks against it is a finding.
 *
 * @param folders.rules changed tables, which stand in for those of the same name
 * @param folders.office an office's folder; that which the environment names where it is left out
 */
export async function prove(folders: { rules?: string; office?: string } = {}): Promise<Proof> {
  const rules = await readRules(folders.rules, folders.office);
  const started = performance.now();
  const { proven, unreadable } = proveTables(rules);
  const sets = new Map(proven.map((one): [string, RowSets] => [one.sets.table.id, one.sets]));
  const isReadable = unreadable.length === 0;
  const isExact = isReadable && proven.every(({ proof }) => proof.answered === proof.combinations);
  const whole = isReadable ? proveCase(rules, sets) : null;
  const people = isReadable ? proveOffice(rules, sets) : null;
  const findings = [
    ...unreadable,
    ...proven.flatMap((one) => one.findings),
    // Rows that overlap reach nothing either: their own fault is said already.
    ...(isExact ? (whole?.findings ?? []) : []),
    ...(people?.findings ?? []),
  ];
  return {
    rules,
    tables: proven,
    whole,
    people,
    findings,
    combinations:
      (whole?.chain.combinations ?? 0n) * BigInt(people?.drafters ?? 1) * (people?.proof.situations ?? 1n),
    seconds: (performance.now() - started) / 1000,
  };
}
