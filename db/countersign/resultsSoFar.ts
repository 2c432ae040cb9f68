import { dayIn } from '../../domain/calendar/zonedDay';
import type { Answer, RequestState } from '../../domain/countersign/types';
import { ANSWERS, SILENCE } from '../../domain/countersign/words';
import type { Queryable } from '../pool';

/** One time that a body was asked, and what came of it. */
interface Asked {
  bodyId: string;
  bodyName: string;
  purpose: string;
  state: RequestState;
  answer: Answer | null;
  actor: string | null;
  answeredAt: Date | null;
  phoneAnswer: Answer | null;
}

/**
 * What came of countersigning so far, as a Markdown list in Chinese: a line per body, with its latest word. Silence is shown
 * as what it is, and doesn't hide what was written before (art 45). "" where nobody was asked.
 *
 * @rule art-45
 */
export async function describeResultsSoFar(
  sql: Queryable,
  caseId: string,
  office: { timeZone: string; vocabulary: { countersignPurposes: readonly { id: string; label: string }[] } },
): Promise<string> {
  const { rows } = await sql.query<Asked>(
    `select request.body_id as "bodyId", bodies.short_name as "bodyName", round.purpose, request.state,
            written.answer, written.actor, written.answered_at as "answeredAt", phone.answer as "phoneAnswer"
       from countersign_requests as request
       join countersign_rounds as round on round.id = request.round_id
       join bodies on bodies.id = request.body_id
       left join countersign_answers as written on written.request_id = request.id and written.kind = 'in-time'
       left join countersign_phone_answers as phone on phone.request_id = request.id
      where request.case_id = $1 and request.state not in ('dropped', 'ended')
      order by round.number, request.stage, request.group_number, request.body_id`,
    [caseId],
  );
  const bodies = [...new Set(rows.map(({ bodyId }) => bodyId))];
  return bodies
    .map((bodyId) => lineOf(rows.filter((one) => one.bodyId === bodyId)))
    .map((line) => `- ${line}`)
    .join('\n');

  function lineOf(askings: Asked[]): string {
    const last = askings.at(-1);
    if (!last) return '';
    const label = office.vocabulary.countersignPurposes.find(({ id }) => id === last.purpose)?.label;
    const written = askings.filter(({ answer }) => answer !== null).at(-1);
    const before = written && written !== last ? `；此前${wordOf(written)}` : '';
    return `${label ?? last.purpose}　${last.bodyName}　${wordOf(last)}${before}`;
  }

  function wordOf({ state, answer, actor, answeredAt, phoneAnswer }: Asked): string {
    if (answer && answeredAt) {
      const { month, day } = dayIn(answeredAt, office.timeZone);
      return `${ANSWERS[answer]}　${actor ?? ''}（${month}月${day}日）`;
    }
    if (state === 'deemed') return SILENCE;
    if (phoneAnswer) return `电话答复${ANSWERS[phoneAnswer]}，没有补签`;
    return '尚未答复';
  }
}
