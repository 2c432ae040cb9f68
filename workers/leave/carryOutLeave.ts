import type { PoolClient } from 'pg';
import { listLeaveOfList, decideLeave, findLeave } from '../../db/attendance/leaveRequests';
import type { LeaveRequest } from '../../db/attendance/leaveRequests';
import { setListState } from '../../db/attendance/leaveLists';
import { tellSubstitute } from '../../db/attendance/substitutes';
import { appendLedger } from '../../db/ledger';
import { enqueue } from '../../db/outbox';
import { closeCase } from '../../db/runningCases';
import { elements, messages } from '../../domain/generated/ids';
import type { Conclusion } from '../case/conclusion';
import type { WorkerDeps } from '../deps';

const { userTask_DecideLeave: DECIDE } = elements.leaveRequest;
const { userTask_CollectLeave: COLLECT, userTask_DecideLeaveList: DECIDE_LIST } = elements.leaveList;

/**
 * What a step about leave leaves in its record, in the transaction of the step: a decision on one request, a list that was
 * handed in, a decision on everybody who stands on a list.
 *
 * @rule art-39
 */
export async function carryOutLeave(
  deps: WorkerDeps,
  sql: PoolClient,
  conclusion: Conclusion,
): Promise<void> {
  const { step, result } = conclusion;
  if (!result.accepted) return;
  if (step.elementId === COLLECT) await setListState(sql, step.caseId, 'handed-in');
  if (step.elementId === DECIDE) {
    const request = await findLeave(sql, step.caseId);
    if (request) await settle(deps, sql, conclusion, request);
  }
  if (step.elementId === DECIDE_LIST) await settleList(deps, sql, conclusion);
}

async function settleList(deps: WorkerDeps, sql: PoolClient, conclusion: Conclusion): Promise<void> {
  const { caseId } = conclusion.step;
  const requests = await listLeaveOfList(sql, caseId);
  for (const request of requests) {
    await settle(deps, sql, conclusion, request);
    await enqueue(sql, {
      kind: 'publish-message',
      caseId: request.caseId,
      payload: { name: messages.leaveListDecided, correlationKey: request.caseId, variables: {} },
      effectKey: `leave-decided:${request.caseId}`,
    });
  }
  await setListState(sql, caseId, 'decided');
  await closeCase(sql, caseId, requests.length > 0 ? 'done' : 'cancelled');
}

/** One request's outcome. One that was given back meanwhile stays so, and is only closed. */
async function settle(
  deps: WorkerDeps,
  sql: PoolClient,
  { step, result, judgement }: Conclusion,
  request: LeaveRequest,
): Promise<void> {
  const meaning = deps.office.vocabulary.decisions.find(({ id }) => id === result.decision);
  const isGranted = meaning?.agrees === true && !result.details.excepted?.includes(request.caseId);
  const isDecided = await decideLeave(sql, request.caseId, {
    state: isGranted ? 'granted' : 'refused',
    actor: result.actor,
    words: result.opinion,
    at: result.actedAt,
    elementInstanceKey: step.elementInstanceKey,
  });
  await closeCase(sql, request.caseId, !isDecided ? 'cancelled' : isGranted ? 'done' : 'declined');
  if (!isDecided) return;
  const entry = {
    personId: judgement.personId,
    actor: judgement.personName,
    capacity: judgement.postLabel || null,
    rule: result.rule,
    at: result.actedAt,
  };
  const summary = `${isGranted ? '准予' : '不准予'}${request.who}请假${isGranted && request.substitute ? `，由${request.substitute}代会` : ''}`;
  await appendLedger(sql, {
    ...entry,
    caseId: request.caseId,
    kind: 'leave-decided',
    summary,
    effectKey: 'leave-decided',
  });
  await appendLedger(sql, {
    ...entry,
    caseId: request.meetingId,
    kind: 'leave-decided',
    summary,
    effectKey: `leave-decided:${request.caseId}`,
  });
  if (isGranted) await tellSubstitute(sql, request);
}
