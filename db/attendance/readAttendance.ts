import { listParticipants } from '../meetings/participants';
import type { Participant } from '../meetings/participants';
import type { Queryable } from '../pool';
import { listLeaveOfMeeting } from './leaveRequests';
import type { LeaveRequest } from './leaveRequests';
import { listMarks } from './marks';
import type { AttendanceMark } from './marks';
import { listNoticesOfMeeting } from './notices';
import type { Notice } from './notices';

/** present and late: there; excused: leave was granted; absent: neither; awaited: nothing is known yet. */
export type AttendanceState = 'present' | 'late' | 'excused' | 'absent' | 'awaited';

export interface AttendanceRow {
  participant: Participant;
  state: AttendanceState;
  mark: AttendanceMark | null;
  /** The leave that stands, or the last one that was refused. */
  leave: LeaveRequest | null;
  /** Who comes for him where leave was granted with a substitute: 农业农村局副局长陆青禾. */
  substitute: { personId: string; personName: string; label: string } | null;
  /** The last notice that he got. */
  notice: Notice | null;
  /** 外出报备 that overlaps the meeting (art 54): a flag, no leave. */
  travel: { destination: string; leavesAt: Date; returnsAt: Date } | null;
}

/** Names for minutes and record, in the office's order of precedence. */
export interface AttendanceSummary {
  /** 应到. */
  due: string[];
  /** 出席: members who were there, substitutes marked 代. */
  present: string[];
  /** 请假. */
  excused: string[];
  /** 列席: those who were there without being members. */
  attending: string[];
  /** 缺席, members and others. */
  absent: string[];
  late: string[];
}

/**
 * 到会情况 of a meeting: who was due, who came, who was excused. Leave that was granted with a substitute counts as attended
 * where he came.
 *
 * @rule art-39 art-54
 */
export async function readAttendance(
  sql: Queryable,
  meetingId: string,
): Promise<{ rows: AttendanceRow[]; summary: AttendanceSummary }> {
  const participants = await listParticipants(sql, meetingId);
  const [marks, leaves, notices, travels] = [
    await listMarks(sql, meetingId),
    await listLeaveOfMeeting(sql, meetingId),
    await listNoticesOfMeeting(sql, meetingId),
    await listOverlappingTravel(sql, meetingId),
  ];
  const rows = participants.map((participant): AttendanceRow => {
    const mark = marks.find((one) => one.participantId === participant.id) ?? null;
    const own = leaves.filter(
      ({ personId, state }) => personId === participant.personId && state !== 'cancelled',
    );
    const leave = own.find(({ state }) => state !== 'refused') ?? own.at(-1) ?? null;
    const granted = leave?.state === 'granted' ? leave : null;
    return {
      participant,
      mark,
      leave,
      state: mark && mark.mark !== 'absent' ? mark.mark : granted ? 'excused' : (mark?.mark ?? 'awaited'),
      substitute:
        granted?.substitutePersonId && granted.substitute
          ? {
              personId: granted.substitutePersonId,
              personName: granted.substituteName ?? '',
              label: granted.substitute,
            }
          : null,
      notice:
        notices.find(
          (one) => one.participantId === participant.id && one.personId === participant.personId,
        ) ?? null,
      travel: travels.find((one) => one.personId === participant.personId) ?? null,
    };
  });
  return { rows, summary: summarise(rows) };
}

function summarise(rows: readonly AttendanceRow[]): AttendanceSummary {
  const came = ({ state }: AttendanceRow): boolean => state === 'present' || state === 'late';
  const isMember = ({ participant }: AttendanceRow): boolean => participant.class === 'member';
  const names = (chosen: AttendanceRow[]): string[] => chosen.map(nameOf);
  return {
    due: rows.map(({ participant }) => participant.personName),
    present: names(rows.filter((row) => isMember(row) && came(row))),
    // Who sends a substitute is excused all the same.
    excused: rows
      .filter(({ leave }) => leave?.state === 'granted')
      .filter((row) => !came(row) || row.substitute !== null)
      .map(({ participant }) => participant.personName),
    attending: names(rows.filter((row) => !isMember(row) && came(row))),
    absent: rows.filter(({ state }) => state === 'absent').map(({ participant }) => participant.personName),
    late: names(rows.filter(({ state }) => state === 'late')),
  };
}

/** As minutes name somebody; who came for another: 陆青禾（代阿迪力·喀斯木）. */
function nameOf({ participant, substitute, leave }: AttendanceRow): string {
  if (!substitute || leave?.state !== 'granted') return participant.personName;
  return `${substitute.personName}（代${participant.personName}）`;
}

interface OverlappingTravel {
  personId: string;
  destination: string;
  leavesAt: Date;
  returnsAt: Date;
}

/** Who is away, or will be by plan, when the meeting begins. @rule art-54 */
async function listOverlappingTravel(sql: Queryable, meetingId: string): Promise<OverlappingTravel[]> {
  const { rows } = await sql.query(
    `select report.person_id as "personId", report.destination, report.leaves_at as "leavesAt", report.returns_at as "returnsAt"
       from travel_reports as report, meetings
      where meetings.case_id = $1 and report.cancelled_at is null
        and report.leaves_at <= coalesce(meetings.ended_at, meetings.starts_at)
        and coalesce(report.returned_at, report.returns_at) > meetings.starts_at
      order by report.leaves_at`,
    [meetingId],
  );
  return rows as OverlappingTravel[];
}
