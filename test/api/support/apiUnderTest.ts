import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pino } from 'pino';
import type { Pool } from 'pg';
import { createApp } from '../../../api/app';
import type { Dependencies } from '../../../api/dependencies';
import { createInboxWaiter } from '../../../db/inboxWaiter';
import { createDatabaseClock } from '../../../db/clock';
import { loadOffice } from '../../../db/loadOffice';
import { readOffice } from '../../../db/officeSchema';
import { createTestDatabase } from '../../support/database';
import type { Client } from './client';
import { createClient } from './client';
import { saveTestRuleSet } from './ruleSet';

export const officeFolder = join(__dirname, '../../../offices/kashi');

export interface ApiUnderTest {
  origin: string;
  pool: Pool;
  adminUrl: string;
  ruleSetHash: string;
  deps: Dependencies;
  /** Every line logged so far, parsed. */
  log: Record<string, unknown>[];
  anonymous(): Client;
  /** Someone who has logged in; each login is one client for the whole file. */
  as(login: string): Promise<Client>;
  stop(): Promise<void>;
}

/** The real application on a database of its own, listening on a free port. */
export async function startApi(): Promise<ApiUnderTest> {
  const database = await createTestDatabase();
  await loadOffice(database.adminUrl, officeFolder);
  const ruleSetHash = await saveTestRuleSet(database.adminUrl);
  const office = await readOffice(officeFolder);
  const clock = await createDatabaseClock(database.pool);
  const inbox = createInboxWaiter(database.pool);
  const log: Record<string, unknown>[] = [];
  const logger = pino({ level: 'info' }, { write: (line: string) => void log.push(JSON.parse(line)) });

  const deps: Dependencies = {
    pool: database.pool,
    clock,
    logger,
    office,
    inbox,
    sessionSecret: 'a secret for tests only',
    publicUrl: 'http://xingshu.test',
    tasklistUrl: null,
  };
  const server = createApp(deps).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const clients = new Map<string, Promise<Client>>();
  const logIn = async (login: string): Promise<Client> => {
    const client = createClient(origin);
    const answer = await client.post('/api/v1/sessions', { login, password: office.people.demoPassword });
    if (answer.status !== 201) throw new Error(`${login}: ${answer.text}`);
    return client;
  };
  return {
    origin,
    pool: database.pool,
    adminUrl: database.adminUrl,
    ruleSetHash,
    deps,
    log,
    anonymous: () => createClient(origin),
    as: (login) => {
      const client = clients.get(login) ?? logIn(login);
      clients.set(login, client);
      return client;
    },
    stop: async () => {
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
      inbox.close();
      await clock.close();
      await database.drop();
    },
  };
}
