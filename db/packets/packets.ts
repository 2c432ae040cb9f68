import type { Queryable } from '../pool';

/** Where each item stands in a packet, as the reader sees its pages counted. */
export interface PacketPlace {
  number: number;
  title: string;
  firstPage: number;
  pages: number;
  materials: { title: string; firstPage: number; pages: number }[];
}

/** A page before stamping: what it shows, hashed, and to what it belongs. */
export interface PacketMark {
  page: number;
  hash: string;
  item: number | null;
  part: string;
}

/** 母本 of one recipient class, without its bytes. */
export interface Packet {
  id: string;
  meetingId: string;
  /** The approved agenda's. */
  versionId: string;
  itemIds: string[];
  isWhole: boolean;
  pages: number;
  bytes: number;
  sha256: string;
  pieceCount: number;
  items: PacketPlace[];
  previousId: string | null;
  /** Against the former version; empty where there was none. */
  changedWords: string;
  madeAt: Date;
}

const COLUMNS = `packets.id, packets.meeting_id as "meetingId", packets.version_id as "versionId",
  packets.item_ids as "itemIds", packets.is_whole as "isWhole", packets.pages, packets.bytes::float8 as bytes,
  packets.sha256, packets.piece_count as "pieceCount", packets.items, packets.previous_id as "previousId",
  packets.changed_words as "changedWords", packets.made_at as "madeAt"`;

/** Packets of a version of the agenda, those of more items first. */
export async function listPackets(sql: Queryable, versionId: string): Promise<Packet[]> {
  const { rows } = await sql.query(
    `select ${COLUMNS} from packets where version_id = $1 order by cardinality(item_ids) desc, item_ids`,
    [versionId],
  );
  return rows as Packet[];
}

export async function findPacket(sql: Queryable, id: string): Promise<Packet | null> {
  const { rows } = await sql.query(`select ${COLUMNS} from packets where id = $1`, [id]);
  return (rows[0] as Packet | undefined) ?? null;
}

/** The packet of these items of a version, if it was made. `itemIds` in the agenda's order. */
export async function findPacketOf(
  sql: Queryable,
  versionId: string,
  itemIds: readonly string[],
): Promise<Packet | null> {
  const { rows } = await sql.query(
    `select ${COLUMNS} from packets where version_id = $1 and item_ids = $2::uuid[]`,
    [versionId, itemIds],
  );
  return (rows[0] as Packet | undefined) ?? null;
}

/** Each page's hash, to compare a new version with. */
export async function findMarks(sql: Queryable, packetId: string): Promise<PacketMark[]> {
  const { rows } = await sql.query<{ marks: PacketMark[] }>('select marks from packets where id = $1', [
    packetId,
  ]);
  return rows[0]?.marks ?? [];
}

export type NewPacket = Omit<Packet, 'madeAt'> & { marks: PacketMark[] };

/**
 * Records a packet, once per version and items; its pieces are written in the same transaction, else the database refuses it.
 *
 * @returns whether it is new
 * @rule art-38
 */
export async function insertPacket(sql: Queryable, packet: NewPacket): Promise<boolean> {
  const { rowCount } = await sql.query(
    `insert into packets (id, meeting_id, version_id, item_ids, is_whole, pages, bytes, sha256, piece_count, items, marks,
                          previous_id, changed_words)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
     on conflict (version_id, item_ids) do nothing`,
    [
      packet.id,
      packet.meetingId,
      packet.versionId,
      packet.itemIds,
      packet.isWhole,
      packet.pages,
      packet.bytes,
      packet.sha256,
      packet.pieceCount,
      JSON.stringify(packet.items),
      JSON.stringify(packet.marks),
      packet.previousId,
      packet.changedWords,
    ],
  );
  return rowCount === 1;
}

export async function insertPiece(
  sql: Queryable,
  packetId: string,
  position: number,
  bytes: Buffer,
): Promise<void> {
  await sql.query('insert into packet_pieces (packet_id, position, bytes) values ($1, $2, $3)', [
    packetId,
    position,
    bytes,
  ]);
}

export async function readPiece(sql: Queryable, packetId: string, position: number): Promise<Buffer | null> {
  const { rows } = await sql.query<{ bytes: Buffer }>(
    'select bytes from packet_pieces where packet_id = $1 and position = $2',
    [packetId, position],
  );
  return rows[0]?.bytes ?? null;
}
