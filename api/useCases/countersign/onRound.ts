import type { PoolClient } from 'pg';
import type { Account } from '../../../db/accounts';
import { lockCase } from '../../../db/cases';
import type { Actor } from '../../../db/countersign/openRound';
import type { CountersignPlace } from '../../../db/countersign/place';
import { findPlaceOfRound } from '../../../db/countersign/place';
import type { RequestRow } from '../../../db/countersign/requests';
import { findRequest } from '../../../db/countersign/requests';
import type { RunningCase } from '../../../db/runningCases';
import { findRunningCase } from '../../../db/runningCases';
import { withTransaction } from '../../../db/transaction';
import type { Dependencies } from '../../dependencies';
import { conflict, notFound } from '../../problems';
import { answeringRefusals, leadActor } from './actors';

export interface OnRound {
  sql: PoolClient;
  place: CountersignPlace;
  running: RunningCase;
  now: Date;
}

/** Something on an open round, with its case locked: whoever comes second sees what the first has done. */
export async function onOpenRound<Result>(
  deps: Dependencies,
  roundId: string,
  work: (on: OnRound) => Promise<Result>,
): Promise<Result> {
  return answeringRefusals(() =>
    withTransaction(deps.pool, async (sql) => {
      const found = await findPlaceOfRound(sql, roundId);
      if (!found) throw notFound('会签');
      await lockCase(sql, found.caseId);
      const place = (await findPlaceOfRound(sql, roundId)) ?? found;
      const running = await findRunningCase(sql, place.caseId);
      if (!running) throw notFound('会签');
      if (place.roundState === 'closed') {
        throw conflict('round-closed', '会签已办结', '本轮会签已经办结，不能再办。');
      }
      return work({ sql, place, running, now: deps.clock.now() });
    }),
  );
}

/** The same by the lead department. */
export async function asLead<Result>(
  deps: Dependencies,
  account: Account,
  roundId: string,
  work: (on: OnRound, actor: Actor) => Promise<Result>,
): Promise<Result> {
  return onOpenRound(deps, roundId, async (on) =>
    work(on, await leadActor(deps, on.sql, account, on.running, on.place.leadBodyId)),
  );
}

/** Something on one request of an open round, by whoever `work` finds entitled. */
export async function onRequest<Result>(
  deps: Dependencies,
  requestId: string,
  work: (on: OnRound, request: RequestRow) => Promise<Result>,
): Promise<Result> {
  const found = await findRequest(deps.pool, requestId);
  if (!found) throw notFound('会签请求');
  return onOpenRound(deps, found.roundId, async (on) =>
    work(on, (await findRequest(on.sql, requestId)) ?? found),
  );
}

/** The same by the lead department. */
export async function onRequestAsLead<Result>(
  deps: Dependencies,
  account: Account,
  requestId: string,
  work: (on: OnRound, request: RequestRow, actor: Actor) => Promise<Result>,
): Promise<Result> {
  return onRequest(deps, requestId, async (on, request) =>
    work(on, request, await leadActor(deps, on.sql, account, on.running, on.place.leadBodyId)),
  );
}
