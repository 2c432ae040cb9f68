import type { Account } from '../../../db/accounts';
import { listAgendas, listApprovedAgendas } from '../../../db/meetings/agendas';
import type { Agenda } from '../../../db/meetings/agendas';
import type { Meeting } from '../../../db/meetings/meetings';
import { listMeetings } from '../../../db/meetings/meetings';
import type { Participant } from '../../../db/meetings/participants';
import { listParticipants } from '../../../db/meetings/participants';
import { draftAgenda } from '../../../db/meetings/snapshot';
import { momentInWords } from '../../../domain/calendar/momentInWords';
import type { AgendaItem } from '../../../domain/meetings/agenda';
import { compareAgendas } from '../../../domain/meetings/compareAgendas';
import { labelIn } from '../../../domain/meetings/labels';
import { isUnopened } from '../../../domain/meetings/opening';
import type { Dependencies } from '../../dependencies';
import { conflict, notFound } from '../../problems';
import type { MeetingReader } from './access';
import { readersOf, readsItem, requireMeetingReader } from './access';

/** Where a meeting stands, as people say it. */
export const MEETING_STATES: Record<Meeting['state'], string> = {
  preparing: '编排议程',
  approved: '已批印',
  opened: '正在开会',
  ended: '已散会',
  cancelled: '已取消',
};

export interface AgendaView extends Omit<Agenda, 'submittedBy'> {
  endsAt: string;
}

export interface MeetingSummary extends Meeting {
  kindLabel: string;
  stateLabel: string;
  /** Its time has long passed, and nobody recorded that it was opened. */
  isUnopened: boolean;
}

/** A meeting as far as somebody reads it. */
export interface MeetingView extends MeetingSummary {
  reader: MeetingReader;
  /** By which it goes: the newest that was approved. */
  agenda: AgendaView | null;
  /** What would be submitted now; only for those who arrange or approve it. */
  draft: AgendaItem[] | null;
  versions: Omit<AgendaView, 'items'>[];
  participants: Participant[];
}

/** @rule art-38 art-56 */
export async function viewMeeting(
  deps: Dependencies,
  account: Account,
  meetingId: string,
): Promise<MeetingView> {
  const reader = await requireMeetingReader(deps, account, meetingId);
  const { meeting } = reader;
  const agendas = (await listAgendas(deps.pool, meetingId)).filter((one) => sees(reader, one));
  const approved = agendas.find(({ approval }) => approval !== null) ?? null;
  const participants = await listParticipants(deps.pool, meetingId);
  return {
    ...summaryOf(deps, meeting),
    reader,
    agenda: approved && partOf(reader, approved),
    draft: seesDraft(reader) ? (await draftAgenda(deps.pool, deps.office, meeting)).items : null,
    versions: agendas.map((one) => versionOf(partOf(reader, one))),
    participants:
      reader.scope === 'all'
        ? participants
        : participants.filter(({ personId }) => personId === account.personId),
  };
}

/** How one submitted agenda differs from another, in words; whole agendas are for those who read all of it. */
export async function compareVersions(
  deps: Dependencies,
  account: Account,
  meetingId: string,
  wanted: { from?: number | undefined; to?: number | undefined },
): Promise<{ from: number; to: number; changes: string[] }> {
  const reader = await requireMeetingReader(deps, account, meetingId);
  const agendas = (await listAgendas(deps.pool, meetingId)).filter((one) => sees(reader, one));
  if (agendas.length === 0) {
    throw conflict('no-agenda-yet', '还没有可以比较的议程', '议程呈批以后才有版次，呈批过两次的才能比较。');
  }
  const latest = Math.max(...agendas.map(({ number }) => number));
  const numbers = { from: wanted.from ?? Math.max(1, latest - 1), to: wanted.to ?? latest };
  const [from, to] = [numbers.from, numbers.to].map((number) => agendas.find((one) => one.number === number));
  if (!from || !to || reader.scope !== 'all') throw notFound('议程的这一版');
  const moment = (iso: string): string => momentInWords(new Date(iso), deps.office.timeZone);
  const changes = compareAgendas(
    { ...from.head, items: from.items },
    { ...to.head, items: to.items },
    moment,
  );
  return { ...numbers, changes };
}

/** Meetings within a span of time that he may read, in order. */
export async function listReadable(
  deps: Dependencies,
  account: Account,
  span: { from: Date; until: Date },
): Promise<(MeetingSummary & { items: number })[]> {
  const readers = await readersOf(deps, account, await listMeetings(deps.pool, span));
  const agendas = await listApprovedAgendas(
    deps.pool,
    readers.map(({ meeting }) => meeting.caseId),
  );
  return readers.map((reader) => {
    const approved = agendas.find(({ meetingId }) => meetingId === reader.meeting.caseId);
    const items = approved ? partOf(reader, approved).items.length : 0;
    return { ...summaryOf(deps, reader.meeting), items };
  });
}

export function summaryOf(
  { office, clock }: Pick<Dependencies, 'office' | 'clock'>,
  meeting: Meeting,
): MeetingSummary {
  const label = MEETING_STATES[meeting.state];
  const late = isUnopened(meeting, clock.now(), office.meetings.opening);
  return {
    ...meeting,
    kindLabel: labelIn(office.meetings.kinds, meeting.kind),
    stateLabel: late ? `${label}，已过时间没有登记开会` : label,
    isUnopened: late,
  };
}

const versionOf = (agenda: AgendaView): Omit<AgendaView, 'items'> => ({
  versionId: agenda.versionId,
  versionSha256: agenda.versionSha256,
  meetingId: agenda.meetingId,
  number: agenda.number,
  head: agenda.head,
  submittedAt: agenda.submittedAt,
  changeWords: agenda.changeWords,
  approval: agenda.approval,
  endsAt: agenda.endsAt,
});

const seesDraft = ({ isPresider, mayManage, isSecretary }: MeetingReader): boolean =>
  isPresider || mayManage || isSecretary;

/** Nothing is shown to others before 批印. */
const sees = (reader: MeetingReader, { approval }: Agenda): boolean => approval !== null || seesDraft(reader);

function partOf(reader: MeetingReader, { submittedBy: _by, ...agenda }: Agenda): AgendaView {
  const whole = reader.scope === 'all';
  return {
    ...agenda,
    endsAt: agenda.items.at(-1)?.endsAt ?? agenda.head.startsAt,
    items: agenda.items.filter(({ itemId }) => readsItem(reader, itemId)),
    // What changed in items of others is not his to know.
    changeWords: whole ? agenda.changeWords : '',
  };
}
