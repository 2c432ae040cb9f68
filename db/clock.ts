import type { Pool } from 'pg';
import type { Clock } from '../domain/clock';
import type { Listening } from './listen';
import { listenOn } from './listen';
import type { Queryable } from './pool';

/** How much the office's clock is ahead of the machine's, in milliseconds. Zero outside tests and demos. */
export async function readClockOffset(sql: Queryable): Promise<number> {
  const { rows } = await sql.query<{ offset_ms: string }>('select offset_ms from clock_offset');
  return Number(rows[0]?.offset_ms ?? 0);
}

/** The office's present moment by the database, epoch milliseconds. */
export async function readOfficeTime(sql: Queryable): Promise<number> {
  const { rows } = await sql.query<{ now: Date }>('select app_now() as now');
  return rows[0]?.now.getTime() ?? Number.NaN;
}

/** Moves the office's clock forward (law 11) and answers the new offset in milliseconds. */
export async function moveClock(sql: Queryable, milliseconds: number): Promise<number> {
  if (!Number.isSafeInteger(milliseconds) || milliseconds < 0) {
    throw new Error('系统时钟只能向前拨');
  }
  const { rows } = await sql.query<{ offset_ms: string }>(
    'update clock_offset set offset_ms = offset_ms + $1 returning offset_ms',
    [milliseconds],
  );
  return Number(rows[0]?.offset_ms);
}

const RECONNECT_MILLISECONDS = 500;

/**
 * The clock of law 11 for a process: keeps the stored offset and hears of its moves through LISTEN, so that
 * asking for the time costs no query.
 */
export async function createDatabaseClock(pool: Pool): Promise<Clock & { close(): Promise<void> }> {
  let offset = await readClockOffset(pool);
  let closed = false;
  let listening: Listening | undefined;

  const again = (): void => void setTimeout(() => void listen(), RECONNECT_MILLISECONDS).unref();
  const forward = (stored: number): void => {
    offset = Math.max(offset, stored);
  };
  const listen = async (): Promise<void> => {
    if (closed) return;
    try {
      listening = await listenOn(pool, 'clock', {
        heard: (payload) => forward(Number(payload)),
        // A move while nobody listened would be missed without this.
        begun: async (sql) => forward(await readClockOffset(sql)),
        lost: again,
      });
    } catch {
      again();
    }
    if (closed) listening?.close();
  };
  await listen();

  return {
    now: () => new Date(Date.now() + offset),
    close: async () => {
      closed = true;
      listening?.close();
    },
  };
}
