/** What a region-wide meeting waits for on its department's part: the 请示, or the word that it was held. */
export type Wait = 'request' | 'holding';

const DAY_MILLISECONDS = 86_400_000;

/**
 * What a meeting waits for, and since when its limit counts: for the 请示 since the leader agreed or the Office returned it; for
 * the record of its holding since its last day, or since it was approved where that came later. Null where it waits for somebody
 * else, whose step has a limit of its own.
 *
 * @param meeting.days half days count as whole ones
 * @rule art-41 art-58
 */
export function waitOf(meeting: {
  state: string;
  stateSince: Date;
  startsAt: Date;
  days: number;
}): { wait: Wait; since: Date } | null {
  const { state, stateSince, startsAt, days } = meeting;
  if (state === 'agreed') return { wait: 'request', since: stateSince };
  if (state !== 'approved') return null;
  const lastDay = new Date(startsAt.getTime() + (Math.ceil(days) - 1) * DAY_MILLISECONDS);
  return { wait: 'holding', since: lastDay > stateSince ? lastDay : stateSince };
}
