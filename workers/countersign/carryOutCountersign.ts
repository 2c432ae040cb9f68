import type { PoolClient } from 'pg';
import { insertAnswer, insertComment } from '../../db/countersign/answers';
import { askAgain, latestStage } from '../../db/countersign/askAgain';
import { isExpired } from '../../db/countersign/faults';
import { tellLead } from '../../db/countersign/notices';
import type { CountersignPlace, PlacedRequest } from '../../db/countersign/place';
import { insertTalk, loadGrounds, loadRoundRecord } from '../../db/countersign/record';
import { closeRequest, recordReceipt } from '../../db/countersign/requests';
import { askedAboutComments, askedAfterNegotiation, dissenters } from '../../domain/countersign/nextOfRound';
import type { Answer } from '../../domain/countersign/types';
import { elements } from '../../domain/generated/ids';
import type { Conclusion } from '../case/conclusion';
import type { WorkerDeps } from '../deps';

const REQUEST = elements.countersignRequest;
const ROUND = elements.countersign;
const REFUSED_RECEIPT = 'refuse-receipt';

/**
 * What a step of a countersigning leaves in its record, in the transaction of the step itself: a receipt, an answer, the
 * outcome of talks, and who is asked again. An answer that came after the deadline is kept as late and changes nothing.
 *
 * @rule art-45
 */
export async function carryOutCountersign(
  deps: WorkerDeps,
  sql: PoolClient,
  conclusion: Conclusion,
): Promise<void> {
  const { place, step, result } = conclusion;
  if (!place) return;
  const { answers, talks } = meaningOf(deps, result.decision) ?? {};
  if (place.request && answers) await recordAnswer(sql, conclusion, place, place.request, answers);
  if (!result.accepted) return;

  if (place.request && step.elementId === REQUEST.userTask_ReceiveRequest) {
    const receipt = result.decision === REFUSED_RECEIPT ? 'refused' : 'received';
    await recordReceipt(sql, place.request.id, receipt, result.actedAt);
  }
  if (step.elementId === ROUND.userTask_HandleComments) {
    const record = await loadRoundRecord(sql, place.roundId);
    const again = askedAboutComments(record, await latestStage(sql, place.roundId));
    await askAgain(sql, conclusion.running, place, again, deps.clock.now());
  }
  if (talks) await recordTalks(deps, sql, conclusion, place, talks);
}

function meaningOf({ office }: WorkerDeps, decision: string) {
  return office.vocabulary.decisions.find(({ id }) => id === decision);
}

async function recordAnswer(
  sql: PoolClient,
  { step, result }: Conclusion,
  place: CountersignPlace,
  request: PlacedRequest,
  answer: Answer,
): Promise<void> {
  const isLate = !result.accepted && isExpired(place, result.actedAt);
  if (!result.accepted && !isLate) return;
  if (!result.personId || !result.postId) return;
  const answerId = await insertAnswer(sql, {
    requestId: request.id,
    kind: isLate ? 'late' : 'in-time',
    answer,
    opinion: result.opinion,
    proposedWording: result.details.proposedWording ?? '',
    replyNumber: result.details.replyNumber ?? '',
    replyLetterId: result.details.replyLetterId ?? null,
    elementInstanceKey: step.elementInstanceKey,
    personId: result.personId,
    postId: result.postId,
    actor: result.actor,
    grade: result.grade,
    versionId: place.versionId,
    versionSha256: result.versionSha256,
    answeredAt: result.actedAt,
  });
  if (isLate) {
    await tellLead(sql, {
      roundId: place.roundId,
      requestId: request.id,
      kind: 'late-answer',
      words: `${result.actor}逾期答复，已存，不改变原来的认定`,
      at: result.actedAt,
      effectKey: `late-answer:${answerId}`,
    });
    return;
  }
  await closeRequest(sql, request.id, 'answered');
  const isRemark = answer === 'comment' || (answer === 'disagree' && request.about === 'document');
  if (!isRemark) return;
  await insertComment(sql, {
    roundId: place.roundId,
    requestId: request.id,
    answerId,
    text: result.opinion,
  });
}

async function recordTalks(
  deps: WorkerDeps,
  sql: PoolClient,
  { step, result, running }: Conclusion,
  place: CountersignPlace,
  talks: 'settled' | 'split' | 'recommended',
): Promise<void> {
  const record = await loadRoundRecord(sql, place.roundId);
  const kind = step.elementId === ROUND.userTask_Coordinate ? 'coordination' : 'negotiation';
  await insertTalk(sql, {
    elementInstanceKey: step.elementInstanceKey,
    roundId: place.roundId,
    kind,
    result: talks,
    record: result.opinion,
    grounds: await loadGrounds(sql, place.roundId, dissenters(record)),
    actor: result.actor,
    at: result.actedAt,
  });
  if (kind === 'coordination' || talks === 'recommended') return;
  await askAgain(sql, running, place, askedAfterNegotiation(record, talks), deps.clock.now());
}
