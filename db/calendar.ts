import { composeCalendar } from '../domain/calendar';
import type { CalendarNotice, CalendarSettings, WorkingCalendar } from '../domain/calendar';
import { calendarVersionId } from './calendarVersionId';
import type { Queryable } from './pool';

/** Versions that open deadlines may rest on side by side. */
const MOST_KEPT = 32;
// A version never changes, and its id is a hash of what it says: a copy is as good as the row.
const kept = new Map<string, WorkingCalendar>();

/**
 * The calendar that holds now. Which one that is, is asked each time, also within a transaction that made it; its
 * content is read once per process. Throws where no office was loaded.
 */
export async function currentCalendar(sql: Queryable): Promise<WorkingCalendar> {
  const { rows } = await sql.query<{ id: string }>(
    'select id from calendar_versions order by sequence desc limit 1',
  );
  const calendar = rows[0] && (await calendarOf(sql, rows[0].id));
  if (!calendar) throw new Error('库中没有工作日历，请先载入单位数据');
  return calendar;
}

/** The calendar that a deadline was computed with; null where it isn't on record. */
export async function calendarOf(sql: Queryable, version: string | null): Promise<WorkingCalendar | null> {
  if (version === null) return null;
  const known = kept.get(version);
  if (known) return known;
  const { rows } = await sql.query<{ settings: CalendarSettings; notices: CalendarNotice[] }>(VERSION, [
    version,
  ]);
  if (!rows[0]) return null;
  const calendar = composeCalendar(version, rows[0].settings, rows[0].notices);
  const [oldest] = kept.keys();
  if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  // A version that its transaction takes back is asked for by nobody: its id is its own.
  kept.set(version, calendar);
  return calendar;
}

const VERSION = `
  select version.settings,
         (select coalesce(jsonb_agg(jsonb_build_object('id', notice.id, 'scope', scope, 'year', year, 'title', title,
              'number', number, 'issuedOn', issued_on, 'source', source, 'replaces', replaces,
              'amends', to_jsonb(amends), 'days',
              (select coalesce(jsonb_agg(jsonb_build_object('date', date, 'kind', kind, 'reason', reason)
                  order by date), '[]') from calendar_notice_days where notice_id = notice.id))
              order by position), '[]')
            from calendar_version_notices join calendar_notices as notice on notice.id = notice_id
           where version_id = version.id) as notices
    from calendar_versions as version where version.id = $1`;

/** Whoever makes the next version waits for whoever is making one, until the end of his transaction. */
export async function lockCalendar(sql: Queryable): Promise<void> {
  await sql.query(`select pg_advisory_xact_lock(hashtext('xingshu-calendar'))`);
}

/** Keeps a notice as it was entered, days and all. */
export async function insertNotices(sql: Queryable, notices: CalendarNotice[]): Promise<void> {
  await sql.query(
    `with entered as (
       insert into calendar_notices (id, scope, year, title, number, issued_on, source, replaces, amends)
       select id, scope, year, title, number, "issuedOn", source, replaces,
              array(select jsonb_array_elements_text(amends))
         from jsonb_to_recordset($1::jsonb) as row(id text, scope text, year integer, title text, number text,
                "issuedOn" date, source text, replaces text, amends jsonb))
     insert into calendar_notice_days (notice_id, date, kind, reason)
     select row.id, day.date, day.kind, day.reason
       from jsonb_to_recordset($1::jsonb) as row(id text, days jsonb),
            jsonb_to_recordset(row.days) as day(date date, kind text, reason text)`,
    [JSON.stringify(notices)],
  );
}

/** The next free id of a notice: national-2027, and for a second one national-2027-2. The calendar is locked. */
export async function nextNoticeId(
  sql: Queryable,
  { scope, year }: Pick<CalendarNotice, 'scope' | 'year'>,
): Promise<string> {
  const { rows } = await sql.query<{ id: string }>('select id from calendar_notices where id like $1', [
    `${scope}-${year}%`,
  ]);
  const taken = new Set(rows.map(({ id }) => id));
  let id = `${scope}-${year}`;
  for (let number = 2; taken.has(id); number += 1) id = `${scope}-${year}-${number}`;
  return id;
}

/** How a version came about. */
export type VersionCause =
  | { cause: 'file' | 'settings' }
  | { cause: 'notice'; noticeId: string }
  | { cause: 'rollback'; rolledBackTo: string };

export type NewVersion = VersionCause & {
  /** Chinese, for ledgers: 录入某某通知. */
  reason: string;
  /** Null where it came with the office's data. */
  enteredBy: string | null;
};

/**
 * Makes the next version, which holds from the commit on; the caller has locked the calendar and kept the notices.
 *
 * @param previous the current version; null for the first
 */
export async function insertVersion(
  sql: Queryable,
  previous: WorkingCalendar | null,
  settings: CalendarSettings,
  notices: CalendarNotice[],
  version: NewVersion,
): Promise<WorkingCalendar> {
  const id = await nextVersionId(sql, previous, settings, notices);
  const { timeZone, deadlineEndsAt, officeHours, expectsRegionalNotice } = settings;
  await sql.query(
    `insert into calendar_versions (id, sequence, settings, cause, notice_id, rolled_back_to, reason, entered_by)
     select $1, coalesce(max(sequence), 0) + 1, $2, $3, $4, $5, $6, $7 from calendar_versions`,
    [
      id,
      JSON.stringify({ timeZone, deadlineEndsAt, officeHours, expectsRegionalNotice }),
      version.cause,
      version.cause === 'notice' ? version.noticeId : null,
      version.cause === 'rollback' ? version.rolledBackTo : null,
      version.reason,
      version.enteredBy,
    ],
  );
  await sql.query(
    `insert into calendar_version_notices (version_id, notice_id, position)
     select $1, notice_id, position from unnest($2::text[]) with ordinality as listed(notice_id, position)`,
    [id, notices.map((notice) => notice.id)],
  );
  return composeCalendar(id, settings, notices);
}

async function nextVersionId(
  sql: Queryable,
  previous: WorkingCalendar | null,
  settings: CalendarSettings,
  notices: CalendarNotice[],
): Promise<string> {
  const { rows } = await sql.query<{ id: string }>('select id from office');
  return calendarVersionId(rows[0]?.id ?? '', previous?.version ?? null, settings, notices);
}
