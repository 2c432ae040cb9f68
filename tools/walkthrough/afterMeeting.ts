import type { ApiClient } from '../apiClient';
import type { People } from './people';
import { savePdf } from './savePdf';
import { takeSteps } from './steps';
import { until } from './until';

interface Decisions {
  endedAt: string | null;
  items: { itemId: string; title: string }[];
  documents: { id: string; title: string; dueAt: string }[];
  minutes: { caseId: string } | null;
}

interface Draft {
  facts: object;
  grounds: object;
  content: object;
  revision: number;
}

/** Records a decision on each item, ends the meeting, and does what it decided. */
export async function walkAfterMeeting(
  people: People,
  secretary: ApiClient,
  meetingId: string,
): Promise<void> {
  const { documents, minutes } = await decide(people, secretary, meetingId);
  await supervise(people, secretary, meetingId);
  for (const { id, title } of documents) await issueDocument(people, id, title);
  if (minutes) await issueMinutes(people, secretary, minutes.caseId);
}

const decisionsOf = (secretary: ApiClient, meetingId: string): Promise<Decisions> =>
  secretary.get<Decisions>(`/api/v1/meetings/${meetingId}/decisions`);

/** All items are agreed to; the first brings a task and a document of the drafter's department. */
async function decide(people: People, secretary: ApiClient, meetingId: string): Promise<Decisions> {
  const { outcomes, disclosures } = people.office.meetings;
  const [body] = drafterBodies(people);
  for (const [index, { itemId, title }] of (await decisionsOf(secretary, meetingId)).items.entries()) {
    const follows = {
      tasks: [{ what: '逐项落实并报告结果（演示）', leadBodyId: body, assistingBodyIds: [] }],
      documents: [{ title: '关于做好今冬供暖保障工作的通知', bodyId: body }],
    };
    await secretary.put(`/api/v1/meetings/${meetingId}/items/${itemId}/decision`, {
      outcome: outcomes.find(({ carries }) => carries)?.id,
      words: '原则同意，由主办部门修改后组织实施。',
      disclosure: disclosures.find(({ isPublic }) => isPublic)?.id,
      ...(index === 0 ? follows : {}),
    });
    console.log(`  决定　${title}：原则同意`);
  }
  await secretary.post(`/api/v1/meetings/${meetingId}/ending`, {});
  console.log('  散会');
  return until(
    () => decisionsOf(secretary, meetingId),
    ({ documents, minutes }) => documents.length > 0 && (minutes !== null || !people.office.meetings.minutes),
  );
}

/** 督办: reported, and struck off by the leader in charge. */
async function supervise(people: People, secretary: ApiClient, meetingId: string): Promise<void> {
  console.log('\n【交办督办】');
  const list = () =>
    secretary.get<{ items: { caseId: string }[] }>(`/api/v1/supervision?scope=all&meeting=${meetingId}`);
  const { items } = await until(list, (seen) => seen.items.length > 0);
  for (const { caseId } of items)
    await takeSteps(people, secretary, caseId, ({ closedAs }) => closedAs !== null, '已逐项落实（演示）。');
}

async function issueDocument(people: People, documentId: string, title: string): Promise<void> {
  console.log(`\n【决定印发的文件】${title}`);
  const clerk = await people.drafter();
  const { caseId } = await clerk.post<{ caseId: string }>(
    `/api/v1/decided-documents/${documentId}/draft`,
    {},
  );
  const { facts, grounds, revision, content } = await clerk.get<Draft>(`/api/v1/drafts/${caseId}`);
  const addressees = people.office.bodies
    .filter(({ kind }) => kind === 'lower-government')
    .map(({ name }) => name);
  const body = '会议研究了今冬供暖保障工作，请逐项抓好落实，并及时报告进展。';
  await clerk.put(`/api/v1/drafts/${caseId}`, {
    ...{ facts, grounds, revision },
    content: { ...content, addressees, body },
  });
  await clerk.post(`/api/v1/drafts/${caseId}/submission`, {});
  await issue(people, clerk, caseId, '文件');
}

async function issueMinutes(people: People, secretary: ApiClient, caseId: string): Promise<void> {
  console.log('\n【纪要】');
  await secretary.post(`/api/v1/drafts/${caseId}/submission`, {});
  await issue(people, secretary, caseId, '纪要');
}

async function issue(people: People, reader: ApiClient, caseId: string, what: string): Promise<void> {
  const { documentNumber } = await takeSteps(people, reader, caseId, ({ status }) => status === 'issued');
  const file = await savePdf(reader, `/api/v1/cases/${caseId}/document.pdf`, caseId);
  console.log(`  ${what}印发　${documentNumber}　${file}`);
}

/** Departments of whoever drafts. */
function drafterBodies({ office: { people } }: People): string[] {
  const drafter = people.persons.find(({ login }) => login === people.printedLogins[0]);
  return people.posts.filter(({ id }) => drafter?.posts.includes(id)).map(({ body }) => body);
}
