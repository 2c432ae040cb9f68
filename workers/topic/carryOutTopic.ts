import type { PoolClient } from 'pg';
import { lockTopic, setTopicState } from '../../db/meetings/topics';
import type { RunningCase } from '../../db/runningCases';
import { elements, processes } from '../../domain/generated/ids';
import type { Conclusion } from '../case/conclusion';
import type { WorkerDeps } from '../deps';

/**
 * Where a topic stands after an act that counted, in the transaction of the act; what each decision means stands in the
 * office's vocabulary.
 *
 * @rule art-38
 */
export async function carryOutTopic(
  { office }: WorkerDeps,
  sql: PoolClient,
  { running, result, place }: Conclusion,
): Promise<void> {
  if (running.processId !== processes.meetingTopic || place || !result.accepted) return;
  const state = office.vocabulary.decisions.find(({ id }) => id === result.decision)?.topicState;
  if (!state) return;
  await lockTopic(sql, running.id);
  await setTopicState(sql, running.id, state);
}

/** The topic is with its drafter again: returned in a step, or by a countersigning that was broken off. */
export async function takeTopicBack(
  sql: PoolClient,
  running: Pick<RunningCase, 'id'>,
  elementId: string,
): Promise<void> {
  if (elementId !== elements.meetingTopic.userTask_ReviseTopic) return;
  await lockTopic(sql, running.id);
  await setTopicState(sql, running.id, 'returned');
}
