import { countWorkingDays } from '../calendar';
import type { WorkingCalendar } from '../calendar';
import { dayIn } from '../calendar/zonedDay';
import { momentInWords } from '../calendar/momentInWords';
import { SILENCE } from '../countersign/words';
import type { Digest, DigestRequest } from './types';

type Standing = 'overdue' | 'soon' | 'deemed';

/** A request as it is listed; `days` are working days left (soon) or gone since (overdue). */
interface Entry {
  request: DigestRequest;
  standing: Standing;
  days: number;
}

const HEADINGS: Record<Standing, string> = {
  overdue: '期满未答复',
  soon: '即将到期',
  deemed: `上次提醒以来${SILENCE}`,
};
/** Whoever has more in one section looks into the system anyway. */
const MOST_LISTED = 50;
const ORDER: Standing[] = ['overdue', 'soon', 'deemed'];

/**
 * What somebody is told of the requests that the table gives to him: overdue, due within the table's days, and those that
 * silence has ended since the last digest, which is never called an agreement. Null where there is nothing to tell.
 *
 * @rule art-45
 */
export function composeDigest(
  reader: { name: string; requests: readonly DigestRequest[] },
  now: Date,
  calendar: WorkingCalendar,
  linkTo: (roundId: string) => string,
): Digest | null {
  const standingOf = standingAt(now, calendar);
  const entries = reader.requests.flatMap((request) => {
    const standing = request.state === 'deemed' ? DEEMED : standingOf(request.deadlineAt);
    const isListed = standing.standing !== 'soon' || standing.days <= request.digestDays;
    return isListed ? [{ request, ...standing }] : [];
  });
  if (entries.length === 0) return null;
  const of = (standing: Standing): Entry[] =>
    entries
      .filter((entry) => entry.standing === standing)
      .sort((left, right) => left.request.deadlineAt.getTime() - right.request.deadlineAt.getTime());
  const sections = ORDER.map((standing) => ({ standing, listed: of(standing) })).filter(
    ({ listed }) => listed.length > 0,
  );
  const counts = sections.map(({ standing, listed }) => `${HEADINGS[standing]}${listed.length}件`);
  const { timeZone } = calendar;
  return {
    subject: `会签提醒单：${counts.join('，')}`,
    text: [
      `${reader.name}：`,
      `截至${dayInWords(now, timeZone)}，请您单位会签、征求意见的有：`,
      ...sections.map(({ standing, listed }) => section(standing, listed, timeZone, linkTo)),
      '以系统内的会签单为准。本单由系统每周发送，请勿回复。',
    ].join('\n\n'),
  };
}

const DEEMED = { standing: 'deemed', days: 0 } as const;

/** How a deadline stands at a moment. Hundreds of requests share theirs: each is counted once. */
function standingAt(now: Date, calendar: WorkingCalendar): (deadlineAt: Date) => Omit<Entry, 'request'> {
  const known = new Map<number, Omit<Entry, 'request'>>();
  return (deadlineAt) => {
    const kept = known.get(deadlineAt.getTime());
    if (kept) return kept;
    // A deadline at midnight belongs to the day that ends there.
    const lastMoment = new Date(deadlineAt.getTime() - 1);
    const found: Omit<Entry, 'request'> =
      deadlineAt <= now
        ? { standing: 'overdue', days: countWorkingDays(lastMoment, now, calendar) }
        : { standing: 'soon', days: countWorkingDays(now, lastMoment, calendar) };
    known.set(deadlineAt.getTime(), found);
    return found;
  };
}

function section(
  standing: Standing,
  listed: Entry[],
  timeZone: string,
  linkTo: (roundId: string) => string,
): string {
  const items = listed
    .slice(0, MOST_LISTED)
    .map(({ request, days }, index) =>
      [
        `${index + 1}.《${request.caseTitle}》`,
        `   ${request.bodyName}${request.purpose}，主办：${request.leadBodyName}`,
        `   期限：${dayInWords(request.deadlineAt, timeZone)}${request.isProvisional ? '（暂定）' : ''}，${standingInWords(request, standing, days)}`,
        `   ${linkTo(request.roundId)}`,
      ].join('\n'),
    );
  const left = listed.length - items.length;
  const more = left > 0 ? [`另有${left}件，请在系统中查看。`] : [];
  return [`${HEADINGS[standing]}（${listed.length}件）`, ...items, ...more].join('\n');
}

function standingInWords({ isByPhone }: DigestRequest, standing: Standing, days: number): string {
  if (standing === 'deemed') return '没有答复，不是同意；此后的答复只存查';
  const phone = isByPhone ? '，电话答复待补签' : '';
  if (standing === 'overdue') return `${days > 0 ? `已过${days}个工作日` : '已满'}${phone}`;
  return `${days > 0 ? `还有${days}个工作日` : '今天到期'}${phone}`;
}

/** 2026年11月24日19:30: a mail is read in another year, too. */
function dayInWords(moment: Date, timeZone: string): string {
  return `${dayIn(moment, timeZone).year}年${momentInWords(moment, timeZone)}`;
}
