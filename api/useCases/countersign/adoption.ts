import type { Account } from '../../../db/accounts';
import { appendLedger } from '../../../db/ledger';
import type { Adoption } from '../../../domain/countersign/types';
import type { Dependencies } from '../../dependencies';
import { conflict, notFound, unacceptable } from '../../problems';
import { asLead } from './onRound';

const LABELS: Record<Adoption, string> = { adopted: '采纳', partly: '部分采纳', 'not-adopted': '未采纳' };

/**
 * 采纳情况 of one comment, once, with reasons where it isn't adopted whole.
 *
 * @rule art-45
 */
export async function adoptComment(
  deps: Dependencies,
  account: Account,
  commentId: string,
  decision: { adoption: Adoption; reasons: string },
): Promise<void> {
  const { rows } = await deps.pool.query<{ roundId: string }>(
    'select round_id as "roundId" from countersign_comments where id = $1',
    [commentId],
  );
  if (!rows[0]) throw notFound('意见');
  if (decision.adoption !== 'adopted' && decision.reasons.trim() === '') {
    throw unacceptable('reasons-needed', '请写明理由', '部分采纳、未采纳的要写明理由。');
  }
  await asLead(deps, account, rows[0].roundId, async ({ sql, running, now }, actor) => {
    const { rowCount, rows: changed } = await sql.query<{ number: number }>(
      `update countersign_comments
          set adoption = $2, reasons = $3, adopted_by = $4, adopted_as = $5, adopted_at = $6
        where id = $1 and adoption is null returning number`,
      [commentId, decision.adoption, decision.reasons, actor.personId, actor.capacity, now],
    );
    if (rowCount !== 1)
      throw conflict('already-decided', '已经登记', '这条意见的采纳情况已经登记过，不能再改。');
    await appendLedger(sql, {
      caseId: running.id,
      kind: 'countersign-adoption',
      personId: actor.personId,
      actor: actor.capacity,
      capacity: null,
      summary: `第${changed[0]?.number}条会签意见：${LABELS[decision.adoption]}${decision.reasons ? `（${decision.reasons}）` : ''}`,
      data: { commentId, ...decision },
      effectKey: `countersign-adoption:${commentId}`,
      at: now,
    });
  });
}
