import type { z } from 'zod';
import { currentCalendar } from '../../db/calendar';
import { CalendarError, explainDeadline } from '../../domain/calendar';
import type { ExplainedDeadline } from '../../domain/calendar';
import { startOfDay } from '../../domain/calendar/zonedDay';
import type { Dependencies } from '../dependencies';
import { unacceptable } from '../problems';
import type { deadlineQuery } from '../schemas/calendar';

/** A deadline day by day; `from` without a time of day begins with the day. Throws a problem where there is none. */
export async function explain(
  { pool, clock }: Pick<Dependencies, 'pool' | 'clock'>,
  query: z.output<typeof deadlineQuery>,
): Promise<ExplainedDeadline & { from: Date }> {
  const calendar = await currentCalendar(pool);
  const from = query.from.includes('T') ? new Date(query.from) : startOfDay(query.from, calendar.timeZone);
  try {
    return { from, ...explainDeadline(from, query.workingDays, calendar, { asOf: clock.now() }) };
  } catch (error) {
    if (error instanceof CalendarError)
      throw unacceptable('no-deadline', '期限无法计算', `${error.message}。`);
    throw error;
  }
}
