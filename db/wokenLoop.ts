import type { Pool } from 'pg';
import type { Channel, Listening } from './listen';
import { listenOn } from './listen';

/**
 * Goes round until closed: whenever one of the channels is notified, and after `idleMilliseconds` besides, since a
 * notice can be lost while the connection breaks. What is notified during a round leads to another.
 *
 * @param on.round answers whether more may be due, and so to go round again at once
 * @param on.failed hears why a round failed; the next one comes all the same
 */
export function wokenLoop(
  pool: Pool,
  channels: readonly Channel[],
  idleMilliseconds: number,
  on: { round: () => Promise<boolean>; failed: (error: unknown) => void },
): { close(): Promise<void> } {
  let closed = false;
  let wake: () => void = () => undefined;
  const listening = new Map<Channel, Listening>();

  const listen = async (): Promise<void> => {
    for (const channel of channels) {
      if (listening.has(channel)) continue;
      const lost = (): void => void listening.delete(channel);
      listening.set(channel, await listenOn(pool, channel, { heard: () => wake(), lost }));
    }
  };

  const loop = async (): Promise<void> => {
    while (!closed) {
      const woken = new Promise<void>((resolve) => {
        wake = resolve;
        setTimeout(resolve, idleMilliseconds).unref();
      });
      try {
        await listen();
        while (!closed && (await on.round()));
      } catch (error) {
        on.failed(error);
      }
      await woken;
    }
  };
  const running = loop();

  return {
    close: async () => {
      closed = true;
      wake();
      await running;
      for (const one of listening.values()) one.close();
    },
  };
}
