import { loadRuleSet } from './ruleSets';
import type { Queryable } from './pool';

/**
 * The open step from which the drafter may take his document back (撤回), with the key under which the engine waits for that:
 * the table allows it, nobody has acted since he handed it in, and nobody is about to. Null where he may not.
 *
 * @param isToBe whether he is about to: locks the step; the caller has locked the case
 */
export async function findWithdrawable(
  sql: Queryable,
  caseId: string,
  isToBe: boolean,
): Promise<{ elementInstanceKey: string; withdrawKey: string } | null> {
  const { rows } = await sql.query<{ elementInstanceKey: string; elementId: string; ruleSetHash: string }>(
    `select steps.element_instance_key as "elementInstanceKey", steps.element_id as "elementId",
            cases.rule_set_hash as "ruleSetHash"
       from steps
       join cases on cases.id = steps.case_id
       join inbox_tasks as task using (element_instance_key)
      where steps.case_id = $1 and cases.status = 'in-progress' and steps.state = 'open' and task.state = 'created'
        and steps.countersign_round_id is null
        and not exists (select from intents
                         where intents.element_instance_key = steps.element_instance_key and intents.state = 'pending')
        and coalesce((select result.person_id = cases.drafter_person_id
                        from step_results as result
                       where result.case_id = cases.id and result.accepted
                       order by result.element_instance_key desc limit 1), true)
        ${isToBe ? 'for no key update of steps' : ''}`,
    [caseId],
  );
  const step = rows[0];
  if (!step) return null;
  const ruleSet = await loadRuleSet(sql, step.ruleSetHash);
  if (!ruleSet.humanStep(step.elementId).duties.includes('withdraw')) return null;
  return {
    elementInstanceKey: step.elementInstanceKey,
    withdrawKey: await withdrawKey(sql, caseId),
  };
}

/** Changes with every act that counts, so that a late withdrawal finds nobody waiting for it. */
export async function withdrawKey(sql: Queryable, caseId: string): Promise<string> {
  const { rows } = await sql.query<{ acts: number }>(
    `select count(*)::integer as acts from step_results as result join steps using (element_instance_key)
      where result.case_id = $1 and result.accepted and steps.countersign_round_id is null`,
    [caseId],
  );
  return `${caseId}/${rows[0]?.acts ?? 0}`;
}

/** Writes that the drafter wants his document back, once per opening of the step. */
export async function requestWithdrawal(
  sql: Queryable,
  request: { elementInstanceKey: string; caseId: string; personId: string; reason: string },
): Promise<void> {
  await sql.query(
    `insert into withdrawals (element_instance_key, case_id, person_id, reason) values ($1, $2, $3, $4)
     on conflict do nothing`,
    [request.elementInstanceKey, request.caseId, request.personId, request.reason],
  );
}

/**
 * Whether the engine took the step back, or somebody was quicker; null where nobody asked. A step that was cancelled
 * with its whole process isn't taken back: only where another was opened after it has the drafter his document again.
 */
export async function findWithdrawalState(
  sql: Queryable,
  elementInstanceKey: string,
): Promise<'pending' | 'done' | 'overtaken' | null> {
  const { rows } = await sql.query<{ state: string; taskState: string | null; isFollowed: boolean }>(
    `select steps.state, task.state as "taskState",
            exists (select from steps as next
                     where next.case_id = steps.case_id
                       and next.element_instance_key > steps.element_instance_key) as "isFollowed"
       from withdrawals
       join steps using (element_instance_key)
       left join inbox_tasks as task using (element_instance_key)
      where element_instance_key = $1`,
    [elementInstanceKey],
  );
  const found = rows[0];
  if (!found) return null;
  if (found.state === 'cancelled') return found.isFollowed ? 'done' : 'pending';
  return found.state === 'open' && found.taskState === 'created' ? 'pending' : 'overtaken';
}
