import { Temporal } from 'temporal-polyfill';

/** A civil day. */
export interface Day {
  year: number;
  month: number;
  day: number;
}

/** The civil day of a moment in an IANA time zone: what a document's date and a number's year go by. */
export function dayIn(moment: Date, timeZone: string): Day {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  })
    .formatToParts(moment)
    .map(({ type, value }) => [type, Number(value)] as const);
  const { year = Number.NaN, month = Number.NaN, day = Number.NaN } = Object.fromEntries(parts);
  return { year, month, day };
}

/** The first moment of an ISO day in a zone. */
export function startOfDay(day: string, timeZone: string): Date {
  return new Date(Temporal.PlainDate.from(day).toZonedDateTime(timeZone).epochMilliseconds);
}
