import type { Account } from '../../../db/accounts';
import { findPacket, listPackets } from '../../../db/packets/packets';
import type { Packet } from '../../../db/packets/packets';
import { findCopyNumbered, findCopyOf, packetStanding } from '../../../db/packets/sets';
import type { PacketCopyRow, PacketSet, PacketStanding } from '../../../db/packets/sets';
import type { Dependencies } from '../../dependencies';
import { conflict, notFound, Problem } from '../../problems';
import { requireMeetingReader, requireSecretary } from '../meetings/access';
import type { MeetingReader } from '../meetings/access';

/** Whose packet of which version; without either one's own of the version that stands. */
export interface PacketWish {
  /** Of the agenda: a former one, for the record. */
  version?: number | undefined;
  /** 份号 of somebody else's copy, to be printed for him. */
  copy?: number | undefined;
}

export interface OwnPacket {
  reader: MeetingReader;
  standing: PacketStanding;
  set: PacketSet;
  packet: Packet;
  /** Null as long as who is not on the list has not opened it. */
  copy: PacketCopyRow | null;
}

/**
 * The packet that somebody may read: the whole one, or the one of his items; others' copies and former versions only where he
 * handles the meeting. Throws 409 before 批印 and while it is being made, 404 for
 * whoever gets none.
 *
 * @rule art-38 @rule art-56
 */
export async function ownPacket(
  deps: Dependencies,
  account: Account,
  meetingId: string,
  wish: PacketWish = {},
): Promise<OwnPacket> {
  const { pool } = deps;
  const reader = await requireMeetingReader(deps, account, meetingId);
  if (wish.version !== undefined || wish.copy !== undefined) requireSecretary(reader);
  const standing = await packetStanding(pool, meetingId);
  const set = chosenSet(standing, wish.version);
  if (wish.copy !== undefined) {
    const copy = await findCopyNumbered(pool, set.versionId, wish.copy);
    const packet = copy && (await findPacket(pool, copy.packetId));
    if (!packet) throw notFound('这一份号的会议材料');
    return { reader, standing, set, packet, copy };
  }
  const copy = await findCopyOf(pool, set.versionId, account.personId);
  const packet = copy
    ? await findPacket(pool, copy.packetId)
    : widest(await listPackets(pool, set.versionId), reader);
  if (!packet || !mayRead(reader, packet)) {
    throw new Problem({
      status: 404,
      code: 'no-packet',
      title: '没有发给您的会议材料',
      detail: '现行议程中没有您参加或者列席的议题。如有疑问，请与办公室会务人员联系。',
    });
  }
  return { reader, standing, set, packet, copy };
}

function chosenSet({ approved, current, former }: PacketStanding, version: number | undefined): PacketSet {
  if (version !== undefined && version !== approved?.number) {
    const found = former.find(({ number }) => number === version);
    if (!found) throw notFound('这一版会议材料');
    return found;
  }
  if (!approved) {
    throw conflict(
      'packet-not-printed',
      '会议材料尚未印发',
      '议程还没有批印；批印以后才汇编、印发会议材料，届时在首页告知。',
    );
  }
  if (!current) {
    throw conflict(
      'packet-in-the-making',
      '会议材料正在生成',
      `第${approved.number}版议程已经批印，会议材料正在生成，请稍后刷新。`,
    );
  }
  return current;
}

const mayRead = ({ scope }: MeetingReader, { itemIds }: Packet): boolean =>
  scope === 'all' || itemIds.every((id) => scope.includes(id));

/** The one with most of what he may read. `packets`: those of more items first. */
const widest = (packets: readonly Packet[], reader: MeetingReader): Packet | undefined =>
  packets.find((packet) => mayRead(reader, packet));
