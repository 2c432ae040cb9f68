import { agendaText } from '../../domain/meetings/agendaText';
import type { AgendaHead, AgendaItem, AgendaMaterial } from '../../domain/meetings/agenda';
import { timetable } from '../../domain/meetings/agenda';
import { momentInWords } from '../../domain/calendar/momentInWords';
import type { DocumentContent } from '../../domain/document/content';
import { labelIn } from '../../domain/meetings/labels';
import type { Office } from '../officeSchema';
import type { Queryable } from '../pool';
import { listItems } from './items';
import type { Meeting } from './meetings';

/** The agenda as it stands, and as the text of a version. */
export interface AgendaDraft {
  head: AgendaHead;
  items: AgendaItem[];
  content: DocumentContent;
}

type Named = Pick<Office, 'meetings' | 'timeZone'>;

export const headOf = ({ startsAt, place, byVideo, presiderWords }: Meeting): AgendaHead => ({
  startsAt: startsAt.toISOString(),
  place,
  byVideo,
  presider: presiderWords,
});

/**
 * The agenda with its topics and materials as they are at this moment: what would be submitted now.
 *
 * @rule art-38
 */
export async function draftAgenda(sql: Queryable, office: Named, meeting: Meeting): Promise<AgendaDraft> {
  const arranged = timetable(meeting.startsAt, await listItems(sql, meeting.caseId));
  const items: AgendaItem[] = [];
  for (const [index, item] of arranged.entries()) {
    items.push({
      itemId: item.id,
      topicCaseId: item.topicCaseId,
      topicVersionId: await latestVersionOf(sql, item.topicCaseId),
      title: item.title,
      bodyId: item.bodyId,
      bodyName: item.bodyName,
      position: index + 1,
      minutes: item.minutes,
      reporter: { personId: item.reporterPersonId, postId: item.reporterPostId, label: item.reporterLabel },
      bodyIds: item.bodyIds,
      bodyNames: item.bodyNames,
      materials: await materialsOf(sql, item.topicCaseId),
      callAt: item.callAt.toISOString(),
      endsAt: item.endsAt.toISOString(),
    });
  }
  const head = headOf(meeting);
  return { head, items, content: contentOf(office, meeting, head, items) };
}

function contentOf(office: Named, meeting: Meeting, head: AgendaHead, items: AgendaItem[]): DocumentContent {
  const moment = (iso: string): string => momentInWords(new Date(iso), office.timeZone);
  const time = (iso: string): string => moment(iso).replace(/^.*日/, '');
  const kindLabel = labelIn(office.meetings.kinds, meeting.kind);
  const end = items.at(-1)?.endsAt ?? head.startsAt;
  return {
    title: `${kindLabel}议程`,
    addressees: [],
    blocks: agendaText({ ...head, kindLabel, end }, items, { moment, time }),
    copyTo: [],
    // A material that was changed under the same title makes another version.
    attachments: items.flatMap(({ materials }) =>
      materials.map(({ attachmentId, title, sha256 }) => ({ id: attachmentId, title, sha256 })),
    ),
  };
}

async function latestVersionOf(sql: Queryable, caseId: string): Promise<string> {
  const { rows } = await sql.query<{ id: string }>(
    'select id from document_versions where case_id = $1 order by number desc limit 1',
    [caseId],
  );
  if (!rows[0]) throw new Error(`议题 ${caseId} 没有文稿`);
  return rows[0].id;
}

/** Its files as they stand, in the order of the sheet; what was withdrawn stays out. */
async function materialsOf(sql: Queryable, topicCaseId: string): Promise<AgendaMaterial[]> {
  const { rows } = await sql.query(
    `select material.attachment_id as "attachmentId", attachments.sha256, material.title, material.pages
       from topic_materials as material join attachments on attachments.id = material.attachment_id
      where material.case_id = $1 and attachments.withdrawn_at is null
      order by material.position, attachments.uploaded_at, material.attachment_id`,
    [topicCaseId],
  );
  return rows as AgendaMaterial[];
}
