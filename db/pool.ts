import { Pool, types } from 'pg';
import type { PoolClient } from 'pg';

/** What a repository function needs: a pool, or the client of a transaction. */
export type Queryable = Pick<PoolClient, 'query'>;

/** Dates without a time and 64-bit integers stay strings: a `Date` would shift the day, a number lose digits. */
const DATE_OID = 1082;
types.setTypeParser(DATE_OID, (value) => value);

/** A pool on `url`. The caller ends it. */
export function createPool(url: string, max = 10): Pool {
  const pool = new Pool({ connectionString: url, max, application_name: 'xingshu' });
  // An idle connection that PostgreSQL closed (restart) must not bring the process down; the next query
  // gets a fresh one.
  pool.on('error', () => undefined);
  // The same of one that is lent out and asks nothing at that moment, as while a transaction waits for the engine.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}
