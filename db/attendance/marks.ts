import type { Queryable } from '../pool';

/** 到会、迟到、缺席. */
export type Mark = 'present' | 'late' | 'absent';

export interface AttendanceMark {
  participantId: string;
  mark: Mark;
  /** When he came; of an absence, when it was noted. */
  at: Date;
  note: string;
  recordedAs: string;
  recordedAt: Date;
}

/** The last word on each participant. */
export async function listMarks(sql: Queryable, meetingId: string): Promise<AttendanceMark[]> {
  const { rows } = await sql.query(
    `select distinct on (participant_id) participant_id as "participantId", mark, at, note, recorded_as as "recordedAs",
            recorded_at as "recordedAt"
       from attendance_marks where meeting_id = $1 order by participant_id, id desc`,
    [meetingId],
  );
  return rows as AttendanceMark[];
}

/** Another word on somebody; the database refuses it after the meeting's end. @returns its id, for the ledger */
export async function insertMark(
  sql: Queryable,
  mark: Omit<AttendanceMark, 'recordedAt'> & { meetingId: string; recordedBy: string },
): Promise<string> {
  const { rows } = await sql.query<{ id: string }>(
    `insert into attendance_marks (meeting_id, participant_id, mark, at, note, recorded_by, recorded_as)
     values ($1, $2, $3, $4, $5, $6, $7) returning id`,
    [mark.meetingId, mark.participantId, mark.mark, mark.at, mark.note, mark.recordedBy, mark.recordedAs],
  );
  return rows[0]?.id ?? '';
}
