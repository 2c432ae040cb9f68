/** A deadline that can't be computed; the message is Chinese and for staff. */
export class CalendarError extends Error {
  override readonly name = 'CalendarError';
}
