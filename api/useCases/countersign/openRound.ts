import type { Account } from '../../../db/accounts';
import { lockCase } from '../../../db/cases';
import type { RoundWish } from '../../../db/countersign/openRound';
import { openRound as open } from '../../../db/countersign/openRound';
import { enqueue } from '../../../db/outbox';
import { loadPeopleSnapshot } from '../../../db/people';
import { findRunningCase } from '../../../db/runningCases';
import { withTransaction } from '../../../db/transaction';
import { messages } from '../../../domain/generated/ids';
import type { Dependencies } from '../../dependencies';
import { labelOf } from '../../office';
import { notFound } from '../../problems';
import { answeringRefusals, leadActor } from './actors';

/**
 * 发起会签 or 征求意见 by the lead department, with a process of its own. Answers the round's id.
 *
 * @rule art-18 art-22 art-45
 */
export async function openRound(
  deps: Dependencies,
  account: Account,
  caseId: string,
  wish: RoundWish,
): Promise<string> {
  return answeringRefusals(() =>
    withTransaction(deps.pool, async (sql) => {
      await lockCase(sql, caseId);
      const running = await findRunningCase(sql, caseId);
      if (!running) throw notFound('办件');
      const now = deps.clock.now();
      const actor = await leadActor(deps, sql, account, running, running.draftingBodyId);
      const roundId = await open(sql, deps.office, running, wish, actor, { startedBy: 'message', now });
      const { bodies } = await loadPeopleSnapshot(sql, now);
      const { vocabulary } = deps.office;
      await enqueue(sql, {
        kind: 'publish-message',
        caseId,
        payload: {
          name: messages.countersignRoundOpened,
          correlationKey: roundId,
          variables: {
            caseId,
            roundId,
            title: running.title,
            draftingBodyName: bodies.find(({ id }) => id === running.draftingBodyId)?.name ?? '',
            kindLabel: labelOf(vocabulary.kinds, running.facts.kind),
            urgencyLabel: labelOf(vocabulary.urgencies, running.facts.urgency),
            caseUrl: `${deps.publicUrl}/cases/${caseId}`,
          },
        },
        effectKey: `countersign-opened:${roundId}`,
      });
      return roundId;
    }),
  );
}
