import { composeMeeting } from '../../domain/meetings/composition';
import type { AgendaItem } from '../../domain/meetings/agenda';
import { meetingName } from '../../domain/meetings/reference';
import { appendLedger } from '../ledger';
import type { Office } from '../officeSchema';
import { loadPeopleSnapshot } from '../people';
import type { Queryable } from '../pool';
import { loadRuleSet } from '../ruleSets';
import type { RunningCase } from '../runningCases';
import type { StepResult } from '../steps';
import { contextOf, holdersInOffice } from '../stepTerms';
import { insertApproval, listAgendas } from './agendas';
import { assignMeetingNumber, lockMeeting, setMeetingState } from './meetings';
import { saveParticipants } from './participants';
import { lockTopic, setTopicState } from './topics';

/**
 * 批印 as recorded: the approval of this very agenda, the meeting's number, who belongs to it by the tables that its case
 * pinned, and its topics on the agenda. Within the caller's transaction, which holds the case's lock; a second time it
 * changes nothing.
 *
 * @rule art-36 art-37 art-38
 */
export async function takeApproval(
  sql: Queryable,
  office: Office,
  running: RunningCase,
  act: StepResult,
): Promise<void> {
  const meeting = await lockMeeting(sql, running.id);
  const agenda = (await listAgendas(sql, running.id)).find(({ versionId }) => versionId === act.versionId);
  if (!meeting || !agenda || !act.personId) throw new Error(`会议 ${running.id} 没有批印的议程`);
  await insertApproval(sql, {
    versionId: agenda.versionId,
    meetingId: running.id,
    elementInstanceKey: act.elementInstanceKey,
    approvedBy: act.personId,
    approvedAs: act.actor,
    approvedAt: act.actedAt,
  });
  if (meeting.state !== 'preparing') return;
  const number = await assignMeetingNumber(sql, meeting);
  const name = meetingName({ ...meeting, number }, office);
  await sql.query('update cases set title = $2 where id = $1', [running.id, name]);
  await gather(sql, office, running, meeting.kind, agenda.items, act.actedAt);
  await schedule(sql, running.id, agenda.items);
  await setMeetingState(sql, running.id, 'approved');
  await appendLedger(sql, {
    caseId: running.id,
    kind: 'agenda-approved',
    personId: act.personId,
    actor: act.actor,
    capacity: null,
    summary: `第${agenda.number}版议程批印，为${name}`,
    data: { versionId: agenda.versionId, agenda: agenda.number, number },
    rule: act.rule,
    effectKey: `agenda-approved:${act.elementInstanceKey}`,
    at: act.actedAt,
  });
}

async function gather(
  sql: Queryable,
  office: Office,
  running: RunningCase,
  kind: string,
  items: AgendaItem[],
  at: Date,
): Promise<void> {
  const ruleSet = await loadRuleSet(sql, running.ruleSetHash);
  const people = await loadPeopleSnapshot(sql, at);
  const plans = composeMeeting({
    members: ruleSet.meetingMembers(kind),
    attendees: ruleSet.meetingAttendees(kind),
    items,
    externals: office.meetings.externals,
    find: (holder) => holdersInOffice(office, [holder], contextOf(running), people).capacities,
    people,
  });
  await saveParticipants(sql, running.id, plans, at);
}

/** Topics on the agenda are scheduled; those that an earlier approved one had wait again. */
async function schedule(sql: Queryable, meetingId: string, items: AgendaItem[]): Promise<void> {
  const present = items.map(({ topicCaseId }) => topicCaseId).sort();
  for (const caseId of present) {
    const topic = await lockTopic(sql, caseId);
    if (topic?.state === 'in') await setTopicState(sql, caseId, 'scheduled');
  }
  await releaseTopics(sql, meetingId, present);
}

/** Topics of this meeting that are scheduled and not among `kept` wait for another meeting. */
export async function releaseTopics(sql: Queryable, meetingId: string, kept: string[]): Promise<void> {
  const { rows } = await sql.query<{ id: string }>(
    `select topic_case_id as id from meeting_items
      where meeting_id = $1 and topic_case_id <> all($2::uuid[]) order by topic_case_id`,
    [meetingId, kept],
  );
  for (const { id } of rows) {
    const topic = await lockTopic(sql, id);
    if (topic?.state !== 'scheduled' || (await isElsewhere(sql, id, meetingId))) continue;
    await setTopicState(sql, id, 'in');
  }
}

async function isElsewhere(sql: Queryable, topicCaseId: string, meetingId: string): Promise<boolean> {
  const { rows } = await sql.query(
    `select from meeting_items as item join meetings on meetings.case_id = item.meeting_id
      where item.topic_case_id = $1 and item.meeting_id <> $2 and item.removed_at is null
        and meetings.state in ('approved', 'opened', 'ended')`,
    [topicCaseId, meetingId],
  );
  return rows.length > 0;
}
