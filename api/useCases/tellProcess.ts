import { enqueue } from '../../db/outbox';
import type { Queryable } from '../../db/pool';

/** Tells a case's process, under a key of its own for each telling (law 1). */
export function tellProcess(
  sql: Queryable,
  caseId: string,
  name: string,
  effectKey: string,
): Promise<unknown> {
  return enqueue(sql, {
    kind: 'publish-message',
    caseId,
    payload: { name, correlationKey: caseId, variables: {} },
    effectKey: `${effectKey}:${caseId}`,
  });
}
