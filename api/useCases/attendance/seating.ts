import type { Account } from '../../../db/accounts';
import { readAttendance } from '../../../db/attendance/readAttendance';
import type { AttendanceRow } from '../../../db/attendance/readAttendance';
import { findApprovedAgenda } from '../../../db/meetings/agendas';
import type { Meeting } from '../../../db/meetings/meetings';
import { callUps } from '../../../domain/meetings/callUp';
import type { CallUp } from '../../../domain/meetings/callUp';
import { seatPeople } from '../../../domain/meetings/seating';
import type { Room, SeatingPlan } from '../../../domain/meetings/seating';
import { momentInWords } from '../../../domain/calendar/momentInWords';
import { renderPlaceCards, renderSeatingPlan } from '../../../rendering/meetingForms';
import { renderSheet } from '../../../rendering/sheet';
import type { Dependencies } from '../../dependencies';
import { conflict, unacceptable } from '../../problems';
import { requireMeetingReader, requireSecretary } from '../meetings/access';

/** Somebody who is to be seated. */
export interface Seated {
  class: 'members' | 'attending';
  name: string;
  note: string;
  isPresider: boolean;
}

export interface SeatingView {
  meeting: Meeting;
  room: Room;
  rooms: { id: string; label: string }[];
  plan: SeatingPlan<Seated>;
}

/** 座次 by precedence: whoever presides first; who is excused isn't seated, who comes for him is. @rule art-39 */
export async function seatMeeting(
  deps: Dependencies,
  account: Account,
  meetingId: string,
  roomId?: string,
): Promise<SeatingView> {
  const reader = await requireMeetingReader(deps, account, meetingId);
  requireSecretary(reader);
  const { rows } = await readAttendance(deps.pool, meetingId);
  const { meeting } = reader;
  const room = roomFor(deps, meeting, roomId);
  const { rooms } = deps.office.meetings;
  return { meeting, room, rooms, plan: seatPeople(room, sittersOf(rows, meeting)) };
}

function roomFor({ office }: Dependencies, meeting: Meeting, wanted: string | undefined): Room {
  const { rooms } = office.meetings;
  if (wanted !== undefined) {
    const found = rooms.find(({ id }) => id === wanted);
    if (found) return found;
    throw unacceptable(
      'no-such-room',
      '没有这一会场',
      `可选：${rooms.map(({ label }) => label).join('、')}。`,
    );
  }
  const usual =
    rooms.find(({ label }) => meeting.place.includes(label)) ??
    rooms.find(({ kinds }) => kinds.includes(meeting.kind)) ??
    rooms[0];
  if (usual) return usual;
  throw conflict(
    'no-rooms',
    '没有登记会场',
    '单位数据（meetings.json 的 rooms）里没有会场，请系统管理员补上。',
  );
}

function sittersOf(rows: readonly AttendanceRow[], meeting: Meeting): Seated[] {
  const seated = rows
    .filter(({ state, substitute }) => state !== 'excused' || substitute !== null)
    .map(({ participant, substitute }): Seated & { personId: string | null } => ({
      personId: participant.personId,
      class: participant.class === 'member' ? 'members' : 'attending',
      name: substitute?.personName ?? participant.personName,
      note: substitute ? `代${participant.postLabel}` : participant.postLabel,
      isPresider: participant.personId === meeting.presiderPersonId,
    }));
  return [...seated.filter((one) => one.isPresider), ...seated.filter((one) => !one.isPresider)];
}

/** 座次图 as PDF: A3 from sixty seats on, unless another paper is wanted. */
export async function printSeating(
  deps: Dependencies,
  account: Account,
  meetingId: string,
  { room, paper }: { room?: string | undefined; paper?: 'a4' | 'a3' | undefined },
): Promise<Uint8Array> {
  const view = await seatMeeting(deps, account, meetingId, room);
  const { office } = deps;
  const seats = view.room.rows.reduce((sum, row) => sum + row.seats, 0);
  const { pdf } = renderSeatingPlan({
    title: '座次图',
    subject: view.meeting.title,
    facts: `${momentInWords(view.meeting.startsAt, office.timeZone)}　${view.meeting.place}　${view.room.label}`,
    paper: paper ?? (seats >= MANY_SEATS ? 'a3' : 'a4'),
    rows: view.plan.rows,
    unseated: view.plan.unseated.map(({ name }) => name),
    demoNotice: office.demoNotice,
  });
  return pdf;
}

const MANY_SEATS = 60;

/** 席卡 of everybody who is to be seated. */
export async function printPlaceCards(
  deps: Dependencies,
  account: Account,
  meetingId: string,
): Promise<Uint8Array> {
  const reader = await requireMeetingReader(deps, account, meetingId);
  requireSecretary(reader);
  const { rows } = await readAttendance(deps.pool, meetingId);
  const names = sittersOf(rows, reader.meeting).map(({ name }) => name);
  if (names.length === 0) throw notYet();
  return renderPlaceCards({ names, demoNotice: deps.office.demoNotice }).pdf;
}

/** 候会叫会, item by item. @rule art-38 */
export async function callUpsOf(
  deps: Dependencies,
  account: Account,
  meetingId: string,
): Promise<{ meeting: Meeting; items: CallUp[] }> {
  const reader = await requireMeetingReader(deps, account, meetingId);
  requireSecretary(reader);
  const agenda = await findApprovedAgenda(deps.pool, meetingId);
  if (!agenda) throw notYet();
  const { rows } = await readAttendance(deps.pool, meetingId);
  const called = rows
    .filter(({ state, substitute }) => state !== 'excused' || substitute !== null)
    .map(({ participant, substitute }) => ({
      itemIds: participant.itemIds,
      label: substitute ? `${substitute.label}（代${participant.personName}）` : participant.label,
    }));
  return { meeting: reader.meeting, items: callUps(agenda.items, called) };
}

/** The call-up sheet on paper. */
export async function printCallUps(
  deps: Dependencies,
  account: Account,
  meetingId: string,
): Promise<Uint8Array> {
  const { meeting, items } = await callUpsOf(deps, account, meetingId);
  const { timeZone, demoNotice } = deps.office;
  const wait = deps.office.meetings.waitMinutes;
  return renderSheet({
    title: '候会叫会单',
    subject: meeting.title,
    facts: [
      { label: '时间', value: momentInWords(meeting.startsAt, timeZone) },
      { label: '地点', value: meeting.place },
      { label: '候会', value: `请提前${wait}分钟到场外等候；时间是按议程推算的，以叫会为准。` },
    ],
    tables: [
      {
        heading: null,
        columns: [
          { label: '议题', share: 4 },
          { label: '预计', share: 2 },
          { label: '叫进会场', share: 4 },
          { label: '场外等候下一议题', share: 4 },
          { label: '可以离场', share: 3 },
        ],
        rows: items.map(({ position, title, callAt, endsAt, comesIn, waits, leaves }) => [
          `${position}. ${title}`,
          `${timeOf(callAt, timeZone)}\n至${timeOf(endsAt, timeZone)}`,
          listed(comesIn),
          listed(waits),
          listed(leaves),
        ]),
      },
    ],
    demoNotice,
  }).pdf;
}

const listed = (names: string[]): string => names.join('\n') || '—';

const timeOf = (moment: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('zh-CN', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
    moment,
  );

const notYet = () => conflict('not-approved', '尚未批印', '议程批印以后才有参会人员，请先办批印。');
