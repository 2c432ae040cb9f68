import { z } from 'zod';
import { isCoordinationPrepared, loadRoundRecord } from '../../db/countersign/record';
import { nextOfRound } from '../../domain/countersign/nextOfRound';
import { elements } from '../../domain/generated/ids';
import type { WorkerDeps } from '../deps';
import { defineWorker, NotYet, PermanentError } from '../runJob';
import { requireOwnRound } from './requireOwnRound';

const ASSIST = elements.countersign.userTask_AssistCoordination;

/**
 * 确定下一步 of a round, from its record and nothing else: whoever completes a task can set any variable.
 *
 * @rule art-45 art-46
 */
export const planNext = defineWorker({
  type: 'countersign.planNext',
  action: '确定会签下一步',
  input: z.object({}),
  createHandler:
    ({ pool }: WorkerDeps) =>
    async (_input, job) => {
      const place = await requireOwnRound(pool, job);
      if (place.roundState === 'closed') throw new NotYet('会签已经结束，等引擎结束本轮');
      const planned = nextOfRound(await loadRoundRecord(pool, place.roundId));
      if (planned.next === 'stuck') {
        throw new PermanentError(
          '有单位的会签没有结果，而它的流程实例已不在：请查明是谁取消的，再取消或者重请该单位',
        );
      }
      if (planned.next === 'ask') return { next: 'ask', requestIds: planned.requestIds };
      if (planned.next !== 'coordinate') return { next: planned.next };
      const isPrepared = await isCoordinationPrepared(pool, place.roundId, ASSIST);
      return { next: isPrepared ? 'coordinate' : 'assist' };
    },
});
