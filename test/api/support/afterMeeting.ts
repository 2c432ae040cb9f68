import type { Pool } from 'pg';
import { insertDecidedDocument } from '../../../db/afterMeeting/decidedDocuments';
import { insertDecision, listDecisions } from '../../../db/afterMeeting/decisions';
import { insertPressRelease } from '../../../db/afterMeeting/press';
import { insertSupervisedTask } from '../../../db/afterMeeting/supervision';
import { startCase } from '../../../db/startCase';
import { withTransaction } from '../../../db/transaction';
import { ApprovedMeeting, plainPdf } from '../../support/approvedMeeting';

export interface HeldMeeting {
  meetingId: string;
  itemId: string;
  supervision: string;
  document: string;
  press: string;
}

const secretary = {
  personId: 'qixiaoman',
  personName: '祁小满',
  postId: 'general-office-clerk',
  postLabel: '行署办公室科员',
};

/**
 * A meeting that ended, written into the record without the engine: one item, of which `body` has a task, a document to issue
 * and a report.
 */
export async function holdMeeting(pool: Pool, body = 'finance'): Promise<HeldMeeting> {
  const meeting = await ApprovedMeeting.plan(pool);
  const topic = await meeting.topic('冬季供暖保障方案', await plainPdf('HEAT'));
  await meeting.approve(1, [topic], [{ login: 'ailiyaer', post: 'commissioner', items: null }]);
  const { rows } = await pool.query<{ id: string }>('select id from meeting_items where meeting_id = $1', [
    meeting.id,
  ]);
  const itemId = rows[0]?.id ?? '';
  await pool.query(
    `update meetings set state = 'ended', opened_at = app_now(), ended_at = app_now() where case_id = $1`,
    [meeting.id],
  );
  const due = new Date('2027-01-01T00:00:00Z');
  return withTransaction(pool, async (sql) => {
    const decisionId = await insertDecision(sql, {
      ...{ itemId, meetingId: meeting.id, outcome: 'agreed', words: '同意', disclosure: 'public' },
      ...{ disclosureReason: '', pressWanted: true, recordedBy: secretary.personId, recordedAs: '祁小满' },
      tasks: [{ what: '落实供暖保障', leadBodyId: body, assistingBodyIds: ['education'], dueOn: null }],
      documents: [{ title: '关于冬季供暖的通知', bodyId: body }],
      correction: null,
      at: due,
    });
    const [decision] = await listDecisions(sql, meeting.id);
    const taskId = decision?.tasks[0]?.id ?? '';
    const document = decision?.documents[0]?.id ?? '';
    const opened = { blocks: [], openedBy: { ...secretary, bodyId: body }, bodyName: body, pageUrl: '' };
    const place = { meetingId: meeting.id, itemId };
    const task = { title: '落实供暖保障', kindLabel: '议定事项', summary: '交办', ...opened };
    await startCase(sql, {
      ...{ ...task, caseId: taskId, processId: 'supervision', startMessage: 'supervision.opened' },
    });
    await insertSupervisedTask(sql, {
      ...{ ...place, caseId: taskId, taskId, dueAt: null, assistingBodyIds: ['education'] },
    });
    const report = { title: '会议报道', kindLabel: '会议报道', summary: '报道', ...opened };
    await startCase(sql, {
      ...{ ...report, caseId: decisionId, processId: 'press-release', startMessage: 'press.wanted' },
    });
    await insertPressRelease(sql, { ...place, caseId: decisionId, decisionId });
    await insertDecidedDocument(sql, {
      ...{ ...place, id: document, title: '关于冬季供暖的通知', bodyId: body, reference: '第一项议题' },
      ...{ countedFrom: due, dueAt: due, dueProvisional: false, calendarVersion: 'x' },
      rule: { article: 'art-40', reading: 'reading-1', ruleSet: 'x', words: '期限' },
    });
    return { meetingId: meeting.id, itemId, supervision: taskId, document, press: decisionId };
  });
}
