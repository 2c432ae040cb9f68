import { setTimeout as pause } from 'node:timers/promises';

const LOOK_MILLISECONDS = 1_000;
const QUIET_LOOKS = 3;

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

/** Until the engine has worked off whatever was begun: it stands still for some looks, and all of it is exported. */
export async function engineAtRest(): Promise<void> {
  let before = -1;
  for (let quiet = 0; quiet < QUIET_LOOKS;) {
    const { processed, exported } = await readPositions().catch(() => ({ processed: -1, exported: -1 }));
    quiet = processed >= 0 && processed === before && exported >= processed ? quiet + 1 : 0;
    before = processed;
    await pause(LOOK_MILLISECONDS);
  }
}
