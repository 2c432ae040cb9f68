import { randomUUID } from 'node:crypto';
import type { RecordKind } from '../../domain/meetings/record';
import type { Queryable } from '../pool';

/** A line of the record of a meeting. */
export interface RecordEntry {
  id: string;
  itemId: string;
  number: number;
  kind: RecordKind;
  speakerPersonId: string | null;
  /** 农业农村局局长阿迪力·喀斯木, as he was then. */
  speakerWords: string;
  words: string;
  /** The line that this one puts right; it is kept and no longer stands. */
  corrects: string | null;
  recordedBy: string;
  recordedAt: Date;
}

export interface RecordKeeper {
  personId: string;
  name: string;
  openedAt: Date;
}

/** Who keeps the record of a meeting; null before somebody began. */
export async function findKeeper(sql: Queryable, meetingId: string): Promise<RecordKeeper | null> {
  const { rows } = await sql.query(
    `select keeper_person_id as "personId", display_name as name, opened_at as "openedAt"
       from meeting_records join persons on persons.id = keeper_person_id where meeting_id = $1`,
    [meetingId],
  );
  return (rows[0] as RecordKeeper | undefined) ?? null;
}

/** The first who begins it keeps it. */
export async function openRecord(sql: Queryable, meetingId: string, personId: string): Promise<void> {
  await sql.query(
    'insert into meeting_records (meeting_id, keeper_person_id) values ($1, $2) on conflict do nothing',
    [meetingId, personId],
  );
}

/** Every line, what was put right among them; items in no particular order, lines in theirs. */
export async function listEntries(sql: Queryable, meetingId: string): Promise<RecordEntry[]> {
  const { rows } = await sql.query(
    `select id, item_id as "itemId", number, kind, speaker_person_id as "speakerPersonId",
            speaker_words as "speakerWords", words, corrects, recorded_by as "recordedBy", recorded_at as "recordedAt"
       from meeting_record_entries where meeting_id = $1 order by item_id, number`,
    [meetingId],
  );
  return rows as RecordEntry[];
}

/** Lines that stand. */
export function standingEntries(entries: readonly RecordEntry[]): RecordEntry[] {
  const corrected = new Set(entries.map(({ corrects }) => corrects));
  return entries.filter(({ id }) => !corrected.has(id));
}

/** The caller holds the meeting's lock. */
export async function insertEntry(
  sql: Queryable,
  entry: Omit<RecordEntry, 'id' | 'number' | 'recordedAt'> & { meetingId: string },
): Promise<string> {
  const id = randomUUID();
  await sql.query(
    `insert into meeting_record_entries (id, meeting_id, item_id, number, kind, speaker_person_id, speaker_words, words,
                                         corrects, recorded_by)
     select $1, $2, $3, coalesce(max(number), 0) + 1, $4, $5, $6, $7, $8, $9
       from meeting_record_entries where item_id = $3`,
    [
      id,
      entry.meetingId,
      entry.itemId,
      entry.kind,
      entry.speakerPersonId,
      entry.speakerWords,
      entry.words,
      entry.corrects,
      entry.recordedBy,
    ],
  );
  return id;
}

/** Who read it is kept as long as the record. @rule art-56 */
export async function insertReading(sql: Queryable, meetingId: string, personId: string): Promise<void> {
  await sql.query('insert into meeting_record_readings (meeting_id, person_id) values ($1, $2)', [
    meetingId,
    personId,
  ]);
}

export async function listReadings(
  sql: Queryable,
  meetingId: string,
): Promise<{ personId: string; name: string; readAt: Date }[]> {
  const { rows } = await sql.query(
    `select person_id as "personId", display_name as name, read_at as "readAt"
       from meeting_record_readings join persons on persons.id = person_id
      where meeting_id = $1 order by meeting_record_readings.id`,
    [meetingId],
  );
  return rows as { personId: string; name: string; readAt: Date }[];
}
