import type { Account } from '../../db/accounts';
import { lockCase } from '../../db/cases';
import { appendLedger } from '../../db/ledger';
import { enqueue } from '../../db/outbox';
import { withTransaction } from '../../db/transaction';
import { findWithdrawable, findWithdrawalState, requestWithdrawal } from '../../db/withdrawals';
import { messages } from '../../domain/generated/ids';
import type { Dependencies } from '../dependencies';
import { conflict, notFound } from '../problems';

const CONFIRMATION_MILLISECONDS = 5000;

/**
 * 撤回: the drafter takes his document back while nobody has acted on it. The engine decides between him and
 * somebody who acts in the same second: whoever comes second is told so.
 *
 * @returns `pending` where the engine has not answered within 5 s
 */
export async function withdrawCase(
  deps: Dependencies,
  account: Account,
  caseId: string,
  reason: string,
): Promise<'done' | 'pending'> {
  const elementInstanceKey = await withTransaction(deps.pool, async (sql) => {
    if (!(await lockCase(sql, caseId))) throw notFound('办件');
    const withdrawable = await findWithdrawable(sql, caseId, true);
    if (!withdrawable) throw tooLate();
    const { elementInstanceKey: key, withdrawKey } = withdrawable;
    await requestWithdrawal(sql, { elementInstanceKey: key, caseId, personId: account.personId, reason });
    await enqueue(sql, {
      kind: 'publish-message',
      caseId,
      payload: { name: messages.documentWithdrawn, correlationKey: withdrawKey, variables: {} },
      effectKey: `withdrawal:${key}`,
    });
    await appendLedger(sql, {
      caseId,
      kind: 'withdrawal-requested',
      personId: account.personId,
      actor: account.displayName,
      capacity: null,
      summary: `提出撤回：${reason}`,
      effectKey: `withdrawal:${key}`,
    });
    return key;
  });
  const state = await deps.inbox.until(elementInstanceKey, CONFIRMATION_MILLISECONDS, async () => {
    const now = await findWithdrawalState(deps.pool, elementInstanceKey);
    return now === 'pending' || now === null ? undefined : now;
  });
  if (state === 'overtaken') throw tooLate();
  return state ?? 'pending';
}

const tooLate = () =>
  conflict(
    'no-longer-withdrawable',
    '不能撤回',
    '此件已有人办理，或者还没有送到承办人手中，不能撤回。已有人办理的，请与承办人联系，由其退回修改；刚送审的，请稍后再试。',
  );
