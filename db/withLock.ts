import type { Pool } from 'pg';

/**
 * Does a long piece of work unless somebody does it already, in this process or another. The lock goes with the connection: a
 * process that dies gives it back. It spares double work; that effects happen once is for keys to see to (law 1).
 *
 * @returns whether it was done here
 */
export async function withLock(pool: Pool, name: string, work: () => Promise<void>): Promise<boolean> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    const { rows } = await client.query<{ held: boolean }>(
      'select pg_try_advisory_lock(hashtextextended($1, 0)) as held',
      [name],
    );
    if (!rows[0]?.held) return false;
    try {
      await work();
      return true;
    } finally {
      await client
        .query('select pg_advisory_unlock(hashtextextended($1, 0))', [name])
        .catch((error: Error) => {
          broken = error;
        });
    }
  } finally {
    client.release(broken);
  }
}
