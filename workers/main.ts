import { join } from 'node:path';
import { pino } from 'pino';
import { createDatabaseClock } from '../db/clock';
import { createInboxWaiter } from '../db/inboxWaiter';
import { describeError } from '../db/describeError';
import { createPool } from '../db/pool';
import { officeFolder } from '../db/officeFolder';
import { readOffice } from '../db/officeSchema';
import { alignEngineClock } from '../engine/clock';
import { createEngineClients } from '../engine/clients';
import { readEngineEnvironment } from '../engine/environment';
import { startFeedReceiver } from '../engine/feed/receiver';
import { openJobStreams } from '../engine/jobStreams';
import { startOutboxRelay } from '../engine/outboxRelay';
import { watchCalendar } from './deadline/watchCalendar';
import { openMailer } from './digest/openMailer';
import { watchDigests } from './digest/watchDigests';
import { watchMonths } from './meeting/watchMonths';
import { watchHolders } from './people/watchHolders';
import { watchWaits } from './regionalMeeting/watchWaits';
import { workers } from './registry';
import { toJobDefinition } from './runJob';

/**
 * The engine's side of the application: job workers, the relay of the outbox and the receiver of the feed in
 * one process. Each of them may be killed at any moment; started again it goes on.
 */
async function main(): Promise<void> {
  const log = pino({ name: 'workers', level: process.env['XINGSHU_LOG_LEVEL'] ?? 'info' });
  const environment = readEngineEnvironment(process.env);
  const pool = createPool(process.env['DATABASE_URL'] ?? '', 20);
  const clock = await createDatabaseClock(pool);
  const office = await readOffice(officeFolder(join(__dirname, '..'), process.env['XINGSHU_OFFICE']));
  const engineReach = process.env['XINGSHU_ENGINE_REACH'] === 'closed' ? 'closed' : 'open';

  const engine = createEngineClients(environment);
  const inbox = createInboxWaiter(pool);
  const publicUrl = process.env['XINGSHU_PUBLIC_URL'] ?? 'http://127.0.0.1:3000';
  const mailer = openMailer(process.env['MAIL_URL'], process.env['MAIL_FROM'] || 'xingshu@localhost');
  const deps = { pool, clock, office, log, inbox, engineReach, publicUrl } as const;
  const streams = await openJobStreams(
    engine,
    environment,
    workers.map((worker) => toJobDefinition(worker, deps, log)),
    log,
    // A restarted engine has forgotten its offset: no job may run by the wrong day.
    async () => {
      if (environment.managementUrl) await alignEngineClock(environment.managementUrl, pool);
    },
  );
  const relay = startOutboxRelay(pool, engine, log);
  const holders = watchHolders(deps);
  const deadlines = watchCalendar(deps);
  const digests = watchDigests(deps, mailer);
  const months = watchMonths(deps);
  const waits = watchWaits(deps);
  const receiver = await startFeedReceiver(pool, log, {
    host: process.env['XINGSHU_LISTEN_ADDRESS'] ?? '127.0.0.1',
    port: Number(process.env['XINGSHU_PORT_FEED'] ?? 3001),
    token: process.env['XINGSHU_FEED_TOKEN'] ?? '',
    isReady: async () => streams.isConnected(),
  });

  const stop = async (): Promise<void> => {
    receiver.close();
    await holders.close();
    await deadlines.close();
    await digests.close();
    await months.close();
    await waits.close();
    await relay.close();
    await streams.close();
    inbox.close();
    await clock.close();
    await pool.end();
    process.exit(0);
  };
  process.once('SIGTERM', () => void stop());
  process.once('SIGINT', () => void stop());
}

main().catch((error: unknown) => {
  pino({ name: 'workers' }).fatal({ error: describeError(error) }, '作业进程未能启动');
  process.exit(1);
});
