import type { Account } from '../../db/accounts';
import {
  calendarOf,
  currentCalendar,
  insertNotices,
  insertVersion,
  lockCalendar,
  nextNoticeId,
} from '../../db/calendar';
import { listCalendarVersions } from '../../db/calendarVersions';
import type { CalendarVersionView } from '../../db/calendarVersions';
import { listMovedDeadlines } from '../../db/openDeadlines';
import type { MovedDeadline } from '../../db/openDeadlines';
import type { Queryable } from '../../db/pool';
import { withTransaction } from '../../db/transaction';
import {
  awaitedNotices,
  calendarChanges,
  composeCalendar,
  noticeFaults,
  noticeInWords,
} from '../../domain/calendar';
import type { AwaitedNotice, CalendarNotice, DayChange, WorkingCalendar } from '../../domain/calendar';
import type { Dependencies } from '../dependencies';
import { conflict, notFound, unacceptable } from '../problems';
import type { NewCalendarNotice } from '../schemas/calendar';
import { readableCases } from '../relations';

/** What another calendar would change; a case that is none of the reader's business has neither id nor title. */
export interface CalendarPreview {
  basedOn: string;
  days: DayChange[];
  deadlines: (Omit<MovedDeadline, 'caseId' | 'caseTitle'> & {
    caseId: string | null;
    caseTitle: string | null;
  })[];
  awaiting: AwaitedNotice[];
}

/** What entering a notice would change. Throws a problem that names every fault of it. */
export async function previewNotice(
  deps: Dependencies,
  account: Account,
  entered: NewCalendarNotice,
): Promise<CalendarPreview> {
  const current = await currentCalendar(deps.pool);
  const notice = await checked(deps.pool, current, entered);
  return preview(deps, account, current, withNotice(current, notice));
}

/**
 * Enters a notice: from the commit on the calendar has it, and the open deadlines follow at once, each on record.
 *
 * @param basedOn the version at which it was previewed
 * @returns the new version's id
 */
export async function enterNotice(
  deps: Dependencies,
  account: Account,
  entered: NewCalendarNotice,
  basedOn: string,
): Promise<string> {
  return withTransaction(deps.pool, async (sql) => {
    const current = await lockedCalendar(sql, basedOn);
    const notice = await checked(sql, current, entered);
    await insertNotices(sql, [notice]);
    const made = await insertVersion(sql, current, current, [...current.notices, notice], {
      cause: 'notice',
      noticeId: notice.id,
      reason: `工作日历录入${noticeInWords(notice)}`,
      enteredBy: account.personId,
    });
    return made.version;
  });
}

/** What taking up an earlier version's notices again would change. */
export async function previewRollback(
  deps: Dependencies,
  account: Account,
  version: string,
): Promise<CalendarPreview> {
  const current = await currentCalendar(deps.pool);
  const target = await rollbackTarget(deps.pool, current, version);
  return preview(deps, account, current, composeCalendar('', current, target.notices));
}

/**
 * Makes the notices of an earlier version those of a new one: nothing is taken back, the versions between stay on
 * record. Office hours are the office's settings and stay as they are.
 */
export async function rollBack(
  deps: Dependencies,
  account: Account,
  request: { version: string; basedOn: string; reason: string },
): Promise<string> {
  return withTransaction(deps.pool, async (sql) => {
    const current = await lockedCalendar(sql, request.basedOn);
    const target = await rollbackTarget(sql, current, request.version);
    const made = await insertVersion(sql, current, current, target.notices, {
      cause: 'rollback',
      rolledBackTo: target.version,
      reason: `工作日历恢复为${target.version}版的通知（${request.reason.trim()}）`,
      enteredBy: account.personId,
    });
    return made.version;
  });
}

/** Every version with what it changed, the current one first. */
export async function describeVersions(
  sql: Queryable,
): Promise<(CalendarVersionView & { changes: DayChange[] })[]> {
  const versions = await listCalendarVersions(sql);
  const calendars = await Promise.all(versions.map(({ id }) => calendarOf(sql, id)));
  return versions.map((version, index) => {
    const [after, before] = [calendars[index], calendars[index + 1]];
    return { ...version, changes: after && before ? calendarChanges(before, after) : [] };
  });
}

async function lockedCalendar(sql: Queryable, basedOn: string): Promise<WorkingCalendar> {
  await lockCalendar(sql);
  const current = await currentCalendar(sql);
  if (current.version === basedOn) return current;
  throw conflict(
    'calendar-changed',
    '工作日历已有更新',
    `您核对时是${basedOn}版，现行的是${current.version}版。请重新核对后再办。`,
  );
}

async function checked(
  sql: Queryable,
  current: WorkingCalendar,
  entered: NewCalendarNotice,
): Promise<CalendarNotice> {
  const { daysOff, workdays, number, source, ...rest } = entered;
  const notice: CalendarNotice = {
    ...rest,
    id: await nextNoticeId(sql, entered),
    number: number === '' ? null : number,
    source: source === '' ? '由管理员录入' : source,
    days: [
      ...daysOff.map((day) => ({ ...day, kind: 'day-off' as const })),
      ...workdays.map((day) => ({ ...day, kind: 'workday' as const })),
    ],
  };
  const faults = noticeFaults(notice, current);
  const [first] = faults;
  if (first) throw unacceptable(first.code, '通知不能录入', faults.map(({ message }) => message).join('；'));
  return notice;
}

const withNotice = (current: WorkingCalendar, notice: CalendarNotice): WorkingCalendar =>
  composeCalendar('', current, [...current.notices, notice]);

async function rollbackTarget(
  sql: Queryable,
  current: WorkingCalendar,
  version: string,
): Promise<WorkingCalendar> {
  const target = await calendarOf(sql, version);
  if (!target) throw notFound('这一版工作日历');
  const ids = ({ notices }: WorkingCalendar): string => notices.map(({ id }) => id).join();
  if (ids(target) === ids(current))
    throw unacceptable('same-notices', '不必恢复', '这一版的通知与现行版相同。');
  return target;
}

async function preview(
  deps: Dependencies,
  account: Account,
  current: WorkingCalendar,
  proposed: WorkingCalendar,
): Promise<CalendarPreview> {
  const now = deps.clock.now();
  const all = await listMovedDeadlines(deps.pool, proposed, now);
  const readable = await readableCases(
    deps,
    account,
    all.map(({ caseId }) => caseId),
  );
  const deadlines: CalendarPreview['deadlines'] = all.map((moved) =>
    readable.has(moved.caseId) ? moved : { ...moved, caseId: null, caseTitle: null },
  );
  return {
    basedOn: current.version,
    days: calendarChanges(current, proposed),
    deadlines,
    awaiting: awaitedNotices(proposed, now),
  };
}
