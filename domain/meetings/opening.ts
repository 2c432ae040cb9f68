const MINUTE = 60_000;

/** How far from its planned start a meeting may be opened, in minutes: earlier needs a reason, later is shown as missing. */
export interface OpeningMargins {
  earlyMinutes: number;
  lateMinutes: number;
}

/** Opened now, it would begin so long before its time that it must be said why. */
export const isTooEarly = (startsAt: Date, at: Date, { earlyMinutes }: OpeningMargins): boolean =>
  startsAt.getTime() - at.getTime() > earlyMinutes * MINUTE;

/** Its time has long passed, and nobody recorded that it was opened. */
export const isUnopened = (
  { state, startsAt }: { state: string; startsAt: Date },
  at: Date,
  { lateMinutes }: OpeningMargins,
): boolean =>
  (state === 'preparing' || state === 'approved') && at.getTime() - startsAt.getTime() > lateMinutes * MINUTE;

/** 2天3小时15分: how long before its time; minutes begun are left out, but for the first. */
export function spanInWords(from: Date, until: Date): string {
  const minutes = Math.max(1, Math.floor((until.getTime() - from.getTime()) / MINUTE));
  const parts: [number, string][] = [
    [Math.floor(minutes / 1440), '天'],
    [Math.floor((minutes % 1440) / 60), '小时'],
    [minutes % 60, '分'],
  ];
  return parts.map(([count, unit]) => (count > 0 ? `${count}${unit}` : '')).join('');
}
