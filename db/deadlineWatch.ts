import { messages } from '../domain/generated/ids';
import { enqueue } from './outbox';
import type { Queryable } from './pool';

/**
 * Has the deadline of an opened step watched by a process of its own: it outlives every loop of the case's process,
 * and any process with human steps gets it without drawing a timer.
 *
 * @param watch.again where a watch that had come to its end begins anew: what for, once per such word
 */
export async function beginWatch(
  sql: Queryable,
  step: { caseId: string; elementInstanceKey: string },
  watch: { title: string; noticeAt: Date; again?: string },
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
    effectKey: ['watch-begins', elementInstanceKey, ...(watch.again === undefined ? [] : [watch.again])].join(
      ':',
    ),
  });
}

/**
 * The deadline is another one: whoever watches it looks at the record again at once, and finds there when to look next.
 *
 * @param change.id what moved it: once per such change
 */
export async function moveWatch(
  sql: Queryable,
  step: { caseId: string; elementInstanceKey: string },
  change: { now: Date; id: string },
): Promise<void> {
  const { caseId, elementInstanceKey } = step;
  await enqueue(sql, {
    kind: 'publish-message',
    caseId,
    payload: {
      name: messages.stepDeadlineMoved,
      correlationKey: elementInstanceKey,
      variables: { noticeAt: change.now.toISOString() },
    },
    effectKey: `watch-moves:${elementInstanceKey}:${change.id}`,
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
