import type { Pool, PoolClient } from 'pg';
import type { Logger } from 'pino';
import type { WaitingOutboxEntry } from '../db/outbox';
import { postpone, settle, takeDue } from '../db/outbox';
import { withTransaction } from '../db/transaction';
import type { EngineClients } from './clients';
import { completeUserTask } from './userTasks';
import { publishMessage } from './messages';

const BATCH = 20;
const IDLE_MILLISECONDS = 2_000;
const FIRST_DELAY_MILLISECONDS = 200;
const LONGEST_DELAY_MILLISECONDS = 5_000;

/**
 * Tells the engine what the database decided (law 9). Woken by NOTIFY, with a slow look round as a safety net;
 * an entry stays locked while it is told, so several relays share the work and a killed one loses nothing.
 */
export function startOutboxRelay(pool: Pool, engine: EngineClients, log: Logger): { close(): Promise<void> } {
  let closed = false;
  let wake: () => void = () => undefined;
  let listener: PoolClient | undefined;

  const listen = async (): Promise<void> => {
    const client = await pool.connect();
    listener = client;
    client.on('notification', () => wake());
    client.once('error', () => {
      client.release(true);
      listener = undefined;
    });
    await client.query('listen outbox');
  };

  const round = async (): Promise<number> =>
    withTransaction(pool, async (sql) => {
      const entries = await takeDue(sql, BATCH);
      const answers = await Promise.all(entries.map((entry) => tell(engine, entry)));
      for (const [index, entry] of entries.entries()) {
        const answer = answers[index];
        if (answer && 'outcome' in answer) await settle(sql, entry.id, answer.outcome);
        else await postpone(sql, entry.id, answer?.error ?? '', delay(entry.attempts));
      }
      return entries.length;
    });

  const loop = async (): Promise<void> => {
    while (!closed) {
      const woken = new Promise<void>((resolve) => {
        wake = resolve;
        setTimeout(resolve, IDLE_MILLISECONDS).unref();
      });
      try {
        if (!listener) await listen();
        while (!closed && (await round()) === BATCH);
      } catch (error) {
        log.warn({ error }, '发件箱暂时无法处理，稍后再试');
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
      listener?.release(true);
    },
  };
}

/** What became of it, or why it must be told again. */
async function tell(
  engine: EngineClients,
  entry: WaitingOutboxEntry,
): Promise<{ outcome: string } | { error: string }> {
  try {
    if (entry.kind === 'publish-message') {
      return { outcome: await publishMessage(engine, { id: entry.id, ...entry.payload }) };
    }
    return { outcome: await completeUserTask(engine, entry.payload) };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

function delay(attempts: number): number {
  return Math.min(FIRST_DELAY_MILLISECONDS * 2 ** attempts, LONGEST_DELAY_MILLISECONDS);
}
