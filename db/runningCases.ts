import type { CaseFacts, Grounds } from '../domain/routing/facts';
import type { ReadingChoices } from '../domain/routing/readings';
import type { ClosedAs } from './cases';
import type { Queryable } from './pool';

/** What workers need of a case. */
export interface RunningCase {
  id: string;
  /** The diagram that handles it. */
  processId: string;
  title: string;
  status: 'draft' | 'in-progress' | 'issued' | 'ended';
  facts: CaseFacts;
  grounds: Grounds;
  drafterPersonId: string;
  drafterPostId: string;
  draftingBodyId: string;
  ruleSetHash: string;
  /** By which readings it is judged (law 5). */
  readings: ReadingChoices;
  /** How often its route was determined anew, under other readings, and when last. */
  reroutings: number;
  reroutedAt: Date | null;
}

/** A submitted case; null where there is none. */
export async function findRunningCase(sql: Queryable, caseId: string): Promise<RunningCase | null> {
  const { rows } = await sql.query(
    `select id, process_id as "processId", title, status, facts, grounds, drafter_person_id as "drafterPersonId", drafter_post_id as "drafterPostId",
            drafting_body_id as "draftingBodyId", rule_set_hash as "ruleSetHash",
            readings, reroutings, rerouted_at as "reroutedAt"
       from cases where id = $1 and submitted_at is not null`,
    [caseId],
  );
  return (rows[0] as RunningCase | undefined) ?? null;
}

/** By which rule sets these cases are handled; without those that were never handed in. */
export async function listRuleSetsOf(
  sql: Queryable,
  caseIds: readonly string[],
): Promise<{ caseId: string; ruleSetHash: string }[]> {
  const { rows } = await sql.query<{ caseId: string; ruleSetHash: string }>(
    `select id as "caseId", rule_set_hash as "ruleSetHash" from cases
      where id = any($1::uuid[]) and submitted_at is not null`,
    [caseIds],
  );
  return rows;
}

/**
 * The first process instance takes the case; a second start of the same case (a message told twice) finds it
 * taken (law 1).
 *
 * @returns whether the case is this instance's
 */
export async function claimCase(
  sql: Queryable,
  caseId: string,
  processInstanceKey: string,
): Promise<boolean> {
  await sql.query(
    'insert into case_instances (case_id, process_instance_key) values ($1, $2) on conflict do nothing',
    [caseId, processInstanceKey],
  );
  const { rows } = await sql.query<{ process_instance_key: string }>(
    'select process_instance_key from case_instances where case_id = $1',
    [caseId],
  );
  return rows[0]?.process_instance_key === processInstanceKey;
}

/** Whether this process instance is the one that took the case: no other may act for it (law 1). */
export async function isInstanceOf(
  sql: Queryable,
  caseId: string,
  processInstanceKey: string,
): Promise<boolean> {
  const { rowCount } = await sql.query(
    'select from case_instances where case_id = $1 and process_instance_key = $2',
    [caseId, processInstanceKey],
  );
  return rowCount === 1;
}

/** Closes a case, once: issued, kept as a paper that was not issued (存废稿), or as its own process ends. */
export async function closeCase(sql: Queryable, caseId: string, closedAs: ClosedAs): Promise<void> {
  await sql.query(
    `update cases set status = $2, closed_as = $3, closed_at = app_now() where id = $1 and status = 'in-progress'`,
    [caseId, closedAs === 'issued' ? 'issued' : 'ended', closedAs],
  );
}
