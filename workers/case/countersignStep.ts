import type { CountersignPlace } from '../../db/countersign/place';
import type { Office } from '../../db/officeSchema';
import { momentInWords } from '../../domain/calendar/momentInWords';
import type { PeopleSnapshot } from '../../domain/people/types';
import type { StageDeadline } from '../../domain/steps/stageDeadline';

/**
 * All steps of a request share its one deadline, which runs from the day it was served; null for other steps.
 *
 * @rule art-45
 */
export function deadlineOfRequest(place: CountersignPlace | null): StageDeadline | null {
  const request = place?.request;
  if (!request?.deadlineAt) return null;
  return {
    at: request.deadlineAt,
    provisional: request.deadlineProvisional ?? false,
    calendarVersion: request.calendarVersion ?? '',
  };
}

const ABOUT = {
  document: '',
  comments: '：所提意见未获采纳，请表态',
  settlement: '：请就协商结果表态',
  dissent: '：请会签分歧意见',
} as const;

/** 农业农村局请财政局会签：……, as a form shows it. */
export function describePlace(
  { leadBodyId, purpose, request }: CountersignPlace,
  office: Pick<Office, 'vocabulary' | 'timeZone'>,
  people: PeopleSnapshot,
): string {
  const name = (bodyId: string): string => people.bodies.find(({ id }) => id === bodyId)?.shortName ?? bodyId;
  const label = office.vocabulary.countersignPurposes.find(({ id }) => id === purpose)?.label ?? purpose;
  if (!request) return `${name(leadBodyId)}主办的${label}`;
  const days = `期限${request.limitDays}个工作日`;
  const served = request.servedAt ? `，${momentInWords(request.servedAt, office.timeZone)}送达` : '';
  const silence = request.mayBeDeemed ? '，逾期没有答复的视为无不同意见' : '';
  return `${name(leadBodyId)}请${name(request.bodyId)}${label}${ABOUT[request.about]}（${days}${served}${silence}）`;
}
