import { deadline } from '../domain/calendar';
import type { Deadline } from '../domain/calendar';
import { currentCalendar } from './calendar';
import type { Queryable } from './pool';

/**
 * The deadline of `workingDays` that begin at `from`, by the calendar that holds now: what workers and API call. Keep
 * `calendarVersion` with it: a later notice recomputes what rests on an older one (law 8).
 *
 * @param now the office's present moment: years before it are past, and refused where the calendar lacks them
 * @throws CalendarError, in Chinese, where there is no such deadline
 */
export async function workingDeadline(
  sql: Queryable,
  from: Date,
  workingDays: number,
  now: Date,
): Promise<Deadline> {
  return deadline(from, workingDays, await currentCalendar(sql), { asOf: now });
}
