import { createHash } from 'node:crypto';
import { loadDecision } from '../domain/decisions';
import { createRuleSet } from '../domain/routing';
import type { Queryable } from './pool';

export type RuleSet = ReturnType<typeof createRuleSet>;

export interface RuleSetSource {
  name: string;
  source: string;
  /** ISO date. */
  inForceFrom: string;
  /** Decision id → DMN XML. */
  decisions: Record<string, string>;
}

/** The hash by which a case pins the tables it is judged by (law 5). */
export function hashRuleSet(decisions: Record<string, string>): string {
  const hash = createHash('sha256');
  for (const id of Object.keys(decisions).sort()) hash.update(`${id}\n${decisions[id]}\n`, 'utf8');
  return hash.digest('hex');
}

/** Keeps the tables under their hash, for cases to pin; not current yet. Needs the owner's role. */
export async function keepRuleSet(sql: Queryable, input: RuleSetSource): Promise<string> {
  const hash = hashRuleSet(input.decisions);
  await sql.query(
    `insert into rule_sets (hash, name, source, in_force_from) values ($1, $2, $3, $4) on conflict (hash) do nothing`,
    [hash, input.name, input.source, input.inForceFrom],
  );
  for (const [id, xml] of Object.entries(input.decisions)) {
    await sql.query(
      `insert into rule_set_decisions (rule_set_hash, decision_id, xml) values ($1, $2, $3) on conflict do nothing`,
      [hash, id, xml],
    );
  }
  return hash;
}

/** From the end of the transaction on, what is submitted pins this rule set. Needs the owner's role. */
export async function makeRuleSetCurrent(sql: Queryable, hash: string): Promise<void> {
  await sql.query('update rule_sets set is_current = false where is_current and hash <> $1', [hash]);
  await sql.query('update rule_sets set is_current = true where hash = $1 and not is_current', [hash]);
}

/** Keeps the tables and makes them the current ones. Needs the owner's role. */
export async function saveRuleSet(sql: Queryable, input: RuleSetSource): Promise<string> {
  const hash = await keepRuleSet(sql, input);
  await makeRuleSetCurrent(sql, hash);
  return hash;
}

// A rule set never changes under its hash, so it is read and compiled once per process.
const compiled = new Map<string, Promise<RuleSet>>();

/** The rule set of a hash, or the current one. Throws where there is none: models were never deployed. */
export async function loadRuleSet(sql: Queryable, hash: string): Promise<RuleSet> {
  const known = hash === 'current' ? await currentHash(sql) : hash;
  const existing = compiled.get(known);
  if (existing) return existing;
  const loading = compile(sql, known);
  compiled.set(known, loading);
  loading.catch(() => compiled.delete(known));
  return loading;
}

async function currentHash(sql: Queryable): Promise<string> {
  const { rows } = await sql.query<{ hash: string }>('select hash from rule_sets where is_current');
  if (!rows[0]) throw new Error('尚无规则集：请先部署流程和决策表（npm run deploy）');
  return rows[0].hash;
}

async function compile(sql: Queryable, hash: string): Promise<RuleSet> {
  const { rows } = await sql.query<{ decision_id: string; xml: string }>(
    'select decision_id, xml from rule_set_decisions where rule_set_hash = $1',
    [hash],
  );
  if (rows.length === 0) throw new Error(`规则集 ${hash} 不存在`);
  const decisions = new Map(
    await Promise.all(rows.map(async (row) => [row.decision_id, await loadDecision(row.xml)] as const)),
  );
  return createRuleSet({ hash, decisions });
}
