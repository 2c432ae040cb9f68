import { setTimeout as pause } from 'node:timers/promises';

const LOOK_MILLISECONDS = 40;

/** Asks until there is an answer; fails with `what` after `milliseconds`. Errors count as "not yet". */
export async function until<T>(
  what: string,
  ask: () => Promise<T | undefined>,
  milliseconds = 30_000,
): Promise<T> {
  const started = performance.now();
  let last: unknown;
  for (;;) {
    try {
      const answer = await ask();
      if (answer !== undefined) return answer;
    } catch (error) {
      last = error;
    }
    if (performance.now() - started > milliseconds) {
      throw new Error(`${milliseconds} 毫秒内没有等到：${what}${last ? `（${String(last)}）` : ''}`);
    }
    await pause(LOOK_MILLISECONDS);
  }
}
