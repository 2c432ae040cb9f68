import { ApiProblem } from '../apiClient';
import type { ApiClient } from '../apiClient';
import { walkAfterMeeting } from './afterMeeting';
import type { People } from './people';
import { savePdf } from './savePdf';
import { takeSteps } from './steps';
import type { CaseView } from './steps';
import { clerksOf, proposeTopics } from './topics';
import { until } from './until';

const HOUR_MILLISECONDS = 3_600_000;
/** A meeting in the morning, counted back from the end of a working day. */
const HOURS_BEFORE_EVENING = 9;

interface MeetingView {
  title: string;
  state: string;
  presiderPersonId: string;
  participants: { class: string; personId: string | null; label: string }[];
}

interface Attendance {
  rows: { participant: { id: string }; state: string }[];
}

/** A demo meeting: topics, agenda, packet, leave, decisions, and what follows it. */
export async function walkMeeting(people: People): Promise<void> {
  const secretary = await people.withDuty('meeting-affairs');
  const topics = await proposeTopics(people);
  const meetingId = await arrange(people, secretary, topics);
  await openPacket(people, secretary, meetingId);
  await askLeave(people, secretary, meetingId);
  await hold(secretary, meetingId);
  await walkAfterMeeting(people, secretary, meetingId);
  console.log(`\n会议从议题到会后办理全部走通：/meetings/${meetingId}`);
}

const viewOf = (client: ApiClient, meetingId: string): Promise<MeetingView> =>
  client.get<MeetingView>(`/api/v1/meetings/${meetingId}`);

/** The office's time, which `npm run clock` moves: when the last step of the last topic was opened. */
async function officeTime(people: People, topics: string[]): Promise<string> {
  const clerk = await people.as(clerksOf(people.office).at(-1) ?? '');
  const { steps } = await clerk.get<CaseView>(`/api/v1/cases/${topics.at(-1)}`);
  const opened = steps.map(({ openedAt }) => openedAt).sort();
  return opened.at(-1) ?? '';
}

/** Plans it, puts the topics on its agenda, up to the order to print. */
async function arrange(people: People, secretary: ApiClient, topics: string[]): Promise<string> {
  console.log('\n【议程】');
  const from = encodeURIComponent(await officeTime(people, topics));
  const { at } = await secretary.get<{ at: string }>(`/api/v1/calendar/deadline?from=${from}&workingDays=3`);
  const { caseId } = await secretary.post<{ caseId: string }>('/api/v1/meetings', {
    kind: people.office.meetings.kinds.find(({ monthly }) => monthly)?.id,
    startsAt: new Date(Date.parse(at) - HOURS_BEFORE_EVENING * HOUR_MILLISECONDS).toISOString(),
    place: '第一会议室',
  });
  const items = topics.map((topicCaseId) => ({ topicCaseId, bodyIds: [] }));
  await secretary.put(`/api/v1/meetings/${caseId}/items`, { items });
  // Arranged and ordered to print: two steps, whatever the office calls them.
  await takeSteps(
    people,
    secretary,
    caseId,
    ({ steps }) => steps.every(({ state }) => state !== 'open') && steps.length > 1,
  );
  const { title, participants } = await until(
    () => viewOf(secretary, caseId),
    ({ state }) => state === 'approved',
  );
  console.log(`  ${title}　参加人员${participants.length}人`);
  return caseId;
}

/** The presider's copy, as soon as it has been bound, and what the secretary prints. */
async function openPacket(people: People, secretary: ApiClient, meetingId: string): Promise<void> {
  console.log('\n【会议材料】');
  const { presiderPersonId } = await viewOf(secretary, meetingId);
  const presider = await people.asPerson(presiderPersonId);
  const read = () =>
    presider.get<{ pages: number }>(`/api/v1/meetings/${meetingId}/packet`).catch((error: unknown) => {
      if (error instanceof ApiProblem && error.status === 409) return null;
      throw error;
    });
  const packet = await until(read, (seen) => seen !== null);
  for (const [name, words, client] of [
    ['packet', `合订本，共${packet?.pages}页`, presider],
    ['seating', '座次图', secretary],
    ['place-cards', '席卡', secretary],
  ] as const)
    console.log(`  ${words}　${await savePdf(client, `/meetings/${meetingId}/${name}.pdf`, name)}`);
}

/** The last member who doesn't preside can't come. */
async function askLeave(people: People, secretary: ApiClient, meetingId: string): Promise<void> {
  console.log('\n【请假】');
  const { participants, presiderPersonId } = await viewOf(secretary, meetingId);
  const member = participants.findLast(
    (one) => one.class === 'member' && one.personId !== null && one.personId !== presiderPersonId,
  );
  const asker = await people.asPerson(member?.personId ?? '');
  const asked = await asker.post<{ caseId: string; listCaseId: string | null }>('/api/v1/leave-requests', {
    meetingId,
    reason: '自治区另有会议，已通知本人参加（演示）。',
  });
  console.log(`  ${member?.label}请假`);
  const [reader, caseId] = asked.listCaseId ? [secretary, asked.listCaseId] : [asker, asked.caseId];
  await takeSteps(people, reader, caseId, ({ closedAs }) => closedAs !== null);
}

/** Opens it early, marks who came, decides every item, ends it. */
async function hold(secretary: ApiClient, meetingId: string): Promise<void> {
  console.log('\n【开会】');
  await secretary.post(`/api/v1/meetings/${meetingId}/opening`, { reason: '演示：人员已经到齐，提前开会。' });
  const { rows } = await secretary.get<Attendance>(`/api/v1/meetings/${meetingId}/attendance`);
  const marks = rows
    .filter(({ state }) => state === 'awaited')
    .map(({ participant }) => ({ participantId: participant.id, mark: 'present', note: '' }));
  await secretary.post(`/api/v1/meetings/${meetingId}/attendance`, { marks });
  console.log(`  签到${marks.length}人`);
}
