import { setTimeout as pause } from 'node:timers/promises';
import type { Asked } from './askEngine';

interface Partition {
  role: string;
  processedPosition: number | null;
  exportedPosition: number | null;
  exporterPhase: string | null;
}

const CHECK = '引擎记录的送达';
const PATIENCE_MILLISECONDS = 5_000;
const LOOK_MILLISECONDS = 250;

/**
 * Whether what the engine had processed a moment ago has reached its exporters, ours among them: while it has not,
 * every check of the database looks at an older state. Asks the broker's actuator; the broker that leads a
 * partition answers for it, so of a cluster this sees what the named broker leads.
 */
export async function examineFeedLag(managementUrl: string | null): Promise<Asked> {
  if (!managementUrl) return { findings: [], summary: '未核对引擎记录是否已全部送达（没有管理地址）' };
  let before: Map<string, Partition>;
  try {
    before = await leading(managementUrl);
    if (before.size === 0) throw new Error('没有一个分区由它主持');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { findings: [], summary: `未核对引擎记录是否已全部送达（${reason}）` };
  }
  const late = new Map(before);
  const patience = AbortSignal.timeout(PATIENCE_MILLISECONDS);
  for (;;) {
    const seen = await leading(managementUrl).catch(() => new Map<string, Partition>());
    for (const [id, { processedPosition }] of before) {
      const exported = seen.get(id)?.exportedPosition ?? -1;
      if (exported >= (processedPosition ?? -1)) late.delete(id);
      else late.set(id, seen.get(id) ?? { role: '', processedPosition, exportedPosition: null, exporterPhase: null });
    }
    if (late.size === 0 || patience.aborted) break;
    await pause(LOOK_MILLISECONDS);
  }
  return {
    findings: [...late].map(([id, partition]) => ({ check: CHECK, message: inWords(id, partition, before.get(id)) })),
    summary: `已核对 ${before.size} 个分区的引擎记录是否送达`,
  };
}

function inWords(id: string, now: Partition, before: Partition | undefined): string {
  const paused = now.exporterPhase && now.exporterPhase !== 'EXPORTING' ? `，导出已停（${now.exporterPhase}）` : '';
  return `分区 ${id} 处理到 ${before?.processedPosition ?? '？'}，只送达到 ${now.exportedPosition ?? '？'}${paused}；以上各项看到的是较早的状态`;
}

async function leading(managementUrl: string): Promise<Map<string, Partition>> {
  const answer = await fetch(`${managementUrl}/actuator/partitions`, { signal: AbortSignal.timeout(2_000) });
  if (!answer.ok) throw new Error(`管理接口返回 ${answer.status}`);
  const partitions = (await answer.json()) as Record<string, Partition>;
  return new Map(Object.entries(partitions).filter(([, { role }]) => role === 'LEADER'));
}
