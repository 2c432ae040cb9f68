import type { Queryable } from './pool';

/**
 * What brought a document to a step where that is not the ordinary way: a return, a withdrawal, an act that did not
 * count. One Chinese sentence, or "" where it came by agreement; without the opinion itself (law 12).
 */
export async function describeArrival(
  sql: Queryable,
  step: {
    caseId: string;
    elementInstanceKey: string;
    countersignRoundId?: string | null;
    countersignRequestId?: string | null;
  },
  decisions: readonly { id: string; label: string; agrees: boolean }[],
): Promise<string> {
  const { rows } = await sql.query<{
    state: string;
    actor: string | null;
    decision: string | null;
    refusal: string | null;
    isWithdrawn: boolean;
  }>(
    `select steps.state, result.actor, result.decision, result.refusal,
            exists (select from withdrawals
                     where withdrawals.element_instance_key = steps.element_instance_key) as "isWithdrawn"
       from steps left join step_results as result using (element_instance_key)
      where steps.case_id = $1 and steps.element_instance_key <> $2
        and steps.countersign_round_id is not distinct from $3 and steps.countersign_request_id is not distinct from $4
      order by steps.element_instance_key desc limit 1`,
    [
      step.caseId,
      step.elementInstanceKey,
      step.countersignRoundId ?? null,
      step.countersignRequestId ?? null,
    ],
  );
  const last = rows[0];
  if (!last) return '';
  // The feed may not have brought its end yet.
  if (last.state !== 'accepted' && last.state !== 'refused') return last.isWithdrawn ? '拟稿人已撤回。' : '';
  if (last.state === 'refused') return `上次提交不予采认：${last.refusal}。`;
  const decision = decisions.find(({ id }) => id === last.decision);
  return decision && !decision.agrees ? `${last.actor}：${decision.label}。` : '';
}
