import type { Queryable } from '../pool';

/** 会议材料已印发, or printed anew: what a person is told until he has opened it. */
export interface PacketNotice {
  meetingId: string;
  meetingTitle: string;
  version: number;
  words: string;
  at: Date;
}

/** Tells each of them, once per version. */
export async function tellOfPackets(
  sql: Queryable,
  versionId: string,
  told: { personId: string; words: string }[],
): Promise<void> {
  await sql.query(
    `insert into packet_notices (version_id, person_id, words)
     select $1::uuid, told."personId", told.words from jsonb_to_recordset($2) as told ("personId" text, words text)
     on conflict do nothing`,
    [versionId, JSON.stringify(told)],
  );
}

/** What a person has not opened yet, of versions that still stand and meetings that are still to be held. */
export async function listPacketNotices(sql: Queryable, personId: string): Promise<PacketNotice[]> {
  const { rows } = await sql.query(
    `select meetings.case_id as "meetingId", cases.title as "meetingTitle", packet_sets.number as version, notice.words,
            notice.told_at as at
       from packet_notices as notice
       join packet_sets using (version_id)
       join meetings on meetings.case_id = packet_sets.meeting_id
       join cases on cases.id = meetings.case_id
      where notice.person_id = $1 and meetings.state in ('preparing', 'approved', 'opened')
        and not exists (select from packet_sets as later
                         where later.meeting_id = packet_sets.meeting_id and later.number > packet_sets.number)
        and not exists (select from packet_copies as copy
                          join packet_openings as opening on opening.copy_id = copy.id
                         where copy.version_id = notice.version_id and opening.person_id = $1)
      order by notice.told_at desc limit 50`,
    [personId],
  );
  return rows as PacketNotice[];
}
