import type { Logger } from 'pino';
import { describeError } from '../db/describeError';
import type { EngineClients } from './clients';
import type { EngineEnvironment } from './environment';

/** A job as a worker sees it; keys are strings. */
export interface Job {
  key: string;
  type: string;
  processInstanceKey: string;
  elementInstanceKey: string;
  elementId: string;
  bpmnProcessId: string;
  retries: number;
  variables: Record<string, unknown>;
}

/** What became of a job; `engine/` tells it to Camunda. */
export type JobVerdict =
  | { kind: 'complete'; variables: Record<string, unknown> }
  | { kind: 'error'; code: string; message: string }
  | { kind: 'fail'; message: string; retries: number; backOffMilliseconds: number };

export interface JobDefinition {
  type: string;
  /** Only these variables are fetched. */
  variables: string[];
  run: (job: Job) => Promise<JobVerdict>;
}

/** A job takes well under a second; a killed worker's jobs are given again after this. */
const TIMEOUT_MILLISECONDS = 10_000;
/** Streams push jobs; this slow look round catches what a breaking stream dropped. */
const SAFETY_POLL_MILLISECONDS = 5_000;
const WATCH_MILLISECONDS = 400;

export interface JobStreams {
  isConnected(): boolean;
  close(): Promise<void>;
}

/**
 * Opens one stream per job type and keeps them open: the engine is watched, and after a restart all streams are
 * opened again at once instead of after the client's back-off (17 s when measured).
 *
 * @param beforeOpening what must be right before any job comes: the engine's clock (law 11)
 */
export async function openJobStreams(
  engine: EngineClients,
  environment: EngineEnvironment,
  definitions: JobDefinition[],
  log: Logger,
  beforeOpening: () => Promise<void>,
): Promise<JobStreams> {
  let connected = false;
  let closed = false;
  let open: { close: () => void }[] = [];

  const reopen = async (): Promise<void> => {
    open.forEach((stream) => stream.close());
    open = [];
    await beforeOpening();
    open = await Promise.all(definitions.map((definition) => stream(engine, definition, log)));
    connected = true;
    log.info({ jobTypes: definitions.length }, '已接通引擎');
  };

  const watch = async (): Promise<void> => {
    while (!closed) {
      const alive = await isAlive(environment, log);
      if (!alive && connected) {
        connected = false;
        log.warn('引擎失去联系，正在等待');
      }
      if (alive && !connected) {
        await reopen().catch((error: unknown) =>
          log.warn({ error: describeError(error) }, '暂时无法接通引擎'),
        );
      }
      await pause(WATCH_MILLISECONDS);
    }
  };
  const watching = watch();

  return {
    isConnected: () => connected,
    close: async () => {
      closed = true;
      await watching;
      open.forEach((stream) => stream.close());
      await engine.grpc.close();
    },
  };
}

async function isAlive(environment: EngineEnvironment, log: Logger): Promise<boolean> {
  try {
    const answer = await fetch(`${environment.restAddress}/v2/topology`, {
      headers: environment.authorization ? { authorization: environment.authorization } : {},
      signal: AbortSignal.timeout(2_000),
    });
    if (answer.status === 401 || answer.status === 403)
      log.error('引擎拒绝了登录，请核对 CAMUNDA_BASIC_AUTH_USERNAME 和密码');
    return answer.ok;
  } catch {
    return false;
  }
}

async function stream(
  engine: EngineClients,
  definition: JobDefinition,
  log: Logger,
): Promise<{ close: () => void }> {
  return engine.grpc.streamJobs({
    type: definition.type,
    worker: 'xingshu',
    tenantIds: [],
    timeout: TIMEOUT_MILLISECONDS,
    fetchVariables: definition.variables,
    pollInterval: SAFETY_POLL_MILLISECONDS,
    taskHandler: async (received) => {
      const job: Job = {
        key: String(received.key),
        type: received.type,
        processInstanceKey: String(received.processInstanceKey),
        elementInstanceKey: String(received.elementInstanceKey),
        elementId: received.elementId,
        bpmnProcessId: received.bpmnProcessId,
        retries: received.retries,
        variables: received.variables as Record<string, unknown>,
      };
      const activated = performance.now();
      const verdict = await definition.run(job);
      try {
        if (verdict.kind === 'complete') {
          const completed = await received.complete(verdict.variables as never);
          const { key, processInstanceKey, elementId } = job;
          const milliseconds = Math.round((performance.now() - activated) * 10) / 10;
          // For npm run bench:worker.
          log.debug({ completed: job.type, jobKey: key, processInstanceKey, elementId, milliseconds });
          return completed;
        }
        if (verdict.kind === 'error') return await received.error(verdict.code, verdict.message);
        return await received.fail({
          errorMessage: verdict.message,
          retries: verdict.retries,
          retryBackOff: verdict.backOffMilliseconds,
        });
      } catch (error) {
        // The engine gives the job again after its time-out; every effect has its key (law 1).
        log.warn({ error: describeError(error), jobKey: job.key }, '作业结果未能送达引擎');
        return received.forward();
      }
    },
  });
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
