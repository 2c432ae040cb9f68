import { setTimeout as pause } from 'node:timers/promises';
import type { Queryable } from '../../db/pool';
import type { EngineClients } from '../clients';
import { createEngineClients } from '../clients';
import type { EngineEnvironment } from '../environment';
import type { Finding } from './checks';
import { isRunning } from './isRunning';

export interface Asked {
  findings: Finding[];
  /** Chinese: what was asked, or why nothing was. */
  summary: string;
}

interface Claimed {
  title: string;
  caseId: string;
  key: string;
}

const CHECK = '逐件询问引擎';
const AT_ONCE = 10;
/** A case may end while it is asked about; the feed says so within milliseconds. */
const FEED_MILLISECONDS = 2_000;

const running = `
  select title, cases.id as "caseId", process_instance_key::text as key
    from cases join case_instances on case_id = cases.id join engine_instances using (process_instance_key)
   where status = 'in-progress' and state = 'active'`;

/** Asks the engine of every case which by its own records it still runs: an engine restored or emptied shows here. */
export async function askEngine(sql: Queryable, environment: EngineEnvironment): Promise<Asked> {
  const { rows } = await sql.query<Claimed>(running);
  if (rows.length === 0) return { findings: [], summary: '没有在办的流程实例可向引擎询问' };
  const engine = createEngineClients(environment);
  try {
    return await askOfEach(sql, engine, rows);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return {
      findings: [{ check: CHECK, message: `引擎没有回答（${environment.grpcAddress}）：${reason}` }],
      summary: '未逐件询问引擎',
    };
  } finally {
    await engine.grpc.close();
  }
}

async function askOfEach(sql: Queryable, engine: EngineClients, claimed: Claimed[]): Promise<Asked> {
  const unknown: Claimed[] = [];
  for (let start = 0; start < claimed.length; start += AT_ONCE) {
    const some = claimed.slice(start, start + AT_ONCE);
    const known = await Promise.all(some.map(({ key }) => isRunning(engine, key)));
    unknown.push(...some.filter((_, index) => !known[index]));
  }
  const lost = unknown.length > 0 ? await stillRunningByFeed(sql, unknown) : [];
  return {
    findings: lost.map(({ title, caseId, key }) => ({
      check: CHECK,
      message: `《${title}》（${caseId}）由流程实例 ${key} 承办，但引擎不知道这个实例`,
    })),
    summary: `已就 ${claimed.length} 个在办的流程实例逐件询问引擎`,
  };
}

async function stillRunningByFeed(sql: Queryable, unknown: Claimed[]): Promise<Claimed[]> {
  await pause(FEED_MILLISECONDS);
  const { rows } = await sql.query<Claimed>(running);
  const keys = new Set(rows.map(({ key }) => key));
  return unknown.filter(({ key }) => keys.has(key));
}
