/**
 * The only source of the time (law 11). Domain functions take a `Date` or a `Clock`; nothing else in the
 * project may ask the machine for the time, and lint holds it to that.
 */
export interface Clock {
  /** The office's present moment: system time plus the stored offset. */
  now(): Date;
}

/** A clock for tests of pure rules: stands still until it is moved. */
export function fixedClock(start: string | Date): Clock & { move(milliseconds: number): void } {
  let moment = new Date(start);
  return {
    now: () => new Date(moment),
    move: (milliseconds) => {
      moment = new Date(moment.getTime() + milliseconds);
    },
  };
}
