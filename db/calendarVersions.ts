import type { Queryable } from './pool';

/** A version as people read it. */
export interface CalendarVersionView {
  id: string;
  /** From 1; the highest holds. */
  sequence: number;
  cause: 'file' | 'settings' | 'notice' | 'rollback';
  /** Chinese: why it was made. */
  reason: string;
  noticeId: string | null;
  /** Whose content it took up again. */
  rolledBackTo: string | null;
  enteredAt: Date;
  /** Null where it came with the office's data. */
  enteredBy: string | null;
}

/** Every version, the current one first. */
export async function listCalendarVersions(sql: Queryable): Promise<CalendarVersionView[]> {
  const { rows } = await sql.query(
    `select version.id, sequence, cause, reason, notice_id as "noticeId", rolled_back_to as "rolledBackTo",
            entered_at as "enteredAt", persons.display_name as "enteredBy"
       from calendar_versions as version left join persons on persons.id = entered_by
      order by sequence desc`,
  );
  return rows as CalendarVersionView[];
}

/**
 * Why the calendar is another one than a version: the reasons of those made after it, in order; of the current one
 * alone where that version isn't on record.
 */
export async function reasonsSince(sql: Queryable, version: string | null): Promise<string[]> {
  const { rows } = await sql.query<{ reason: string }>(
    `select reason from calendar_versions
      where sequence > coalesce((select sequence from calendar_versions where id = $1),
                                (select max(sequence) - 1 from calendar_versions))
      order by sequence`,
    [version],
  );
  return rows.map(({ reason }) => reason);
}
