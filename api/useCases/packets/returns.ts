import type { Account } from '../../../db/accounts';
import { appendLedger } from '../../../db/ledger';
import { insertReturn } from '../../../db/packets/evidence';
import { findCopyNumbered, packetStanding } from '../../../db/packets/sets';
import { withTransaction } from '../../../db/transaction';
import type { Dependencies } from '../../dependencies';
import { conflict, notFound, unacceptable } from '../../problems';
import { loadHeldPosts } from '../capacities';
import { requireMeetingReader, requireSecretary } from '../meetings/access';

/** A paper copy that came back. */
export interface ReturnedCopy {
  /** Of the agenda; by default the version that stands. */
  version?: number | undefined;
  copyNumber: number;
  /** By default now. */
  returnedAt?: Date | undefined;
  note: string;
}

/** Records that a numbered copy came back, once; what is recorded stands. @rule art-38 */
export async function recordReturn(
  deps: Dependencies,
  account: Account,
  meetingId: string,
  returned: ReturnedCopy,
): Promise<void> {
  requireSecretary(await requireMeetingReader(deps, account, meetingId));
  const now = deps.clock.now();
  const returnedAt = returned.returnedAt ?? now;
  const { current, former } = await packetStanding(deps.pool, meetingId);
  const set = [current, ...former].find(
    (one) => one && (returned.version === undefined ? one === current : one.number === returned.version),
  );
  const copy = set && (await findCopyNumbered(deps.pool, set.versionId, returned.copyNumber));
  if (!set || !copy) throw notFound('这一份号的会议材料');
  if (returnedAt > now || returnedAt < set.madeAt) {
    throw unacceptable('return-time', '收回时间有误', '收回时间应当在材料印成以后、现在以前，请核对。');
  }
  const [post] = await loadHeldPosts(deps, deps.pool, account.personId);
  await withTransaction(deps.pool, async (sql) => {
    const isNew = await insertReturn(sql, {
      copyId: copy.id,
      returnedAt,
      note: returned.note,
      recordedBy: account.personId,
      recordedAs: `${post?.postLabel ?? ''}${account.displayName}`,
    });
    if (!isNew) throw conflict('already-returned', '已经登记', '这一份已经登记收回，不能再登记。');
    await appendLedger(sql, {
      caseId: meetingId,
      kind: 'packet-returned',
      personId: account.personId,
      actor: account.displayName,
      capacity: post?.postLabel ?? null,
      summary: `登记收回会议材料第${set.number}版第${String(copy.number).padStart(6, '0')}份（${copy.recipient}）`,
      data: { copyId: copy.id },
      effectKey: `packet-returned:${copy.id}`,
    });
  });
}
