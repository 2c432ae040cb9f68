import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { InboxWaiter } from '../db/inboxWaiter';
import type { Office } from '../db/officeSchema';
import type { Clock } from '../domain/clock';

/** What handlers are given; only workers/main.ts builds it. */
export interface WorkerDeps {
  pool: Pool;
  clock: Clock;
  office: Office;
  log: Logger;
  /** Where staff open our pages: what forms link to is never taken from a process variable. */
  publicUrl: string;
  /** Hears when the feed's record of a task arrives. */
  inbox: InboxWaiter;
  /** How far the engine can be reached by others: "open" makes what was done in Tasklist demo-grade (law 2). */
  engineReach: 'open' | 'closed';
}
