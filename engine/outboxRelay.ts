import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { describeError } from '../db/describeError';
import type { WaitingOutboxEntry } from '../db/outbox';
import { postpone, settle, takeDue } from '../db/outbox';
import type { Queryable } from '../db/pool';
import type { Assignment, TaskDate } from '../db/stepHolders';
import { findAssignment, findTaskDate } from '../db/stepHolders';
import { withTransaction } from '../db/transaction';
import { wokenLoop } from '../db/wokenLoop';
import type { EngineClients } from './clients';
import { assignUserTask, completeUserTask, redateUserTask } from './userTasks';
import { publishMessage } from './messages';
import { within } from './within';

const BATCH = 20;
const IDLE_MILLISECONDS = 2_000;
const FIRST_DELAY_MILLISECONDS = 200;
const LONGEST_DELAY_MILLISECONDS = 5_000;
const ANSWER_MILLISECONDS = 10_000;

/**
 * Tells the engine what the database decided (law 9). Woken by NOTIFY, with a slow look round as a safety net;
 * an entry stays locked while it is told, so several relays share the work and a killed one loses nothing. What the
 * engine does not answer in time is told again later: every kind of telling is harmless twice.
 *
 * @param answerMilliseconds how long an answer is waited for, and so how long a batch stays locked at most
 */
export function startOutboxRelay(
  pool: Pool,
  engine: EngineClients,
  log: Logger,
  answerMilliseconds = ANSWER_MILLISECONDS,
): { close(): Promise<void> } {
  let limit = BATCH;

  /** @returns whether more may be due */
  const round = async (): Promise<boolean> =>
    withTransaction(pool, async (sql) => {
      const entries = await takeDue(sql, limit);
      // One connection asks one thing at a time; the engine is told all at once.
      const told: Told[] = [];
      for (const entry of entries) told.push(await asItStands(sql, entry));
      const answers = await Promise.all(told.map((entry) => tell(engine, entry, answerMilliseconds)));
      for (const [index, entry] of entries.entries()) {
        const answer = answers[index];
        if (answer && 'outcome' in answer) await settle(sql, entry.id, answer.outcome);
        else await postpone(sql, entry.id, answer?.error ?? '', delay(entry.attempts));
      }
      const isFull = entries.length === limit;
      // The SDK goes on trying what was given up here: an engine in trouble gets one at a time, lest they pile up.
      if (entries.length > 0) limit = answers.every((answer) => 'outcome' in answer) ? BATCH : 1;
      return isFull;
    });

  return wokenLoop(pool, ['outbox'], IDLE_MILLISECONDS, {
    round,
    failed: (error) => log.warn({ error: describeError(error) }, '发件箱暂时无法处理，稍后再试'),
  });
}

/** An entry with what the database says at the moment of telling. */
type Told =
  | Exclude<WaitingOutboxEntry, { kind: 'assign-task' | 'redate-task' }>
  | { kind: 'assign-task'; task: Assignment }
  | { kind: 'redate-task'; task: TaskDate | null };

async function asItStands(sql: Queryable, entry: WaitingOutboxEntry): Promise<Told> {
  switch (entry.kind) {
    case 'assign-task':
      return { kind: entry.kind, task: await findAssignment(sql, entry.payload.elementInstanceKey) };
    case 'redate-task':
      return { kind: entry.kind, task: await findTaskDate(sql, entry.payload.elementInstanceKey) };
    default:
      return entry;
  }
}

/** What became of it, or why it must be told again. Never throws. */
async function tell(
  engine: EngineClients,
  entry: Told,
  milliseconds: number,
): Promise<{ outcome: string } | { error: string }> {
  try {
    return { outcome: await within(milliseconds, give(engine, entry)) };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

function give(engine: EngineClients, entry: Told): Promise<string> {
  switch (entry.kind) {
    case 'publish-message':
      return publishMessage(engine, { id: entry.id, ...entry.payload });
    case 'complete-task':
      return completeUserTask(engine, entry.payload);
    case 'assign-task':
      return assignUserTask(engine, entry.task);
    case 'redate-task':
      return redateUserTask(engine, entry.task);
  }
}

function delay(attempts: number): number {
  return Math.min(FIRST_DELAY_MILLISECONDS * 2 ** attempts, LONGEST_DELAY_MILLISECONDS);
}
