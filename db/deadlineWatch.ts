import { messages } from '../domain/generated/ids';
import { enqueue } from './outbox';
import type { Queryable } from './pool';

interface WatchedStep {
  caseId: string;
  elementInstanceKey: string;
}

/**
 * Has the deadline of an opened step watched by a process of its own: it outlives every loop of the case's process,
 * and any process with human steps gets it without drawing a timer.
 *
 * @param watch.again where a watch that had come to its end begins anew: what for, once per such word
 */
export async function beginWatch(
  sql: Queryable,
  { caseId, elementInstanceKey }: WatchedStep,
  watch: { title: string; noticeAt: Date; again?: string },
): Promise<void> {
  await setWatched(sql, elementInstanceKey, true);
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
 * A watch that had nothing left to tell has ended, and begins again.
 *
 * @param change.id what moved it: once per such change
 */
export async function moveWatch(
  sql: Queryable,
  step: WatchedStep,
  change: { title: string; now: Date; id: string },
): Promise<void> {
  const { caseId, elementInstanceKey } = step;
  const { title, now, id } = change;
  if (!(await isWatched(sql, elementInstanceKey)))
    return beginWatch(sql, step, { title, noticeAt: now, again: id });
  await enqueue(sql, {
    kind: 'publish-message',
    caseId,
    payload: {
      name: messages.stepDeadlineMoved,
      correlationKey: elementInstanceKey,
      variables: { noticeAt: now.toISOString() },
    },
    effectKey: `watch-moves:${elementInstanceKey}:${id}`,
  });
}

/** The watch has nothing left to tell and ends by itself. The caller has locked the step. */
export async function watchIsOver(sql: Queryable, elementInstanceKey: string): Promise<void> {
  await setWatched(sql, elementInstanceKey, false);
}

/** Whatever came of the step, its deadline is watched no longer; where nobody watches, nobody is told. */
export async function endWatch(sql: Queryable, caseId: string, elementInstanceKey: string): Promise<void> {
  if (!(await setWatched(sql, elementInstanceKey, false))) return;
  await enqueue(sql, {
    kind: 'publish-message',
    caseId,
    payload: { name: messages.stepEnded, correlationKey: elementInstanceKey, variables: {} },
    effectKey: `watch-ends:${elementInstanceKey}`,
  });
}

async function isWatched(sql: Queryable, elementInstanceKey: string): Promise<boolean> {
  const { rowCount } = await sql.query(
    'select from steps where element_instance_key = $1 and is_watched for no key update',
    [elementInstanceKey],
  );
  return rowCount === 1;
}

/** @returns whether it was otherwise before */
async function setWatched(sql: Queryable, elementInstanceKey: string, watched: boolean): Promise<boolean> {
  const { rowCount } = await sql.query(
    'update steps set is_watched = $2 where element_instance_key = $1 and is_watched <> $2',
    [elementInstanceKey, watched],
  );
  return rowCount === 1;
}
