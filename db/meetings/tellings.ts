import type { Queryable } from '../pool';

/** What somebody was told of a meeting: that it is off, that its agenda has changed, that a month had none. */
export interface Telling {
  meetingId: string | null;
  /** What it is about where that is no meeting of the Office's own: a department's region-wide one. */
  caseId: string | null;
  kind: string;
  words: string;
  at: Date;
}

/** Tells each of them once per `effectKey`. @returns how many hear it for the first time */
export async function tell(
  sql: Queryable,
  telling: Omit<Telling, 'at' | 'caseId'> & {
    caseId?: string;
    personIds: readonly string[];
    effectKey: string;
  },
): Promise<number> {
  const { rowCount } = await sql.query(
    `insert into meeting_tellings (meeting_id, case_id, kind, person_id, words, effect_key)
     select $1, $6, $2, person_id, $4, $5 from unnest($3::text[]) as told (person_id)
     on conflict (effect_key, person_id) do nothing`,
    [
      telling.meetingId,
      telling.kind,
      [...new Set(telling.personIds)],
      telling.words,
      telling.effectKey,
      telling.caseId ?? null,
    ],
  );
  return rowCount ?? 0;
}

/** What he was told since a moment, the newest first. */
export async function listTellings(sql: Queryable, personId: string, since: Date): Promise<Telling[]> {
  const { rows } = await sql.query(
    `select meeting_id as "meetingId", case_id as "caseId", kind, words, at from meeting_tellings
      where person_id = $1 and at >= $2 order by at desc, id desc limit 50`,
    [personId, since],
  );
  return rows as Telling[];
}

/** Everybody whom the office knows among those who belong to a meeting, and who proposed its topics. */
export async function listConcerned(sql: Queryable, meetingId: string): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `select person_id as id from meeting_participants
      where meeting_id = $1 and removed_at is null and person_id is not null
     union
     select cases.drafter_person_id from meeting_items as item join cases on cases.id = item.topic_case_id
      where item.meeting_id = $1 and item.removed_at is null
     union
     select presider_person_id from meetings where case_id = $1`,
    [meetingId],
  );
  return rows.map(({ id }) => id);
}
