import type { PoolClient } from 'pg';
import { z } from 'zod';
import type { ClosedAs } from '../../db/cases';
import { appendLedger } from '../../db/ledger';
import { closeCase } from '../../db/runningCases';
import { withTransaction } from '../../db/transaction';
import type { WorkerDeps } from '../deps';
import { defineWorker } from '../runJob';
import { requireOwnCase } from './requireOwnCase';

/** How a case ends, and what its ledger says of it. */
export interface Ending {
  as: ClosedAs;
  words: string;
}

/**
 * A worker that closes a case as its record says, once, and never because a message came.
 *
 * @param closing.kind of the ledger's line, and its key: there is one
 * @param closing.endingOf reads the record; throws PermanentError where it gives no reason to close
 */
export const defineClosing = (closing: {
  type: string;
  action: string;
  kind: string;
  endingOf: (deps: WorkerDeps, sql: PoolClient, caseId: string) => Promise<Ending>;
}) =>
  defineWorker({
    type: closing.type,
    action: closing.action,
    input: z.object({ caseId: z.uuid() }),
    createHandler:
      (deps: WorkerDeps) =>
      async ({ caseId }, job) =>
        withTransaction(deps.pool, async (sql) => {
          await requireOwnCase(sql, caseId, job);
          const { as, words } = await closing.endingOf(deps, sql, caseId);
          await closeCase(sql, caseId, as);
          await appendLedger(sql, {
            caseId,
            kind: closing.kind,
            personId: null,
            actor: '系统',
            capacity: null,
            summary: words,
            effectKey: closing.kind,
          });
          return {};
        }),
  });
