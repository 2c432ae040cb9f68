import type { PoolClient } from 'pg';
import type { RegionalState } from '../../db/regionalMeetings/meetings';
import { findRegionalMeeting, moveRegionalMeeting } from '../../db/regionalMeetings/meetings';
import { elements, processes } from '../../domain/generated/ids';
import type { RunningCase } from '../../db/runningCases';
import type { Conclusion } from '../case/conclusion';

const STEPS = elements.regionalMeetingRequest;

/** Of each step: the state in which it may be done, and where its decisions lead. */
const MOVES: Record<string, { from: RegionalState; to: Record<string, RegionalState> }> = {
  [STEPS.userTask_AgreeRegionalMeeting]: { from: 'proposed', to: { agree: 'agreed', decline: 'declined' } },
  [STEPS.userTask_CheckRegionalMeeting]: { from: 'requested', to: { agree: 'checked', return: 'agreed' } },
  [STEPS.userTask_ApproveRegionalMeeting]: {
    from: 'checked',
    to: { agree: 'approved', decline: 'declined' },
  },
};

/**
 * What stands against an act in a step of a region-wide meeting: one that came before its turn, or after the meeting was
 * called off. Null where nothing does, and for other cases.
 *
 * @rule art-41
 */
export async function regionalMeetingFault(
  sql: PoolClient,
  { id, processId }: RunningCase,
  elementId: string,
): Promise<string | null> {
  const move = MOVES[elementId];
  if (processId !== processes.regionalMeetingRequest || !move) return null;
  const meeting = await findRegionalMeeting(sql, id);
  if (!meeting || meeting.state === move.from) return null;
  if (meeting.state === 'called-off') return '会议已经取消，不必再办';
  return '分管领导同意、请示报送、办公室核对，须依次办理，前一步还没有结果';
}

/** The state of a region-wide meeting follows the step, in the step's own transaction. @rule art-41 */
export async function carryOutRegionalMeeting(sql: PoolClient, conclusion: Conclusion): Promise<void> {
  const { step, result } = conclusion;
  const move = MOVES[step.elementId];
  const to = move?.to[result.decision];
  if (!move || !to || !result.accepted) return;
  await moveRegionalMeeting(sql, step.caseId, [move.from], to, {
    reason: to === 'declined' || result.decision === 'return' ? `${result.actor}：${result.opinion}` : '',
    agreedAt: move.from === 'proposed' && to === 'agreed' ? result.actedAt : null,
  });
}
