import type { RequestView, RoundView } from '../../db/readModels/countersignView';
import { countWorkingDays } from '../../domain/calendar';
import type { WorkingCalendar } from '../../domain/calendar';
import type { Adoption, RequestAbout, RoundOutcome } from '../../domain/countersign/types';
import { ANSWERS, SILENCE } from '../../domain/countersign/words';

export const ADOPTIONS: Record<Adoption, string> = {
  adopted: '采纳',
  partly: '部分采纳',
  'not-adopted': '未采纳',
};

export const ABOUT: Record<RequestAbout, string> = {
  document: '就文稿',
  comments: '就未采纳的意见，再请提出单位',
  settlement: '就协商结果，再请持不同意见的单位',
  dissent: '就各方理由和建议，请各单位',
};

const ROUND_OUTCOME: Record<RoundOutcome, string> = {
  agreed: '已办结，没有不同意见',
  'dissent-decided': '已办结，分歧已有倾向性建议',
  returned: '随文稿退回终止',
  withdrawn: '随文稿撤回终止',
};

/** How a request stands, as a reader must not mistake it: what is written, what is silence, what only waits. */
export type Tone = 'written' | 'against' | 'silent' | 'spoken' | 'waiting' | 'gone';

export interface Outcome {
  words: string;
  tone: Tone;
}

/**
 * The outcome of a request in words. Silence has words and a tone of its own: it never reads as agreement.
 *
 * @rule art-45
 */
export function outcomeOf(request: RequestView): Outcome {
  const { state, phone } = request;
  const answer = answerInTime(request);
  if (state === 'answered' && answer) {
    return { words: ANSWERS[answer.answer], tone: answer.answer === 'disagree' ? 'against' : 'written' };
  }
  if (state === 'deemed') return { words: SILENCE, tone: 'silent' };
  if (state === 'by-phone' && phone) {
    return { words: `电话答复${ANSWERS[phone.answer]}，未按期补签`, tone: 'spoken' };
  }
  if (state === 'dropped') return { words: '已取消', tone: 'gone' };
  if (state === 'ended') return { words: '随本轮终止，未答复', tone: 'gone' };
  if (phone) return { words: `电话答复${ANSWERS[phone.answer]}，待补签`, tone: 'spoken' };
  if (state === 'waiting') return { words: '尚未送达', tone: 'waiting' };
  if (request.overdueAt) return { words: '期满未答复，不作认定', tone: 'waiting' };
  return { words: '办理中', tone: 'waiting' };
}

export const answerInTime = ({ answers }: RequestView): RequestView['answers'][number] | undefined =>
  answers.find(({ kind }) => kind === 'in-time');

export const roundStateInWords = ({ outcome }: Pick<RoundView, 'outcome'>): string =>
  outcome ? ROUND_OUTCOME[outcome] : '会签中';

/** A request against its limit, in working days of the office's calendar. */
export interface Progress {
  /** Working days from delivery to the deadline, extensions included. */
  allowed: number;
  used: number;
  /** Before the deadline: days left, 0 on the last day; after it: null. */
  left: number | null;
  /** Working days since the deadline. */
  over: number;
}

/** Null before it was served. What has ended counts up to its end. @rule art-45 */
export function progressOf(request: RequestView, now: Date, calendar: WorkingCalendar): Progress | null {
  if (!request.servedAt || !request.deadlineAt) return null;
  const served = new Date(request.servedAt);
  const deadline = new Date(request.deadlineAt);
  // A deadline at midnight belongs to the day that ends there.
  const lastMoment = new Date(deadline.getTime() - 1);
  const end = request.closedAt ? new Date(request.closedAt) : now;
  const isBefore = end < deadline;
  const allowed = countWorkingDays(served, lastMoment, calendar);
  return {
    allowed,
    used: isBefore ? Math.min(allowed, countWorkingDays(served, end, calendar)) : allowed,
    left: isBefore ? countWorkingDays(end, lastMoment, calendar) : null,
    over: isBefore ? 0 : countWorkingDays(lastMoment, end, calendar),
  };
}
