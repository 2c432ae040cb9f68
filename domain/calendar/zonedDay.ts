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

/** The moment of a clock on the wall in a zone, as browsers send it: 2026-11-25T09:30. Null where it is none. */
export function momentOf(local: string, timeZone: string): Date | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(local)) return null;
  try {
    return new Date(Temporal.PlainDateTime.from(local).toZonedDateTime(timeZone).epochMilliseconds);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
