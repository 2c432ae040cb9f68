import { messages } from '../domain/generated/ids';
import { enqueue } from './outbox';
import type { Queryable } from './pool';

/**
 * Has the deadline of an opened step watched by a process of its own: it outlives every loop of the case's process,
 * and any process with human steps gets it without drawing a timer.
 */
export async function beginWatch(
  sql: Queryable,
  step: { caseId: string; elementInstanceKey: string },
  watch: { title: string; noticeAt: Date },
): Promise<void> {
  const { caseId, elementInstanceKey } = step;
  await enqueue(sql, {
    kind: 'publish-message',
    caseId,
    payload: {
      name: messages.stepOpened,
      correlationKey: elementInstanceKey,
      variables: {
        caseId,
        title: watch.title,
        stepKey: elementInstanceKey,
        noticeAt: watch.noticeAt.toISOString(),
      },
    },
    effectKey: `watch-begins:${elementInstanceKey}`,
  });
}

/** Whatever came of the step, its deadline is watched no longer. */
export async function endWatch(sql: Queryable, caseId: string, elementInstanceKey: string): Promise<void> {
  await enqueue(sql, {
    kind: 'publish-message',
    caseId,
    payload: { name: messages.stepEnded, correlationKey: elementInstanceKey, variables: {} },
    effectKey: `watch-ends:${elementInstanceKey}`,
  });
}
