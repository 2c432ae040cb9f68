import type { PoolClient } from 'pg';
import { lockCase } from '../../db/cases';
import { endRound } from '../../db/countersign/endings';
import { findOpenRound } from '../../db/countersign/rounds';
import type { RunningCase } from '../../db/runningCases';
import { findLastAct } from '../../db/steps';
import { elements } from '../../domain/generated/ids';
import type { WorkerDeps } from '../deps';

const { userTask_ReviseDraft: REVISE } = elements.documentApproval;

/**
 * The paper is with its drafter again: a round about it that is still open ends, as returned where somebody sent it
 * back and as withdrawn where the drafter took it.
 *
 * @rule art-45
 */
export async function endOpenRound(
  deps: WorkerDeps,
  sql: PoolClient,
  running: RunningCase,
  elementId: string,
  at: Date,
): Promise<void> {
  if (elementId !== REVISE) return;
  await lockCase(sql, running.id);
  const round = await findOpenRound(sql, running.id);
  if (!round) return;
  const last = await findLastAct(sql, running.id);
  const isReturned = deps.office.vocabulary.decisions.some(
    ({ id, voidsSignatures }) => id === last?.decision && voidsSignatures,
  );
  await endRound(
    sql,
    { id: round.id, caseId: running.id },
    {
      outcome: isReturned ? 'returned' : 'withdrawn',
      reason: (isReturned && last?.opinion) || '拟稿人撤回文稿',
      // Of the system's own doing: who returned the paper stands in the ledger before it.
      actor: { personId: running.drafterPersonId, capacity: isReturned && last ? last.actor : '拟稿人' },
      at,
    },
  );
}
