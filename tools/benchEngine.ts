import { setTimeout as pause } from 'node:timers/promises';

const LOOK_MILLISECONDS = 1_000;
const QUIET_LOOKS = 3;
/** Records between two looks that an engine at rest writes: notices of steps that stand open anyway. */
const TRICKLE = 50;

/** How far the engine is, by its own numbers. */
export interface Positions {
  processed: number;
  exported: number;
}

/** Throws where a busy engine doesn't answer in time. */
export async function readPositions(): Promise<Positions> {
  const url = `${process.env['ZEEBE_MANAGEMENT_URL'] ?? ''}/actuator/partitions`;
  const answer = await fetch(url, { signal: AbortSignal.timeout(5_000) });
  const partitions = Object.values(
    (await answer.json()) as Record<
      string,
      { processedPosition: number | null; exportedPosition: number | null }
    >,
  );
  return {
    processed: Math.max(...partitions.map(({ processedPosition }) => processedPosition ?? 0)),
    exported: Math.max(...partitions.map(({ exportedPosition }) => exportedPosition ?? 0)),
  };
}

/** Until the engine has worked off whatever was begun: it hardly moves for some looks, and all of it is exported. */
export async function engineAtRest(): Promise<void> {
  let before = Number.NEGATIVE_INFINITY;
  for (let quiet = 0; quiet < QUIET_LOOKS;) {
    const now = await readPositions().catch(() => undefined);
    const isQuiet = now && now.processed - before <= TRICKLE && now.processed - now.exported <= TRICKLE;
    quiet = isQuiet ? quiet + 1 : 0;
    before = now?.processed ?? Number.NEGATIVE_INFINITY;
    await pause(LOOK_MILLISECONDS);
  }
}
