import { dayIn } from '../domain/calendar/zonedDay';
import { NAMED_IN_RESULT } from './choices';
import { describeResultsSoFar } from './countersign/resultsSoFar';
import type { Queryable } from './pool';

const SHOWN = 8;

/**
 * Who decided what on a case so far, as a Markdown list in Chinese, newest first: what counted, by step, decision,
 * person and day in the office's zone; without the opinions themselves, which stay out of the engine (law 12). Bodies that
 * countersign come after it, each with its latest word.
 *
 * @param requestId the request to which the present step belongs: steps within other bodies are theirs
 */
export async function describeOpinionsSoFar(
  sql: Queryable,
  caseId: string,
  office: {
    timeZone: string;
    vocabulary: {
      decisions: readonly { id: string; label: string }[];
      countersignPurposes: readonly { id: string; label: string }[];
    };
  },
  requestId: string | null = null,
): Promise<string> {
  const { rows } = await sql.query<Act>(
    `select steps.label as step, result.decision, result.actor, result.acted_at as "actedAt",
            ${NAMED_IN_RESULT} as named
       from step_results as result join steps using (element_instance_key)
      where result.case_id = $1 and result.accepted
        and (steps.countersign_request_id is null or steps.countersign_request_id = $3)
      order by result.acted_at desc, result.element_instance_key desc
      limit $2`,
    [caseId, SHOWN + 1, requestId],
  );
  const countersigned = await describeResultsSoFar(sql, caseId, office);
  const after = countersigned === '' ? '' : `\n\n**会签情况**\n\n${countersigned}`;
  if (rows.length === 0) return `尚无意见。${after}`;
  const labels = new Map(office.vocabulary.decisions.map(({ id, label }) => [id, label]));
  const lines = rows.slice(0, SHOWN).map((act) => lineOf(act, labels, office.timeZone));
  const list = [...lines, ...(rows.length > SHOWN ? ['- ……更早的见办件页面'] : [])].join('\n');
  return `${list}${after}`;
}

interface Act {
  step: string;
  decision: string;
  actor: string;
  named: string | null;
  actedAt: Date;
}

function lineOf(act: Act, labels: Map<string, string>, timeZone: string): string {
  const { month, day } = dayIn(act.actedAt, timeZone);
  const to = act.named ? `（${act.named}）` : '';
  return `- ${act.step}　${labels.get(act.decision) ?? act.decision}${to}　${act.actor}（${month}月${day}日）`;
}
