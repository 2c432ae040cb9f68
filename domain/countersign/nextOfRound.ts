import type { AskedRequest, NextOfRound, RoundRecord } from './types';

/**
 * What a round needs next, from its record alone. In order: whoever hasn't been asked is asked, the earliest stage and
 * group first; comments are handled; written dissent is negotiated, and after a table of grounds was countersigned
 * coordinated. Silence answers nothing, so it leaves standing what a body wrote before.
 *
 * @rule art-45 art-46
 */
export function nextOfRound(record: RoundRecord): NextOfRound {
  const { requests, comments, talks } = record;
  const waiting = requests.filter(({ state }) => state === 'waiting');
  if (waiting.length > 0) return { next: 'ask', requestIds: firstGroup(waiting).map(({ id }) => id) };
  if (requests.some(({ state }) => state === 'open')) return { next: 'stuck' };
  if (comments.some(({ isHandled }) => !isHandled)) return { next: 'comments' };
  if (dissenters(record).length === 0) return { next: 'done', outcome: 'agreed' };

  const last = talks.at(-1);
  if (!last || (last.kind === 'negotiation' && last.result === 'settled')) return { next: 'negotiate' };
  if (last.kind === 'negotiation') return { next: 'coordinate' };
  return { next: 'done', outcome: last.result === 'settled' ? 'agreed' : 'dissent-decided' };
}

/**
 * Bodies whose latest word in writing, or by telephone, is disagreement.
 *
 * @rule art-45
 */
export function dissenters({ requests }: Pick<RoundRecord, 'requests'>): string[] {
  const latest = new Map<string, AskedRequest>();
  for (const request of [...requests].sort((left, right) => left.stage - right.stage)) {
    if (request.answer !== null) latest.set(request.bodyId, request);
  }
  return [...latest.values()].filter(({ answer }) => answer === 'disagree').map(({ bodyId }) => bodyId);
}

/** Those asked at the same time. */
function firstGroup(waiting: AskedRequest[]): AskedRequest[] {
  const [first] = [...waiting].sort((left, right) => left.stage - right.stage || left.group - right.group);
  return waiting.filter(({ stage, group }) => stage === first?.stage && group === first.group);
}

/** Who is asked again in the same round, and about what. */
export interface AskedAgain {
  bodyIds: string[];
  about: 'comments' | 'settlement' | 'dissent';
}

/**
 * After comments were handled: the authors of those that weren't adopted, who may make them dissent. Whoever disagreed
 * is heard in the negotiation anyway.
 *
 * @param stage the latest stage that was asked
 * @rule art-45
 */
export function askedAboutComments(record: RoundRecord, stage: number): AskedAgain {
  const against = dissenters(record);
  const bodyIds = record.comments
    .filter((comment) => comment.stage === stage && comment.adoption === 'not-adopted')
    .map(({ bodyId }) => bodyId)
    .filter((bodyId) => !against.includes(bodyId));
  return { bodyIds: [...new Set(bodyIds)], about: 'comments' };
}

/**
 * After a negotiation: on what was settled those who disagreed are asked, on the table of each side's grounds everyone.
 *
 * @rule art-45
 */
export function askedAfterNegotiation(record: RoundRecord, result: 'settled' | 'split'): AskedAgain {
  if (result === 'settled') return { bodyIds: dissenters(record), about: 'settlement' };
  const taking = record.requests.filter(({ state }) => state !== 'dropped' && state !== 'ended');
  return { bodyIds: [...new Set(taking.map(({ bodyId }) => bodyId))], about: 'dissent' };
}
