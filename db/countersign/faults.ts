import { elements } from '../../domain/generated/ids';
import { momentInWords } from '../../domain/calendar/momentInWords';
import type { StepDetails } from '../../domain/steps/details';
import type { Office } from '../officeSchema';
import type { Queryable } from '../pool';
import type { CountersignPlace } from './place';

const HANDLE_COMMENTS = elements.countersign.userTask_HandleComments;

/**
 * What stands against an act in a countersigning at its moment, in Chinese and without a full stop; null where nothing
 * does. Whoever is deemed not to object answers before the deadline or late: there is nothing in between.
 *
 * @rule art-45
 */
export async function countersignFault(
  sql: Queryable,
  office: Pick<Office, 'timeZone'>,
  place: CountersignPlace,
  act: { elementId: string; details: StepDetails; actedAt: Date },
): Promise<string | null> {
  if (place.roundState === 'closed') return '本轮会签已经结束，不必再办';
  const { request } = place;
  if (!request) {
    // 研究意见 is done once each comment has its answer.
    return act.elementId === HANDLE_COMMENTS ? faultOfComments(sql, place.roundId) : null;
  }
  if (request.state === 'dropped') return '主办部门已取消会签，不必再答复';
  if (isExpired(place, act.actedAt)) {
    const due = momentInWords(request.deadlineAt ?? act.actedAt, office.timeZone);
    return `答复期限已于${due}届满，视为无不同意见；现在答复的，请在办件页面登记为逾期答复`;
  }
  if (request.state !== 'open') return '本单位的会签已有结果，不必再办';
  const { replyLetterId } = act.details;
  if (replyLetterId && !(await isLetterOf(sql, replyLetterId, request.id))) return '所附复函不是本次会签的';
  return null;
}

/** Whether a moment is too late for an answer: the deadline itself is (art 45). */
export function isExpired({ request }: CountersignPlace, at: Date): boolean {
  return request?.mayBeDeemed === true && request.deadlineAt !== null && at >= request.deadlineAt;
}

async function faultOfComments(sql: Queryable, roundId: string): Promise<string | null> {
  const { rows } = await sql.query<{ left: number }>(
    'select count(*)::integer as left from countersign_comments where round_id = $1 and adoption is null',
    [roundId],
  );
  const left = rows[0]?.left ?? 0;
  return left === 0 ? null : `尚有${left}条意见没有登记采纳情况，请逐条登记后再办结`;
}

async function isLetterOf(sql: Queryable, letterId: string, requestId: string): Promise<boolean> {
  const { rowCount } = await sql.query(
    'select from countersign_reply_letters where id = $1 and request_id = $2',
    [letterId, requestId],
  );
  return rowCount === 1;
}
