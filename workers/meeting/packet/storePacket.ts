import { createHash, randomUUID } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { Pool } from 'pg';
import { findMarks, insertPacket, insertPiece, listPackets } from '../../../db/packets/packets';
import { packetStanding } from '../../../db/packets/sets';
import type { Queryable } from '../../../db/pool';
import { withTransaction } from '../../../db/transaction';
import { formerPacket, type PacketClass } from '../../../domain/meetings/packetClasses';
import { changedPages, type BoundPacket } from '../../../rendering/packet';

export const PIECE_BYTES = 1024 * 1024;

/**
 * Keeps a bound packet, piece by piece in one transaction: killed in the middle nothing of it is there; whoever comes second
 * with the same packet changes nothing (law 1).
 *
 * @rule art-38
 */
export async function storePacket(
  pool: Pool,
  agenda: { meetingId: string; versionId: string },
  { itemIds, isWhole }: PacketClass,
  bound: BoundPacket,
): Promise<void> {
  const { meetingId, versionId } = agenda;
  await withTransaction(pool, async (sql) => {
    const id = randomUUID();
    const { pages, bytes, sha256, items, marks } = bound;
    const isNew = await insertPacket(sql, {
      ...{ id, meetingId, versionId, itemIds, isWhole, pages, bytes, sha256, items, marks },
      pieceCount: Math.ceil(bytes / PIECE_BYTES),
      ...(await comparison(sql, meetingId, itemIds, bound)),
    });
    if (isNew) await storePieces(sql, id, bound);
  });
}

async function storePieces(sql: Queryable, packetId: string, { path, sha256 }: BoundPacket): Promise<void> {
  const hash = createHash('sha256');
  const file = await open(path, 'r');
  try {
    for (let position = 0; ; position += 1) {
      const { bytesRead, buffer } = await file.read(
        Buffer.alloc(PIECE_BYTES),
        0,
        PIECE_BYTES,
        position * PIECE_BYTES,
      );
      if (bytesRead === 0) break;
      const piece = buffer.subarray(0, bytesRead);
      hash.update(piece);
      await insertPiece(sql, packetId, position, piece);
    }
  } finally {
    await file.close();
  }
  if (hash.digest('hex') !== sha256) throw new Error('会议材料写入数据库时与印成的不一致');
}

/** Which pages differ from the version that was served until now. */
async function comparison(
  sql: Queryable,
  meetingId: string,
  itemIds: readonly string[],
  { marks }: BoundPacket,
): Promise<{ previousId: string | null; changedWords: string }> {
  const [former] = (await packetStanding(sql, meetingId)).former;
  if (!former) return { previousId: null, changedWords: '' };
  const previous = formerPacket(itemIds, await listPackets(sql, former.versionId));
  if (!previous) return { previousId: null, changedWords: '此前没有印发过这些议题' };
  const { words } = changedPages(await findMarks(sql, previous.id), marks);
  return { previousId: previous.id, changedWords: words };
}
