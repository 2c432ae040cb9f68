import { setTimeout as pause } from 'node:timers/promises';
import type { EngineClients } from '../clients';
import { createEngineClients } from '../clients';
import type { EngineEnvironment } from '../environment';
import type { Asked } from './askEngine';
import { isRunning } from './isRunning';

interface Partition {
  role: string;
  processedPosition: number | null;
  exportedPosition: number | null;
  exporterPhase: string | null;
}

const CHECK = '引擎记录的送达';
const PATIENCE_MILLISECONDS = 5_000;
const LOOK_MILLISECONDS = 500;
/** A key is the partition's number above so many bits, and a count below. */
const PARTITION_SHIFT = 51n;

/**
 * Whether what the engine had processed a moment ago has reached its exporters, ours among them: while it has not,
 * the checks of the database may look at an older state. The position is that of the slowest exporter. The broker's
 * actuator says it for the partitions which that broker leads; of a cluster no more is seen.
 */
export async function examineFeedLag(environment: EngineEnvironment): Promise<Asked> {
  const { managementUrl } = environment;
  if (!managementUrl) return { findings: [], summary: '未核对引擎记录是否已全部送达（没有管理地址）' };
  try {
    const before = await leading(managementUrl);
    if (before.size === 0) throw new Error('没有一个分区由它主持');
    let late = await lateOnes(managementUrl, before);
    if (late.size > 0) late = await waitFor(environment, managementUrl, before);
    return {
      findings: [...late].map(([id, now]) => ({ check: CHECK, message: inWords(id, now, before.get(id)) })),
      summary: `已核对 ${before.size} 个分区的引擎记录是否送达`,
    };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { findings: [], summary: `未核对引擎记录是否已全部送达（${reason}）` };
  }
}

type Partitions = Map<string, Partition>;

async function waitFor(
  environment: EngineEnvironment,
  managementUrl: string,
  before: Partitions,
): Promise<Partitions> {
  const engine = createEngineClients(environment);
  const patience = AbortSignal.timeout(PATIENCE_MILLISECONDS);
  try {
    for (;;) {
      for (const id of before.keys()) await nudge(engine, id);
      await pause(LOOK_MILLISECONDS);
      const late = await lateOnes(managementUrl, before);
      if (late.size === 0 || patience.aborted) return late;
    }
  } finally {
    await engine.grpc.close();
  }
}

/**
 * After a stall the position of an exporter that has caught up stays behind records which it does not take, until
 * the next record comes. A refused command is one, and changes nothing.
 */
async function nudge(engine: EngineClients, partitionId: string): Promise<void> {
  await isRunning(engine, String((BigInt(partitionId) << PARTITION_SHIFT) + 1n));
}

async function lateOnes(managementUrl: string, before: Partitions): Promise<Partitions> {
  const now = await leading(managementUrl);
  return new Map(
    [...now].filter(
      ([id, { exportedPosition }]) => (exportedPosition ?? -1) < (before.get(id)?.processedPosition ?? -1),
    ),
  );
}

function inWords(id: string, now: Partition, before: Partition | undefined): string {
  const paused =
    now.exporterPhase && now.exporterPhase !== 'EXPORTING' ? `，导出已停（${now.exporterPhase}）` : '';
  return `分区 ${id} 处理到 ${before?.processedPosition ?? '？'}，最慢的导出器只送达到 ${now.exportedPosition ?? '？'}${paused}：其他各项看到的可能是较早的状态`;
}

async function leading(managementUrl: string): Promise<Partitions> {
  const answer = await fetch(`${managementUrl}/actuator/partitions`, { signal: AbortSignal.timeout(2_000) });
  if (!answer.ok) throw new Error(`管理接口返回 ${answer.status}`);
  const partitions = (await answer.json()) as Record<string, Partition>;
  return new Map(Object.entries(partitions).filter(([, { role }]) => role === 'LEADER'));
}
