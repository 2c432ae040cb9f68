import type { Queryable } from '../pool';

/** Somebody opens a copy: written before the first byte goes out. @rule art-38 @rule art-56 */
export async function insertOpening(
  sql: Queryable,
  opening: { copyId: string; personId: string; form: 'pdf' | 'zip'; address: string; terminal: string },
): Promise<void> {
  await sql.query(
    'insert into packet_openings (copy_id, person_id, form, address, terminal) values ($1, $2, $3, $4, $5)',
    [opening.copyId, opening.personId, opening.form, opening.address, opening.terminal],
  );
}

/** One opening, as evidence is read. */
export interface PacketOpening {
  at: Date;
  /** Who opened it, with the post: 财政局局长某某. */
  who: string;
  personId: string;
  /** Of the agenda. */
  version: number;
  copyNumber: number;
  recipient: string;
  form: 'pdf' | 'zip';
  address: string;
  terminal: string;
}

/** The latest first. */
export async function listOpenings(sql: Queryable, meetingId: string): Promise<PacketOpening[]> {
  const { rows } = await sql.query(
    `select opening.opened_at as at, persons.display_name as who, opening.person_id as "personId",
            packet_sets.number as version, copy.number as "copyNumber", copy.recipient, opening.form, opening.address,
            opening.terminal
       from packet_openings as opening
       join packet_copies as copy on copy.id = opening.copy_id
       join packet_sets on packet_sets.version_id = copy.version_id
       join persons on persons.id = opening.person_id
      where packet_sets.meeting_id = $1
      order by opening.opened_at desc, opening.id desc limit 2000`,
    [meetingId],
  );
  return rows as PacketOpening[];
}

/** One copy of a version, whether it was opened and whether it came back. */
export interface CopyView {
  number: number;
  recipient: string;
  personId: string | null;
  packetId: string;
  isWhole: boolean;
  pages: number;
  /** First opening by its recipient himself. */
  firstOpenedAt: Date | null;
  openings: number;
  returnedAt: Date | null;
  returnNote: string;
  returnRecordedAs: string | null;
}

export async function listCopies(sql: Queryable, versionId: string): Promise<CopyView[]> {
  const { rows } = await sql.query(
    `select copy.number, copy.recipient, copy.person_id as "personId", copy.packet_id as "packetId",
            packets.is_whole as "isWhole", packets.pages,
            min(opening.opened_at) filter (where opening.person_id = copy.person_id) as "firstOpenedAt",
            count(opening.id)::integer as openings, returned.returned_at as "returnedAt",
            coalesce(returned.note, '') as "returnNote", returned.recorded_as as "returnRecordedAs"
       from packet_copies as copy
       join packets on packets.id = copy.packet_id
       left join packet_openings as opening on opening.copy_id = copy.id
       left join packet_returns as returned on returned.copy_id = copy.id
      where copy.version_id = $1
      group by copy.id, packets.id, returned.copy_id
      order by copy.number`,
    [versionId],
  );
  return rows as CopyView[];
}

/** A paper copy came back. @returns false where it was recorded before */
export async function insertReturn(
  sql: Queryable,
  input: { copyId: string; returnedAt: Date; note: string; recordedBy: string; recordedAs: string },
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `insert into packet_returns (copy_id, returned_at, note, recorded_by, recorded_as) values ($1, $2, $3, $4, $5)
     on conflict (copy_id) do nothing`,
    [input.copyId, input.returnedAt, input.note, input.recordedBy, input.recordedAs],
  );
  return rowCount === 1;
}
