import { callTime, changesFor, noticeWords } from '../../domain/meetings/notices';
import type { Agenda } from '../meetings/agendas';
import { findApprovedAgenda, listAgendas } from '../meetings/agendas';
import type { Meeting } from '../meetings/meetings';
import { listParticipants } from '../meetings/participants';
import type { Participant } from '../meetings/participants';
import type { Queryable } from '../pool';
import type { NewNotice, Notice } from './notices';
import { insertNotices, listNoticesOfMeeting } from './notices';
import { listSubstitutes } from './substitutes';

/**
 * Tells everybody who belongs to a meeting of the agenda that was approved: whoever knows nothing yet is called, whom it
 * changes something for is told again, whoever no longer belongs to it is released. Once per agenda, whatever is asked.
 *
 * @returns how many were told
 * @rule art-38
 */
export async function sendNoticesOf(sql: Queryable, meeting: Meeting, timeZone: string): Promise<number> {
  const agenda = await findApprovedAgenda(sql, meeting.caseId);
  if (!agenda) return 0;
  const participants = await listParticipants(sql, meeting.caseId);
  const notices = await listNoticesOfMeeting(sql, meeting.caseId);
  const earlier = await listAgendas(sql, meeting.caseId);
  const substitutes = await listSubstitutes(sql, meeting.caseId);
  const called = participants.flatMap((participant) => {
    const substitute = substitutes.find((one) => one.participantId === participant.id);
    const words = noticeWords(headOf(meeting), participant, agenda.items, timeZone);
    const reader = { ...participant, personId: substitute?.personId ?? participant.personId };
    return noticeFor(reader, agenda, words, lastOf(notices, reader), earlier);
  });
  return insertNotices(
    sql,
    [...called, ...released(meeting, participants, notices)],
    `agenda:${agenda.versionId}`,
  );
}

const headOf = (meeting: Meeting) => ({ ...meeting, presider: meeting.presiderWords });

const lastOf = (notices: readonly Notice[], { id, personId }: Pick<Participant, 'id' | 'personId'>) =>
  notices.find((one) => one.participantId === id && one.personId === personId);

function noticeFor(
  participant: Participant,
  agenda: Agenda,
  words: string,
  last: Notice | undefined,
  earlier: readonly Agenda[],
): NewNotice[] {
  const { meetingId, id: participantId, personId } = participant;
  const notice = {
    meetingId,
    versionId: agenda.versionId,
    participantId,
    personId,
    callAt: callTime(participant, agenda.items),
  };
  if (!last || last.kind === 'released') return [{ ...notice, kind: 'convened', words }];
  const before = earlier.find(({ versionId }) => versionId === last.versionId);
  const isNew = changesFor(
    participant,
    { words: last.words, items: before?.items ?? [] },
    { words, items: agenda.items },
  );
  if (!isNew) return [];
  const changes = agenda.changeWords ? `会议安排有变动：${agenda.changeWords}` : '会议安排有变动';
  return [{ ...notice, kind: 'changed', words: `${changes}\n${words}` }];
}

/** Whoever was told before and is no longer named. */
function released(
  meeting: Meeting,
  participants: readonly Participant[],
  notices: readonly Notice[],
): NewNotice[] {
  const standing = new Set(participants.map(({ id }) => id));
  const told = new Map(
    notices.filter((one) => !standing.has(one.participantId)).map((one) => [one.participantId, one]),
  );
  return [...told.values()].flatMap(({ participantId }) => {
    const last = notices.find((one) => one.participantId === participantId);
    if (!last || last.kind === 'released') return [];
    return [
      {
        meetingId: meeting.caseId,
        versionId: null,
        participantId,
        personId: last.personId,
        kind: 'released' as const,
        words: `“${meeting.title}”的议程有变动，您不必再参加。`,
        callAt: null,
      },
    ];
  });
}
