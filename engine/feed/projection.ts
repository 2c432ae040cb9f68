import type { Pool } from 'pg';
import type { Queryable } from '../../db/pool';
import { withTransaction } from '../../db/transaction';
import { projectElements, projectIncidents, projectInstances } from './instances';
import type { FeedBatch, FeedRecord } from './records';
import { projectTasks } from './tasks';

/**
 * Takes a batch of the engine's feed into the database, once (law 1): the last position per engine and partition
 * is kept in the same transaction, and records at or before it are passed over.
 *
 * @returns how many records were new
 */
export async function projectBatch(pool: Pool, engineId: string, batch: FeedBatch): Promise<number> {
  try {
    return await projectAtOnce(pool, engineId, batch);
  } catch (error) {
    if (!isRefusedData(error)) throw error;
    // One record that the database refuses must not hold up everybody's: take them one by one, set it aside.
    let taken = 0;
    for (const record of batch.records)
      taken += await projectOrSetAside(pool, engineId, batch.partitionId, record);
    return taken;
  }
}

/** PostgreSQL's classes of errors which lie in the data and so come again: 22 data exception, 23 integrity. */
function isRefusedData(error: unknown): boolean {
  return /^2[23]/.test(String((error as { code?: string }).code ?? ''));
}

async function projectOrSetAside(
  pool: Pool,
  engineId: string,
  partitionId: number,
  record: FeedRecord,
): Promise<number> {
  try {
    return await projectAtOnce(pool, engineId, { partitionId, records: [record] });
  } catch (error) {
    if (!isRefusedData(error)) throw error;
    await withTransaction(pool, async (sql) => {
      await lockPosition(sql, engineId, partitionId);
      await sql.query(
        `insert into feed_rejects (engine_id, partition_id, position, record, error)
         values ($1, $2, $3, $4, $5) on conflict do nothing`,
        [engineId, partitionId, record.position, JSON.stringify(record), (error as Error).message],
      );
      await movePosition(sql, engineId, partitionId, record.position);
    });
    return 1;
  }
}

async function projectAtOnce(pool: Pool, engineId: string, batch: FeedBatch): Promise<number> {
  return withTransaction(pool, async (sql) => {
    const last = await lockPosition(sql, engineId, batch.partitionId);
    const fresh = batch.records.filter((record) => BigInt(record.position) > last);
    const newest = fresh.at(-1);
    if (!newest) return 0;

    const of = (valueType: string): FeedRecord[] => fresh.filter((record) => record.valueType === valueType);
    await projectTasks(sql, of('USER_TASK'));
    await projectInstances(sql, of('PROCESS_INSTANCE'));
    await projectIncidents(sql, of('INCIDENT'));
    await projectElements(sql, { engineId, partitionId: batch.partitionId }, of('PROCESS_INSTANCE'));
    await movePosition(sql, engineId, batch.partitionId, newest.position);
    return fresh.length;
  });
}

/** Two receivers of one partition wait for each other here. */
async function lockPosition(sql: Queryable, engineId: string, partitionId: number): Promise<bigint> {
  await sql.query(
    'insert into feed_positions (engine_id, partition_id, position) values ($1, $2, 0) on conflict do nothing',
    [engineId, partitionId],
  );
  const { rows } = await sql.query<{ position: string }>(
    'select position from feed_positions where engine_id = $1 and partition_id = $2 for update',
    [engineId, partitionId],
  );
  return BigInt(rows[0]?.position ?? 0);
}

async function movePosition(
  sql: Queryable,
  engineId: string,
  partitionId: number,
  position: string | number,
): Promise<void> {
  await sql.query(
    `update feed_positions set position = $3
      where engine_id = $1 and partition_id = $2 and position < $3`,
    [engineId, partitionId, position],
  );
}
