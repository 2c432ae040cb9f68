import { randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';
import { findMinutes, insertMinutes } from '../../db/afterMeeting/minutes';
import type { DecidedItem } from '../../db/afterMeeting/outcome';
import { readAttendance } from '../../db/attendance/readAttendance';
import { insertCase } from '../../db/cases';
import { insertDraft } from '../../db/drafts';
import { appendLedger } from '../../db/ledger';
import type { Meeting } from '../../db/meetings/meetings';
import { NO_GROUNDS, PLAIN_FACTS } from '../../db/startCase';
import { dayIn } from '../../domain/calendar/zonedDay';
import type { DocumentContent } from '../../domain/document/content';
import { parseBody } from '../../domain/document/text';
import { minutesText } from '../../domain/meetings/minutesText';
import { isoDayInWords } from '../../domain/meetings/reference';
import { processOf } from '../../domain/steps/signing';
import type { WorkerDeps } from '../deps';
import type { Secretary } from './secretary';

/**
 * 纪要 as a draft of the Office: from agenda and decisions, for whoever handles meetings to go over and hand in; once per
 * meeting. It has no number of days.
 *
 * @rule art-40
 */
export async function openMinutes(
  deps: WorkerDeps,
  sql: PoolClient,
  meeting: Meeting,
  { name, decided }: { name: string; decided: DecidedItem[] },
  secretary: Secretary,
): Promise<void> {
  const { minutes } = deps.office.meetings;
  if (!minutes || (await findMinutes(sql, meeting.caseId))) return;
  const { capacity, bodyId } = secretary;
  const facts = { ...PLAIN_FACTS, ...minutes };
  const content = await contentOf(deps, sql, meeting, { name, decided }, secretary);
  const caseId = randomUUID();
  await insertCase(sql, {
    id: caseId,
    processId: processOf(deps.office.vocabulary, facts),
    title: content.title,
    drafterPersonId: capacity.personId,
    drafterPostId: capacity.postId,
    draftingBodyId: bodyId,
    facts,
    grounds: { ...NO_GROUNDS, meeting: name },
  });
  await insertDraft(sql, caseId, content);
  await insertMinutes(sql, meeting.caseId, caseId);
  await appendLedger(sql, {
    caseId,
    kind: 'draft-opened',
    personId: capacity.personId,
    actor: capacity.personName,
    capacity: capacity.postLabel,
    summary: `按${name}的议程和决定生成纪要初稿`,
    effectKey: 'draft-opened',
  });
}

async function contentOf(
  { office }: WorkerDeps,
  sql: PoolClient,
  meeting: Meeting,
  { name, decided }: { name: string; decided: DecidedItem[] },
  { people }: Secretary,
): Promise<DocumentContent> {
  const nameOf = (id: string): string => people.bodies.find((body) => body.id === id)?.shortName ?? id;
  const items = decided.map(({ item, decision }) => ({
    title: item.title,
    reporter: item.reporterLabel,
    outcome: office.meetings.outcomes.find(({ id }) => id === decision.outcome)?.label ?? decision.outcome,
    words: decision.words,
    tasks: decision.tasks.map(({ what, leadBodyId, assistingBodyIds, dueOn }) => ({
      what,
      lead: nameOf(leadBodyId),
      assisting: assistingBodyIds.map(nameOf),
      due: dueOn && isoDayInWords(dueOn),
    })),
    documents: decision.documents.map(({ title, bodyId }) => ({ title, body: nameOf(bodyId) })),
  }));
  const { year, month, day } = dayIn(meeting.openedAt ?? meeting.startsAt, office.timeZone);
  const body = minutesText({
    meeting: name,
    day: `${year}年${month}月${day}日`,
    place: meeting.place,
    presider: meeting.presiderWords,
    items,
  });
  return {
    title: `${name}纪要`,
    addressees: [],
    blocks: parseBody(body),
    copyTo: sentTo(decided, people),
    attachments: [],
    attendance: await attendanceOf(sql, meeting.caseId),
  };
}

/** 分送: every body that proposed an item, sat in for it or has something to do. */
function sentTo(decided: DecidedItem[], people: Secretary['people']): string[] {
  const ids = decided.flatMap(({ item, decision }) => [
    item.bodyId,
    ...item.bodyIds,
    ...decision.tasks.flatMap(({ leadBodyId, assistingBodyIds }) => [leadBodyId, ...assistingBodyIds]),
    ...decision.documents.map(({ bodyId }) => bodyId),
  ]);
  return people.bodies.filter(({ id }) => ids.includes(id)).map(({ name }) => name);
}

/** Where nobody recorded who came, all but the excused are taken to have come: whoever drafts sees to it. */
async function attendanceOf(
  sql: PoolClient,
  meetingId: string,
): Promise<NonNullable<DocumentContent['attendance']>> {
  const { rows, summary } = await readAttendance(sql, meetingId);
  const { present, excused, attending } = summary;
  if (rows.some(({ mark }) => mark !== null)) return { present, excused, observing: attending };
  const others = rows.filter(({ state }) => state !== 'excused').map(({ participant }) => participant);
  const named = (isMember: boolean): string[] =>
    others.filter((one) => (one.class === 'member') === isMember).map(({ personName }) => personName);
  return { present: named(true), excused, observing: named(false) };
}
