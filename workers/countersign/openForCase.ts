import type { PoolClient } from 'pg';
import { z } from 'zod';
import { lockCase } from '../../db/cases';
import { openRound } from '../../db/countersign/openRound';
import type { Actor } from '../../db/countersign/openRound';
import { findOpenRound } from '../../db/countersign/rounds';
import { JOINT_ISSUE } from '../../db/countersign/named';
import { listStillToAsk } from '../../db/countersign/toBeHeard';
import { loadPeopleSnapshot } from '../../db/people';
import type { RunningCase } from '../../db/runningCases';
import { withTransaction } from '../../db/transaction';
import { CountersignRefusal } from '../../domain/countersign/refusal';
import { capacityOf } from '../../domain/people/capacityOf';
import { capacityLabel } from '../../domain/people/nameOfCapacity';
import { requireOwnCase } from '../case/requireOwnCase';
import type { WorkerDeps } from '../deps';
import { defineWorker, PermanentError } from '../runJob';

/**
 * 发起会签: opens the round that the case's process calls next, where bodies are still to be heard, or else where organs
 * of 联合行文 are still to sign. Told twice, it answers with the round that it opened (law 1).
 *
 * @rule art-18 art-45
 */
export const openForCase = defineWorker({
  type: 'countersign.openForCase',
  action: '发起会签',
  input: z.object({ caseId: z.uuid() }),
  createHandler:
    (deps: WorkerDeps) =>
    async ({ caseId }, job) =>
      withTransaction(deps.pool, async (sql) => {
        await lockCase(sql, caseId);
        const running = await requireOwnCase(sql, caseId, job);
        const open = await findOpenRound(sql, caseId);
        if (open?.startedBy === 'call') return { isCountersignNeeded: true, roundId: open.id };
        // One that the lead department began itself runs beside the paper, which can't be signed before it ends.
        if (open) return { isCountersignNeeded: false };
        const { toBeHeard, toSign } = await listStillToAsk(sql, running);
        const [purpose, bodyIds] =
          toBeHeard.length > 0
            ? [deps.office.vocabulary.countersignPurposes[0]?.id ?? '', toBeHeard]
            : [JOINT_ISSUE, toSign];
        if (bodyIds.length === 0) return { isCountersignNeeded: false };
        return { isCountersignNeeded: true, roundId: await openFor(deps, sql, running, purpose, bodyIds) };
      }),
});

async function openFor(
  deps: WorkerDeps,
  sql: PoolClient,
  running: RunningCase,
  purpose: string,
  bodyIds: string[],
): Promise<string> {
  const now = deps.clock.now();
  const departments = bodyIds.map((bodyId) => ({ bodyId, group: 1 }));
  const wish = { purpose, departments, own: null, previousRoundId: null };
  try {
    return await openRound(sql, deps.office, running, wish, await drafterOf(sql, running, now), {
      startedBy: 'call',
      now,
    });
  } catch (error) {
    if (error instanceof CountersignRefusal) throw new PermanentError(`不能发起会签：${error.message}`);
    throw error;
  }
}

/** The round is the drafter's, who named whom it concerns; whatever post he holds by now. */
async function drafterOf(sql: PoolClient, running: RunningCase, at: Date): Promise<Actor> {
  const people = await loadPeopleSnapshot(sql, at);
  const { drafterPersonId: personId, drafterPostId } = running;
  const holding = people.holdings.find((one) => one.personId === personId && one.postId === drafterPostId);
  const capacity = holding && capacityOf(holding, people);
  return { personId, capacity: capacity ? capacityLabel(capacity) : '拟稿人' };
}
