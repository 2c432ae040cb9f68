import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Pool } from 'pg';
import { createDatabaseClock } from '../db/clock';
import { officeFolder } from '../db/officeFolder';
import { readOffice } from '../db/officeSchema';
import { createPool } from '../db/pool';
import { createApp } from './app';
import { createInboxWaiter } from '../db/inboxWaiter';
import { createLogger } from './logger';
import { readSettings } from './settings';

const CONNECTIONS = 20;
const DATABASE_TRIES = 60;
const FAREWELL_MILLISECONDS = 10_000;

/** Builds the API and serves it on the loopback interface until SIGTERM or SIGINT. */
async function main(): Promise<void> {
  const settings = readSettings(process.env);
  const office = await readOffice(officeFolder(join(__dirname, '..'), settings.office));
  const pool = createPool(settings.databaseUrl, CONNECTIONS);
  const clock = await startClock(pool);
  const logger = createLogger(clock);
  const inbox = createInboxWaiter(pool);
  const app = createApp({ ...settings, pool, clock, logger, office, inbox });

  const server = app.listen(settings.port, settings.host, (error?: Error) => {
    if (error)
      return fail(
        new Error(
          `端口 ${settings.port} 无法监听（${(error as NodeJS.ErrnoException).code}）：请改 XINGSHU_PORT_API`,
        ),
      );
    logger.info({ event: 'listening', port: settings.port, publicUrl: settings.publicUrl });
  });

  const stop = async (): Promise<void> => {
    setTimeout(() => process.exit(1), FAREWELL_MILLISECONDS).unref();
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeIdleConnections();
    await closed;
    inbox.close();
    await clock.close();
    await pool.end();
    logger.info({ event: 'stopped' });
    process.exit(0);
  };
  process.once('SIGTERM', () => void stop());
  process.once('SIGINT', () => void stop());
}

/** PostgreSQL may come up after us: the clock needs it once, afterwards a restart of it is survived. */
async function startClock(pool: Pool): ReturnType<typeof createDatabaseClock> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await createDatabaseClock(pool);
    } catch (error) {
      if (tries === DATABASE_TRIES)
        throw new Error('数据库无法连接或尚未迁移，请检查 DATABASE_URL', { cause: error });
      await delay(500);
    }
  }
}

function fail(error: unknown): never {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

main().catch(fail);
