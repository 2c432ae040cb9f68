import { DatabaseError } from 'pg';
import type { Logger } from 'pino';
import type { z } from 'zod';
import { describeError } from '../db/describeError';
import { DecisionError } from '../domain/decisions';
import type { Job, JobDefinition, JobVerdict } from '../engine/jobStreams';

/** A job type's code: what it reads, what it does, and what an operator calls it. */
export interface Worker<Deps, Input> {
  /** `<area>.<camelName>`; the file's path says the same. */
  type: string;
  /** 动作名, for messages to operators. */
  action: string;
  input: z.ZodType<Input>;
  /** Names of the variables fetched: the keys of `input`. */
  variables: string[];
  createHandler: (deps: Deps) => (input: Input, job: Job) => Promise<Record<string, unknown>>;
}

/** Fixes a worker's types where it is written. */
export function defineWorker<Deps, Shape extends z.ZodObject>(worker: {
  type: string;
  action: string;
  input: Shape;
  createHandler: (deps: Deps) => (input: z.infer<Shape>, job: Job) => Promise<Record<string, unknown>>;
}): Worker<Deps, z.infer<Shape>> {
  return {
    ...worker,
    input: worker.input as unknown as z.ZodType<z.infer<Shape>>,
    variables: Object.keys(worker.input.shape),
  };
}

/** No result can be had, and the diagram has a path for that: becomes a BPMN error. */
export class BusinessError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** Trying again changes nothing: becomes an incident at once, for a person to mend. */
export class PermanentError extends Error {}

/** Not a fault: what the job needs (the feed's record) is still on its way. Costs no retry. */
export class NotYet extends Error {}

const NOT_YET_BACK_OFF_MILLISECONDS = 500;
const FIRST_BACK_OFF_MILLISECONDS = 1_000;

/**
 * The only place where outcomes become the engine's words: business error → BPMN error; bad input or permanent →
 * no retries left, an incident; not yet → again, at no cost; anything else → one retry less, later.
 */
export function toJobDefinition<Deps, Input>(
  worker: Worker<Deps, Input>,
  deps: Deps,
  log: Logger,
): JobDefinition {
  const handle = worker.createHandler(deps);
  return {
    type: worker.type,
    variables: [...new Set([...worker.variables, 'caseId', 'title'])],
    run: async (job) => {
      const jobLog = log.child({
        job: worker.type,
        jobKey: job.key,
        processInstanceKey: job.processInstanceKey,
        caseId: job.variables['caseId'],
      });
      const started = performance.now();
      try {
        const input = parseInput(worker, job);
        const variables = await handle(input, job);
        jobLog.info({ milliseconds: Math.round(performance.now() - started) }, `${worker.action}：完成`);
        return { kind: 'complete', variables };
      } catch (error) {
        return toVerdict(error, worker.action, job, jobLog);
      }
    },
  };
}

function parseInput<Deps, Input>(worker: Worker<Deps, Input>, job: Job): Input {
  const parsed = worker.input.safeParse(job.variables);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => issue.path.join('.') || '（整体）').join('、');
  throw new PermanentError(`流程变量不合要求：${fields}`);
}

function toVerdict(error: unknown, action: string, job: Job, log: Logger): JobVerdict {
  const reason = reasonOf(error);
  const message = `《${String(job.variables['title'] ?? job.variables['caseId'] ?? '未知办件')}》${action}：${reason}`;
  if (error instanceof BusinessError) {
    log.info({ code: error.code }, message);
    return { kind: 'error', code: error.code, message };
  }
  if (error instanceof NotYet) {
    log.debug(message);
    return {
      kind: 'fail',
      message,
      retries: job.retries,
      backOffMilliseconds: NOT_YET_BACK_OFF_MILLISECONDS,
    };
  }
  if (error instanceof PermanentError || error instanceof DecisionError) {
    log.error(message);
    return { kind: 'fail', message, retries: 0, backOffMilliseconds: 0 };
  }
  log.warn({ error: describeError(error) }, message);
  return {
    kind: 'fail',
    message,
    retries: Math.max(job.retries - 1, 0),
    backOffMilliseconds: FIRST_BACK_OFF_MILLISECONDS * 2 ** Math.max(0, 3 - job.retries),
  };
}

/** PostgreSQL quotes data in its messages: an incident names only its code. */
function reasonOf(error: unknown): string {
  if (error instanceof DatabaseError) return `数据库未接受（${error.code}），详见作业日志`;
  return error instanceof Error ? error.message : String(error);
}
