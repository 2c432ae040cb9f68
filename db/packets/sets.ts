import { randomUUID } from 'node:crypto';
import type { Queryable } from '../pool';

/** One version's packets, all there. */
export interface PacketSet {
  versionId: string;
  meetingId: string;
  /** Of the agenda. */
  number: number;
  packetCount: number;
  madeAt: Date;
}

/** How far a meeting's packets are. */
export interface PacketStanding {
  /** The version that was approved last; null before 批印. */
  approved: { versionId: string; number: number; approvedAs: string; approvedAt: Date } | null;
  /** Its packets; null while they are being made. */
  current: PacketSet | null;
  /** Of former versions, the latest first: on record, no longer served as current. */
  former: PacketSet[];
}

const SETS = `select version_id as "versionId", meeting_id as "meetingId", number, packet_count as "packetCount",
  made_at as "madeAt" from packet_sets`;

/** @rule art-38 */
export async function packetStanding(sql: Queryable, meetingId: string): Promise<PacketStanding> {
  const { rows } = await sql.query<NonNullable<PacketStanding['approved']>>(
    `select approval.version_id as "versionId", agenda.number, approval.approved_as as "approvedAs",
            approval.approved_at as "approvedAt"
       from meeting_agenda_approvals as approval join meeting_agendas as agenda using (version_id)
      where approval.meeting_id = $1 order by agenda.number desc limit 1`,
    [meetingId],
  );
  const approved = rows[0] ?? null;
  const sets = await sql.query(`${SETS} where meeting_id = $1 order by number desc`, [meetingId]);
  const all = sets.rows as PacketSet[];
  return {
    approved,
    current: all.find(({ versionId }) => versionId === approved?.versionId) ?? null,
    former: all.filter(({ versionId }) => versionId !== approved?.versionId),
  };
}

export async function findPacketSet(sql: Queryable, versionId: string): Promise<PacketSet | null> {
  const { rows } = await sql.query(`${SETS} where version_id = $1`, [versionId]);
  return (rows[0] as PacketSet | undefined) ?? null;
}

/** The version's packets are all there; once. @returns whether it is new */
export async function insertPacketSet(sql: Queryable, set: Omit<PacketSet, 'madeAt'>): Promise<boolean> {
  const { rowCount } = await sql.query(
    `insert into packet_sets (version_id, meeting_id, number, packet_count) values ($1, $2, $3, $4)
     on conflict (version_id) do nothing`,
    [set.versionId, set.meetingId, set.number, set.packetCount],
  );
  return rowCount === 1;
}

/** A numbered copy. */
export interface PacketCopyRow {
  id: string;
  versionId: string;
  packetId: string;
  /** 份号 */
  number: number;
  personId: string | null;
  recipient: string;
}

const COPIES = `select id, version_id as "versionId", packet_id as "packetId", number, person_id as "personId", recipient
  from packet_copies`;

export async function insertCopies(sql: Queryable, copies: Omit<PacketCopyRow, 'id'>[]): Promise<void> {
  const rows = copies.map((copy) => ({ ...copy, id: randomUUID() }));
  await sql.query(
    `insert into packet_copies (id, version_id, packet_id, number, person_id, recipient)
     select id, "versionId", "packetId", number, "personId", recipient
       from jsonb_to_recordset($1) as copy (id uuid, "versionId" uuid, "packetId" uuid, number integer, "personId" text,
                                            recipient text)`,
    [JSON.stringify(rows)],
  );
}

export async function findCopyOf(
  sql: Queryable,
  versionId: string,
  personId: string,
): Promise<PacketCopyRow | null> {
  const { rows } = await sql.query(`${COPIES} where version_id = $1 and person_id = $2`, [
    versionId,
    personId,
  ]);
  return (rows[0] as PacketCopyRow | undefined) ?? null;
}

export async function findCopyNumbered(
  sql: Queryable,
  versionId: string,
  number: number,
): Promise<PacketCopyRow | null> {
  const { rows } = await sql.query(`${COPIES} where version_id = $1 and number = $2`, [versionId, number]);
  return (rows[0] as PacketCopyRow | undefined) ?? null;
}

/**
 * The next 份号 for somebody who reads the packet without being on the list, such as who handles the meeting; the same one
 * when asked again. Within a transaction: numbers are given one after another.
 */
export async function addCopy(
  sql: Queryable,
  copy: Omit<PacketCopyRow, 'id' | 'number'> & { personId: string },
): Promise<PacketCopyRow> {
  await sql.query(`select pg_advisory_xact_lock(hashtextextended('packet-copies:' || $1, 0))`, [
    copy.versionId,
  ]);
  const known = await findCopyOf(sql, copy.versionId, copy.personId);
  if (known) return known;
  const { rows } = await sql.query<{ number: number }>(
    'select coalesce(max(number), 0) + 1 as number from packet_copies where version_id = $1',
    [copy.versionId],
  );
  await insertCopies(sql, [{ ...copy, number: rows[0]?.number ?? 1 }]);
  const made = await findCopyOf(sql, copy.versionId, copy.personId);
  if (!made) throw new Error(`没有登记到 ${copy.personId} 的份号`);
  return made;
}

/** Everybody with an account who had a copy of a version. */
export async function listRecipients(sql: Queryable, versionId: string): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    'select person_id as id from packet_copies where version_id = $1 and person_id is not null order by number',
    [versionId],
  );
  return rows.map(({ id }) => id);
}
