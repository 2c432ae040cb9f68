import type { CountersignPlace } from '../../db/countersign/place';
import type { Office } from '../../db/officeSchema';
import { countWorkingDays } from '../../domain/calendar';
import type { WorkingCalendar } from '../../domain/calendar';
import { momentInWords } from '../../domain/calendar/momentInWords';
import { dayIn } from '../../domain/calendar/zonedDay';
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

/** What a form shows of the countersigning besides its own fields. */
interface Surroundings {
  office: Pick<Office, 'vocabulary' | 'timeZone'>;
  people: PeopleSnapshot;
  calendar: WorkingCalendar;
  publicUrl: string;
  /** When the step was opened: days left are counted from here. */
  now: Date;
}

/** 农业农村局请财政局会签：……, with what is left of the limit and where sheet and changes are, as a form shows it: Markdown. */
export function describePlace(place: CountersignPlace, surroundings: Surroundings): string {
  const { publicUrl } = surroundings;
  const sheet = `[查看会签单](${publicUrl}/countersigns/${place.roundId})`;
  const changes = `[查看各稿改动](${publicUrl}/cases/${place.caseId}/changes)`;
  return `${inWords(place, surroundings)}\n\n${sheet}　${changes}`;
}

function inWords(
  { leadBodyId, purpose, request }: CountersignPlace,
  { office, people, calendar, now }: Surroundings,
): string {
  const name = (bodyId: string): string => people.bodies.find(({ id }) => id === bodyId)?.shortName ?? bodyId;
  const label = office.vocabulary.countersignPurposes.find(({ id }) => id === purpose)?.label ?? purpose;
  if (!request) return `${name(leadBodyId)}主办的${label}`;
  const days = `期限${request.limitDays}个工作日`;
  const served = request.servedAt ? `，${momentInWords(request.servedAt, office.timeZone)}送达` : '';
  const left = request.deadlineAt ? daysLeft(request.deadlineAt, { office, calendar, now }) : '';
  const silence = request.mayBeDeemed ? '，逾期没有答复的视为无不同意见' : '';
  return `${name(leadBodyId)}请${name(request.bodyId)}${label}${ABOUT[request.about]}（${days}${served}${left}${silence}）`;
}

/** Working days left when the step was opened; nothing after the deadline. One at midnight belongs to the day that ends there. */
function daysLeft(
  deadline: Date,
  { office, calendar, now }: Pick<Surroundings, 'office' | 'calendar' | 'now'>,
): string {
  if (now >= deadline) return '';
  const { month, day } = dayIn(now, office.timeZone);
  const days = countWorkingDays(now, new Date(deadline.getTime() - 1), calendar);
  return `，${month}月${day}日时还有${days}个工作日`;
}
