import { finished } from 'node:stream';
import type { Readable } from 'node:stream';
import type { Request } from 'express';
import type { Account } from '../../../db/accounts';
import { appendLedger } from '../../../db/ledger';
import { insertOpening } from '../../../db/packets/evidence';
import { addCopy } from '../../../db/packets/sets';
import type { PacketCopyRow } from '../../../db/packets/sets';
import { withTransaction } from '../../../db/transaction';
import { openCopy } from '../../../rendering/packet';
import type { Dependencies } from '../../dependencies';
import { loadHeldPosts } from '../capacities';
import { borrowMaster } from './masterFiles';
import { ownPacket } from './ownPacket';
import type { OwnPacket, PacketWish } from './ownPacket';
import { openZip } from './zipFolder';

export interface OpenedPacket {
  stream: Readable;
  /** Bytes; null where it is not known before its end. */
  size: number | null;
  fileName: string;
}

/** From where it is opened. */
export interface Terminal {
  address: string;
  terminal: string;
}

const LONGEST_TERMINAL = 300;

export const terminalOf = (request: Request): Terminal => ({
  address: request.ip ?? '',
  terminal: (request.get('user-agent') ?? '').replace(/\p{Cc}/gu, ' ').slice(0, LONGEST_TERMINAL),
});

/**
 * Opens a packet as a numbered copy, watermark and all, made while it is read. Who opened it, when and from where is on record
 * before the first byte goes out.
 *
 * @rule art-38 @rule art-56
 */
export async function openPacket(
  deps: Dependencies,
  account: Account,
  meetingId: string,
  wish: PacketWish,
  from: Terminal,
): Promise<OpenedPacket> {
  const own = await ownPacket(deps, account, meetingId, wish);
  const master = await borrowMaster(deps.pool, own.packet);
  try {
    const copy = await recordOpening(deps, account, own, 'pdf', from);
    const label = { copyNumber: copy.number, recipient: copy.recipient };
    const { size, stream: read } = await openCopy(master.path, label);
    const stream = read() as Readable;
    finished(stream, () => master.giveBack());
    return { stream, size, fileName: `${nameOf(own)} ${numberOf(copy)}.pdf` };
  } catch (error) {
    master.giveBack();
    throw error;
  }
}

/** The materials as they were handed in, a folder for each item; on record like every opening. @rule art-38 */
export async function openPacketZip(
  deps: Dependencies,
  account: Account,
  meetingId: string,
  from: Terminal,
): Promise<OpenedPacket> {
  const own = await ownPacket(deps, account, meetingId);
  const stream = await openZip(deps.pool, own);
  await recordOpening(deps, account, own, 'zip', from);
  return { stream, size: null, fileName: `${nameOf(own)}.zip` };
}

const numberOf = ({ number }: PacketCopyRow): string => `第${String(number).padStart(6, '0')}份`;

function nameOf({ reader, set, standing }: OwnPacket): string {
  const isFormer = set.versionId !== standing.approved?.versionId;
  return `${reader.meeting.title} 会议材料（第${set.number}版${isFormer ? '，已停止使用' : ''}）`;
}

async function recordOpening(
  deps: Dependencies,
  account: Account,
  { set, packet, copy }: OwnPacket,
  form: 'pdf' | 'zip',
  { address, terminal }: Terminal,
): Promise<PacketCopyRow> {
  const { personId, displayName } = account;
  const [post] = await loadHeldPosts(deps, deps.pool, personId);
  return withTransaction(deps.pool, async (sql) => {
    const { versionId } = set;
    const recipient = `${post?.postLabel ?? ''}${displayName}`;
    const opened = copy ?? (await addCopy(sql, { versionId, packetId: packet.id, personId, recipient }));
    await insertOpening(sql, { copyId: opened.id, personId, form, address, terminal });
    await appendLedger(sql, {
      caseId: set.meetingId,
      kind: 'packet-opened',
      personId,
      actor: displayName,
      capacity: post?.postLabel ?? null,
      summary: `打开会议材料第${set.number}版${numberOf(opened)}`,
      data: { copyId: opened.id },
      effectKey: `packet-opened:${opened.id}:${personId}`,
    });
    return opened;
  });
}
