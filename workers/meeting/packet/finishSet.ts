import type { Pool } from 'pg';
import type { Agenda } from '../../../db/meetings/agendas';
import { appendLedger } from '../../../db/ledger';
import { tellOfPackets } from '../../../db/packets/notices';
import { listPackets, type Packet } from '../../../db/packets/packets';
import { insertCopies, insertPacketSet, listRecipients, packetStanding } from '../../../db/packets/sets';
import { withTransaction } from '../../../db/transaction';
import {
  numberCopies,
  type NumberedCopy,
  type PacketClass,
  type Recipient,
} from '../../../domain/meetings/packetClasses';

/**
 * All packets of a version are there: gives each recipient his 份号 and tells everybody, in one transaction, once. From here
 * on they are served.
 *
 * @rule art-38
 */
export async function finishSet(
  pool: Pool,
  agenda: Agenda,
  classes: readonly PacketClass[],
  recipients: readonly Recipient[],
): Promise<void> {
  const { versionId, meetingId, number } = agenda;
  await withTransaction(pool, async (sql) => {
    const [former] = (await packetStanding(sql, meetingId)).former;
    const packets = await listPackets(sql, versionId);
    const isNew = await insertPacketSet(sql, { versionId, meetingId, number, packetCount: packets.length });
    if (!isNew) return;
    const copies = numberCopies(classes, recipients);
    const packetOf = (copy: NumberedCopy): Packet => {
      const found = packets.find(({ itemIds }) => itemIds.join() === copy.packetItemIds.join());
      if (!found) throw new Error(`第${copy.number}份没有材料`);
      return found;
    };
    await insertCopies(
      sql,
      copies.map((copy) => ({
        ...{ versionId, packetId: packetOf(copy).id, number: copy.number },
        ...{ personId: copy.personId, recipient: copy.name },
      })),
    );
    const told = copies.flatMap((copy) =>
      copy.personId === null
        ? []
        : [{ personId: copy.personId, words: wordsFor(copy, packetOf(copy), number, former?.number) }],
    );
    const gone = former
      ? (await listRecipients(sql, former.versionId)).filter(
          (id) => !told.some(({ personId }) => personId === id),
        )
      : [];
    await tellOfPackets(sql, versionId, [
      ...told,
      ...gone.map((personId) => ({
        personId,
        words: `议程已经调整，会上不再有您列席的议题；第${former?.number}版材料停止使用，请退回办公室。`,
      })),
    ]);
    await appendLedger(sql, {
      caseId: meetingId,
      kind: 'packets-made',
      personId: null,
      actor: '系统',
      capacity: null,
      summary: `会议材料第${number}版印成：${packets.length}种，编号${copies.length}份`,
      data: { versionId, packets: packets.map(({ id, pages, sha256 }) => ({ id, pages, sha256 })) },
      effectKey: `packets-made:${versionId}`,
    });
  });
}

function wordsFor(
  copy: NumberedCopy,
  { pages, changedWords }: Packet,
  version: number,
  former?: number,
): string {
  const own = `份号${String(copy.number).padStart(6, '0')}，共${pages}页`;
  if (former === undefined) return `会议材料已经印发，您的${own}，请在会前阅看。`;
  return `会议材料有改动，已印第${version}版（${own}）：${changedWords}。第${former}版停止使用。`;
}
