import type { Pool } from 'pg';
import type { Queryable } from './pool';

export type Channel = 'clock' | 'outbox' | 'inbox' | 'people' | 'calendar';

/** A connection that listens; closing it twice does nothing the second time. */
export interface Listening {
  close(): void;
}

/**
 * Takes a connection of the pool and listens on a channel. The connection is given up exactly once: on close, when
 * it breaks (`lost` is then called), or when listening can't begin (then this throws).
 *
 * @param on.begun runs on the same connection once it listens: nothing that happens after it is missed
 */
export async function listenOn(
  pool: Pool,
  channel: Channel,
  on: { heard: (payload: string) => void; lost: () => void; begun?: (sql: Queryable) => Promise<void> },
): Promise<Listening> {
  const client = await pool.connect();
  let listens = false;
  let given = false;
  const giveUp = (): void => {
    if (given) return;
    given = true;
    client.removeAllListeners('notification');
    client.release(true);
  };
  client.on('notification', ({ payload }) => on.heard(payload ?? ''));
  client.on('error', () => {
    const isNews = listens && !given;
    giveUp();
    if (isNews) on.lost();
  });
  try {
    await client.query(`listen ${channel}`);
    await on.begun?.(client);
    listens = true;
  } catch (error) {
    giveUp();
    throw error;
  }
  return { close: giveUp };
}
