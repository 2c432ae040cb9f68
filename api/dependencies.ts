import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { Clock } from '../domain/clock';
import type { InboxWaiter } from '../db/inboxWaiter';
import type { Office } from './office';

/** Everything the API is built from; only main.ts and tests make these. */
export interface Dependencies {
  pool: Pool;
  clock: Clock;
  logger: Logger;
  office: Office;
  inbox: InboxWaiter;
  sessionSecret: string;
  /** Without a trailing slash. */
  publicUrl: string;
  tasklistUrl: string | null;
}
