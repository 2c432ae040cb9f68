import { createHash, randomUUID } from 'node:crypto';
import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib';
import type { Pool } from 'pg';
import { insertAttachment } from '../../db/attachments';
import { insertAgenda, insertApproval } from '../../db/meetings/agendas';
import { listItems, saveItems } from '../../db/meetings/items';
import { insertMeeting, setMeetingState } from '../../db/meetings/meetings';
import { saveParticipants } from '../../db/meetings/participants';
import type { ParticipantPlan } from '../../db/meetings/participants';
import { insertTopic } from '../../db/meetings/topics';
import { startCase } from '../../db/startCase';
import { openStep } from '../../db/steps';
import { withTransaction } from '../../db/transaction';
import type { AgendaItem } from '../../domain/meetings/agenda';

const AT = new Date('2026-12-01T02:30:00Z');
const secretary = {
  personId: 'qixiaoman',
  personName: '祁小满',
  postId: 'general-office-clerk',
  postLabel: '行署办公室科员',
  bodyId: 'general-office',
};

let lastKey = 4503599627370496n;

/** A PDF of so many pages, each with these words and its own number. */
export async function plainPdf(words: string, pages = 1): Promise<Buffer> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (let page = 1; page <= pages; page += 1)
    document.addPage([595, 842]).drawText(`${words} page ${page}`, { x: 60, y: 700, size: 14, font });
  return Buffer.from(await document.save());
}

/**
 * A meeting whose agenda was approved, written into the record without the engine: for what comes after 批印. Its items are
 * topics of 农业农村局 with one material each.
 */
export class ApprovedMeeting {
  private constructor(
    private readonly pool: Pool,
    readonly id: string,
  ) {}

  static async plan(pool: Pool): Promise<ApprovedMeeting> {
    const id = await withTransaction(pool, async (sql) => {
      const caseId = await startCase(sql, {
        processId: 'meeting',
        startMessage: 'meeting.planned',
        kindLabel: '会议',
        title: '常务会议',
        blocks: [{ type: 'paragraph', text: '常务会议' }],
        openedBy: secretary,
        bodyName: '行署办公室',
        summary: '筹备会议',
        pageUrl: 'http://xingshu.test/meetings',
      });
      await insertMeeting(sql, caseId, {
        ...{ kind: 'standing', year: 2026, startsAt: AT, place: '行署二楼会议室', byVideo: false },
        presiderPersonId: 'ailiyaer',
        presiderPostId: 'commissioner',
        presiderDelegationId: null,
        presiderWords: '专员艾力亚尔·玉苏普',
      });
      return caseId;
    });
    return new ApprovedMeeting(pool, id);
  }

  /** A topic with one material; answers its case. */
  async topic(title: string, pdf: Buffer): Promise<string> {
    return withTransaction(this.pool, async (sql) => {
      const caseId = await startCase(sql, {
        processId: 'meeting-topic',
        startMessage: 'topic.proposed',
        kindLabel: '议题',
        title,
        blocks: [{ type: 'paragraph', text: title }],
        openedBy: {
          personId: 'miriban',
          personName: '米日班·艾合麦提',
          postId: 'agriculture-clerk',
          postLabel: '农业农村局科员',
          bodyId: 'agriculture',
        },
        bodyName: '农业农村局',
        summary: '提出议题',
        pageUrl: 'http://xingshu.test/topics',
      });
      await insertTopic(sql, {
        ...{ caseId, bodyId: 'agriculture', category: 'other', meetingKind: 'standing', minutes: 15 },
        ...{ purpose: `${title}的目的`, proposal: `审议${title}`, budget: '', explanation: '' },
        ...{ reporterPersonId: 'adili', reporterPostId: 'agriculture-head' },
        ...{ isNormative: false, isMajor: false, touchesBusiness: false },
        ...{ partyGroupDiscussed: false, forPartyCommittee: false },
      });
      const sha256 = createHash('sha256').update(pdf).digest('hex');
      const id = randomUUID();
      const file = {
        id,
        caseId,
        fileName: `${title}.pdf`,
        mediaType: 'application/pdf',
        size: pdf.length,
        sha256,
      };
      await insertAttachment(sql, { ...file, uploadedBy: 'miriban', bytes: pdf });
      const pages = (await PDFDocument.load(pdf)).getPageCount();
      await sql.query(
        `insert into topic_materials (attachment_id, case_id, kind, position, title, pages, pdf, pdf_sha256)
         values ($1, $2, 'draft', 1, $3, $4, $5, $6)`,
        [id, caseId, `${title}（送审稿）`, pages, pdf, sha256],
      );
      return caseId;
    });
  }

