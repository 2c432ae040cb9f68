import { say } from './progress';
import { messageOf } from './userError';

const everyMilliseconds = 60_000;
const recordIndices = 'zeebe-record_*';
/** Where Operate and Tasklist write down how far they have read, per record type and partition. */
const positionIndices = ['operate-import-position-*', 'tasklist-import-position-*'];

interface ImportPosition {
  aliasName: string;
  partitionId: number;
  position: number;
}

/**
 * Deletes day indices of records which Operate and Tasklist have wholly read, except those of the engine's last
 * day: a demo that moves through hundreds of days would else fill the node with thousands of indices.
 */
export function startIndexJanitor(openSearchUrl: string): void {
  let complained = false;
  const timer = setInterval(() => {
    deleteImportedIndices(openSearchUrl).catch((failure) => {
      if (!complained) say(`  清理已导入的索引没有成功，稍后再试：${messageOf(failure)}`);
      complained = true;
    });
  }, everyMilliseconds);
  timer.unref();
}

/** @returns the names of the indices it deleted. */
export async function deleteImportedIndices(openSearchUrl: string): Promise<string[]> {
  const indices = await recordIndexNames(openSearchUrl);
  const lastDay = indices.map(dayOf).sort().at(-1);
  const old = indices.filter((index) => dayOf(index) !== lastDay);
  if (old.length === 0) return [];
  const readers = await Promise.all(
    positionIndices.map((pattern) => importPositions(openSearchUrl, pattern)),
  );
  const imported: string[] = [];
  for (const index of old) {
    const written = await lastPositions(openSearchUrl, index);
    if (readers.every((positions) => isImported(positions, typeOf(index), written))) imported.push(index);
  }
  // The names make up the address: a few at a time keep it short.
  for (let from = 0; from < imported.length; from += 20) {
    await ask(`${openSearchUrl}/${imported.slice(from, from + 20).join(',')}`, 'DELETE');
  }
  return imported;
}

/** True when the reader has got past the last record of each partition, or never reads this type at all. */
function isImported(positions: ImportPosition[], type: string, written: Map<number, number>): boolean {
  const ofType = positions.filter((position) => position.aliasName === type);
  // Right after a first start nothing has been read yet: then nothing is known, and nothing is deleted.
  if (positions.length === 0) return false;
  if (ofType.length === 0) return true;
  return [...written].every(([partition, last]) =>
    ofType.some((position) => position.partitionId === partition && position.position >= last),
  );
}

async function recordIndexNames(url: string): Promise<string[]> {
  const rows = await ask<{ index: string }[]>(`${url}/_cat/indices/${recordIndices}?format=json&h=index`);
  return rows.map((row) => row.index).filter((index) => /_\d{4}-\d{2}-\d{2}$/.test(index));
}

/** `zeebe-record_process-instance_8.6.0_2026-11-23` → `2026-11-23`. */
function dayOf(index: string): string {
  return index.slice(index.lastIndexOf('_') + 1);
}

/** `zeebe-record_process-instance_8.6.0_2026-11-23` → `process-instance`, as the readers name it. */
function typeOf(index: string): string {
  return index.split('_')[1] ?? index;
}

async function importPositions(url: string, pattern: string): Promise<ImportPosition[]> {
  const answer = await ask<{ hits: { hits: { _source: ImportPosition }[] } }>(
    `${url}/${pattern}/_search?size=1000`,
  );
  return answer.hits.hits.map((hit) => hit._source);
}

/** The last position that each partition wrote into an index. */
async function lastPositions(url: string, index: string): Promise<Map<number, number>> {
  const answer = await ask<{
    aggregations: { partitions: { buckets: { key: number; last: { value: number } }[] } };
  }>(`${url}/${index}/_search`, 'POST', {
    size: 0,
    aggs: { partitions: { terms: { field: 'partitionId' }, aggs: { last: { max: { field: 'position' } } } } },
  });
  return new Map(answer.aggregations.partitions.buckets.map((bucket) => [bucket.key, bucket.last.value]));
}

async function ask<T>(url: string, method = 'GET', body?: object): Promise<T> {
  const response = await fetch(url, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
    signal: AbortSignal.timeout(20_000),
  });
  if (!response.ok) throw new Error(`${method} ${new URL(url).pathname} → ${response.status}`);
  return (await response.json()) as T;
}
