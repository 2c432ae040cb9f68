import type { PoolClient } from 'pg';
import { lockCase } from '../../db/cases';
import { endRound } from '../../db/countersign/endings';
import { findOpenRound } from '../../db/countersign/rounds';
import type { RunningCase } from '../../db/runningCases';
import { findLastAct } from '../../db/agreements';
import { elements } from '../../domain/generated/ids';
import type { WorkerDeps } from '../deps';

const REVISIONS: string[] = [
  elements.documentApproval.userTask_ReviseDraft,
  elements.meetingTopic.userTask_ReviseTopic,
];

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
  if (!REVISIONS.includes(elementId)) return;
  await lockCase(sql, running.id);
  const round = await findOpenRound(sql, running.id);
  if (!round) return;
  const last = await findLastAct(sql, running.id);
  const sendsBack = deps.office.vocabulary.decisions.filter((one) => one.voidsSignatures);
  const returned = last && sendsBack.some(({ id }) => id === last.decision) ? last : null;
  const drafter = { personId: running.drafterPersonId, capacity: '拟稿人' };
  await endRound(
    sql,
    { id: round.id, caseId: running.id },
    {
      outcome: returned ? 'returned' : 'withdrawn',
      reason: returned?.opinion || '拟稿人撤回文稿',
      actor: returned ? { personId: returned.personId, capacity: returned.actor } : drafter,
      at,
    },
  );
}
