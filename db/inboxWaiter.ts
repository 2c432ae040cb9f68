import { EventEmitter, once } from 'node:events';
import type { Pool } from 'pg';

/** Hears of changes of the inbox, so that an answer need not be polled for. */
export interface InboxWaiter {
  /**
   * Asks `check` until it answers something else than undefined, after each change of the task's row and every
   * so often besides; gives up after `milliseconds` with undefined.
   */
  until<T>(
    elementInstanceKey: string,
    milliseconds: number,
    check: () => Promise<T | undefined>,
  ): Promise<T | undefined>;
  close(): void;
}

/** A notice can be lost while the listener reconnects: look again at least this often. */
const LOOK_AGAIN_MILLISECONDS = 250;
const RECONNECT_MILLISECONDS = 500;

/** One connection of the pool listens for all requests; it is taken at the first wait and comes back by itself. */
export function createInboxWaiter(pool: Pool): InboxWaiter {
  const changes = new EventEmitter().setMaxListeners(0);
  let stopListening: (() => void) | undefined;
  let connecting = false;
  let closed = false;

  const listen = async (): Promise<void> => {
    if (closed || connecting || stopListening) return;
    connecting = true;
    try {
      stopListening = await subscribe();
    } catch {
      listenAgain();
    } finally {
      connecting = false;
    }
    if (closed) close();
  };

  const listenAgain = (): void => void setTimeout(() => void listen(), RECONNECT_MILLISECONDS).unref();

  /** Takes a connection that hears, and answers how to give it back. Throws, and keeps none, where it cannot hear. */
  const subscribe = async (): Promise<() => void> => {
    const client = await pool.connect();
    let isReleased = false;
    const release = (): void => {
      if (!isReleased) client.release(true);
      isReleased = true;
    };
    client.on('notification', ({ payload }) => changes.emit(payload ?? ''));
    client.on('error', () => {
      release();
      if (stopListening !== release) return;
      stopListening = undefined;
      listenAgain();
    });
    try {
      await client.query('listen inbox');
      return release;
    } catch (error) {
      release();
      throw error;
    }
  };

  const until: InboxWaiter['until'] = async (elementInstanceKey, milliseconds, check) => {
    void listen();
    const deadline = AbortSignal.timeout(milliseconds);
    for (;;) {
      const change = once(changes, elementInstanceKey, {
        signal: AbortSignal.timeout(LOOK_AGAIN_MILLISECONDS),
      });
      change.catch(() => undefined);
      const answer = await check();
      if (answer !== undefined || deadline.aborted || closed) return answer;
      await change.catch(() => undefined);
    }
  };

  const close = (): void => {
    closed = true;
    stopListening?.();
    stopListening = undefined;
  };

  return { until, close };
}
