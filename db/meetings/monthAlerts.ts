import type { RuleReference } from '../../domain/routing/facts';
import type { Queryable } from '../pool';

/** A month that ended without a meeting of a kind that is held each month. */
export interface MonthAlert {
  kind: string;
  /** First day of the month, ISO. */
  month: string;
  words: string;
  raisedAt: Date;
}

/** Whether a meeting of this kind was opened in the month that begins on this ISO day, by the office's zone. */
export async function wasHeld(
  sql: Queryable,
  kind: string,
  month: string,
  timeZone: string,
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `select from meetings
      where kind = $1 and opened_at is not null
        and date_trunc('month', opened_at at time zone $3)::date = $2::date
      limit 1`,
    [kind, month, timeZone],
  );
  return rowCount === 1;
}

/** Whether somebody has looked at this month already: alerts are raised once. */
export async function isAlerted(sql: Queryable, kind: string, month: string): Promise<boolean> {
  const { rowCount } = await sql.query(
    'select from meeting_month_alerts where kind = $1 and month = $2::date',
    [kind, month],
  );
  return rowCount === 1;
}

/** Once per kind and month. @returns whether it is new */
export async function insertMonthAlert(
  sql: Queryable,
  alert: MonthAlert & { rule: RuleReference },
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `insert into meeting_month_alerts (kind, month, raised_at, words, rule)
     values ($1, $2::date, $3, $4, $5) on conflict do nothing`,
    [alert.kind, alert.month, alert.raisedAt, alert.words, JSON.stringify(alert.rule)],
  );
  return rowCount === 1;
}

/** The newest first. */
export async function listMonthAlerts(sql: Queryable, limit = 12): Promise<MonthAlert[]> {
  const { rows } = await sql.query(
    `select kind, to_char(month, 'YYYY-MM-DD') as month, words, raised_at as "raisedAt"
       from meeting_month_alerts order by month desc, kind limit $1`,
    [limit],
  );
  return rows as MonthAlert[];
}

/** The moment from which months count: the office has run since then. */
export async function firstMonth(sql: Queryable): Promise<Date | null> {
  const { rows } = await sql.query<{ at: Date | null }>('select min(opened_at) as at from cases');
  return rows[0]?.at ?? null;
}
