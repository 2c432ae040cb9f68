import { setTimeout as wait } from 'node:timers/promises';

/** Seconds of machine time since `start` (a `performance.now()` value). */
export function secondsSince(start: number): number {
  return (performance.now() - start) / 1000;
}

/**
 * Asks `check` until it answers true. A check that throws counts as "not yet".
 *
 * @returns false when `seconds` passed without it, or when `stop` said to give up.
 */
export async function waitUntil(
  check: () => Promise<boolean>,
  options: { seconds: number; everyMilliseconds?: number; stop?: () => boolean },
): Promise<boolean> {
  const start = performance.now();
  while (secondsSince(start) < options.seconds) {
    if (options.stop?.()) return false;
    if (await check().catch(() => false)) return true;
    await wait(options.everyMilliseconds ?? 150);
  }
  return false;
}

/** True when the address answers with the given status (any 2xx when none is given). */
export async function answers(url: string, status?: number): Promise<boolean> {
  const response = await fetch(url, { signal: AbortSignal.timeout(2000) });
  await response.body?.cancel();
  return status === undefined ? response.ok : response.status === status;
}
