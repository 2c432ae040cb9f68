import { setTimeout as pause } from 'node:timers/promises';
import type { OpenStep } from '../test/support/round';
import { Round } from '../test/support/round';
import type { RunningSystem } from '../test/support/running';
import { atMost, SEEDING_AT_ONCE } from './benchLanes';
import { percentile } from './percentile';

const LOOK_MILLISECONDS = 10;

/** Milliseconds. */
export interface Latency {
  p50: number;
  p99: number;
  longest: number;
  count: number;
}

interface Answerable {
  round: Round;
  step: OpenStep;
  versionSha256: string;
}

/** From POST of the only answer that a round waits for until the round is closed in PostgreSQL. */
export async function measureAnswers(
  system: RunningSystem,
  bodyId: string,
  size: { answers: number; concurrency: number },
): Promise<{ oneByOne: Latency; atOnce: Latency }> {
  const alone: number[] = [];
  for (const one of await readyToAnswer(system, bodyId, size.answers))
    alone.push(...(await answerAll(system, [one])));
  const together = await answerAll(system, await readyToAnswer(system, bodyId, size.concurrency));
  return { oneByOne: latency(alone), atOnce: latency(together) };
}

async function readyToAnswer(system: RunningSystem, bodyId: string, count: number): Promise<Answerable[]> {
  return atMost(SEEDING_AT_ONCE, count, async () => {
    const round = await Round.open(system, { departments: [bodyId] });
    const step = await round.toLeader(bodyId);
    return { round, step, versionSha256: (await round.view()).versionSha256 };
  });
}

/** Milliseconds of each, all answered at the same moment. One query looks for all: many would be felt by what they measure. */
async function answerAll(system: RunningSystem, all: Answerable[]): Promise<number[]> {
  const holders = await Promise.all(all.map(({ step }) => system.as(step.logins[0] ?? '')));
  const started = performance.now();
  const posting = Promise.all(
    all.map(({ step, versionSha256 }, index) =>
      holders[index]?.post(`/api/v1/tasks/${step.userTaskKey}/completion`, {
        decision: 'concur',
        opinion: '同意。',
        versionSha256,
      }),
    ),
  );
  const open = new Set(all.map(({ round }) => round.id));
  const looking = untilClosed(system, open, started);
  try {
    await posting;
  } catch (error) {
    // A refused answer would be waited for in vain.
    open.clear();
    throw error;
  }
  return looking;
}

async function untilClosed(system: RunningSystem, open: Set<string>, started: number): Promise<number[]> {
  const closedAfter: number[] = [];
  while (open.size > 0) {
    const { rows } = await system.pool.query<{ id: string }>(
      `select id from countersign_rounds where id = any($1) and state = 'closed'`,
      [[...open]],
    );
    for (const { id } of rows) {
      open.delete(id);
      closedAfter.push(performance.now() - started);
    }
    await pause(LOOK_MILLISECONDS);
  }
  return closedAfter;
}

function latency(milliseconds: number[]): Latency {
  const at = (share: number): number => Math.round(percentile(milliseconds, share));
  return { p50: at(0.5), p99: at(0.99), longest: at(1), count: milliseconds.length };
}
