import { Temporal } from 'temporal-polyfill';

/**
 * The whole months that have ended by `now` since the one in which `since` lies, that one left out: nobody can say of it
 * what came before. In the office's zone, the earliest first.
 *
 * @rule art-37
 */
export function monthsEndedSince(
  since: Date,
  now: Date,
  timeZone: string,
): { firstDay: string; words: string }[] {
  const monthOf = (at: Date): Temporal.PlainYearMonth =>
    Temporal.Instant.fromEpochMilliseconds(at.getTime())
      .toZonedDateTimeISO(timeZone)
      .toPlainDate()
      .toPlainYearMonth();
  const present = monthOf(now);
  const months: { firstDay: string; words: string }[] = [];
  for (
    let month = monthOf(since).add({ months: 1 });
    Temporal.PlainYearMonth.compare(month, present) < 0;
    month = month.add({ months: 1 })
  ) {
    months.push({
      firstDay: month.toPlainDate({ day: 1 }).toString(),
      words: `${month.year}年${month.month}月`,
    });
  }
  return months;
}