  /**
   * An agenda of these topics, approved; `whom` gets what items of it, by the topic's place (null: all).
   *
   * @returns the version's id
   */
  async approve(
    number: number,
    topicIds: string[],
    whom: { login: string; post: string; items: number[] | null }[],
    approvedAt = AT,
  ): Promise<string> {
    return withTransaction(this.pool, async (sql) => {
      const reporter = {
        personId: 'adili',
        postId: 'agriculture-head',
        label: '农业农村局局长阿迪力·喀斯木',
      };
      const plans = topicIds.map((topicCaseId) => ({
        ...{ topicCaseId, minutes: 15, bodyIds: [] },
        ...{ reporterPersonId: reporter.personId, reporterPostId: reporter.postId },
      }));
      await saveItems(sql, this.id, plans, AT);
      const items: AgendaItem[] = [];
      for (const item of await listItems(sql, this.id)) {
        const { rows: materials } = await sql.query(
          `select attachments.id as "attachmentId", attachments.sha256, material.title, material.pages
             from topic_materials as material join attachments on attachments.id = material.attachment_id
            where material.case_id = $1`,
          [item.topicCaseId],
        );
        const { rows: versions } = await sql.query<{ id: string }>(
          'select id from document_versions where case_id = $1 order by number desc limit 1',
          [item.topicCaseId],
        );
        items.push({
          ...{ itemId: item.id, topicCaseId: item.topicCaseId, topicVersionId: versions[0]?.id ?? '' },
          ...{ title: item.title, bodyId: item.bodyId, bodyName: item.bodyName, position: item.position },
          ...{ minutes: 15, reporter, bodyIds: [], bodyNames: [], materials },
          ...{ callAt: AT.toISOString(), endsAt: AT.toISOString() },
        });
      }
      const versionId = randomUUID();
      await sql.query(
        `insert into document_versions (id, case_id, number, content, sha256, created_by, effect_key, change)
         select $1::uuid, $2, max(number) + 1, (array_agg(content))[1], $1::text, 'qixiaoman', $1::text, 'substantive'
           from document_versions where case_id = $2`,
        [versionId, this.id],
      );
      await insertAgenda(sql, {
        ...{ versionId, meetingId: this.id, number, items, submittedBy: 'qixiaoman', changeWords: '' },
        head: {
          startsAt: AT.toISOString(),
          place: '行署二楼会议室',
          byVideo: false,
          presider: '专员艾力亚尔·玉苏普',
        },
      });
      const elementInstanceKey = String((lastKey += 1n));
      await openStep(sql, {
        ...{
          elementInstanceKey,
          caseId: this.id,
          processInstanceKey: '1',
          elementId: 'userTask_ApprovePrinting',
        },
        ...{ label: '批印', act: '批印', decisions: ['approve-printing'], versionId, reason: '', dueAt: AT },
        rule: { article: 'art-38', reading: '', ruleSet: '', words: '' },
        ...{ dueProvisional: false, calendarVersion: null },
        holders: [{ personId: 'ailiyaer', postId: 'commissioner' }],
      });
      await insertApproval(sql, {
        ...{ versionId, meetingId: this.id, elementInstanceKey, approvedBy: 'ailiyaer' },
        ...{ approvedAs: '专员艾力亚尔·玉苏普', approvedAt },
      });
      await setMeetingState(sql, this.id, 'approved');
      await saveParticipants(
        sql,
        this.id,
        whom.map(({ login, post, items: places }): ParticipantPlan => ({
          class: places ? 'attending' : 'member',
          ...{ personId: login, postId: post, bodyId: null, externalName: null },
          itemIds: places && places.map((place) => items[place - 1]?.itemId ?? ''),
          ...{ words: '按议题列席', article: 'art-37' },
        })),
        AT,
      );
      return versionId;
    });
  }
}
