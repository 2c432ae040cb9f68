import type { PoolClient } from 'pg';
import { insertDecidedDocument } from '../../db/afterMeeting/decidedDocuments';
import { beginDocumentWatch } from '../../db/afterMeeting/documentWatch';
import type { DecidedItem } from '../../db/afterMeeting/outcome';
import { currentCalendar } from '../../db/calendar';
import { appendLedger } from '../../db/ledger';
import type { Meeting } from '../../db/meetings/meetings';
import { loadRuleSet } from '../../db/ruleSets';
import type { RunningCase } from '../../db/runningCases';
import { momentInWords } from '../../domain/calendar/momentInWords';
import { decidedDeadline } from '../../domain/meetings/decidedDeadline';
import { planNotices } from '../../domain/steps/notices';
import type { WorkerDeps } from '../deps';
import { bodyNameOf } from './secretary';
import type { Secretary } from './secretary';

/**
 * 会议决定印发的文件: each gets its deadline, counted from the meeting's end, and is watched; once per document.
 *
 * @rule art-40
 */
export async function openDocuments(
  deps: WorkerDeps,
  sql: PoolClient,
  { running, meeting, endedAt }: { running: RunningCase; meeting: Meeting; endedAt: Date },
  { item, reference, decision }: DecidedItem,
  { people }: Secretary,
): Promise<void> {
  if (decision.documents.length === 0) return;
  const limit = (await loadRuleSet(sql, running.ruleSetHash)).documentLimit(meeting.kind);
  const rule = {
    article: limit.article,
    reading: limit.reading,
    ruleSet: running.ruleSetHash,
    words: limit.words,
  };
  const calendar = await currentCalendar(sql);
  const now = deps.clock.now();
  const due = decidedDeadline(endedAt, limit, calendar, now);
  for (const { id, title, bodyId } of decision.documents) {
    const document = { id, meetingId: meeting.caseId, itemId: item.id, title, bodyId, reference };
    const isNew = await insertDecidedDocument(sql, {
      ...document,
      countedFrom: endedAt,
      dueAt: due.at,
      dueProvisional: due.provisional,
      calendarVersion: due.calendarVersion,
      rule,
    });
    if (!isNew) continue;
    const watched = { openedAt: endedAt, dueAt: due.at, silenceCounts: false };
    const plan = planNotices(watched, limit, now, calendar);
    await beginDocumentWatch(sql, document, plan.due ? now : (plan.nextAt ?? now));
    await appendLedger(sql, {
      caseId: meeting.caseId,
      kind: 'document-decided',
      personId: null,
      actor: '系统',
      capacity: null,
      summary: `决定印发《${title}》，由${bodyNameOf(people, bodyId)}起草，应于${momentInWords(due.at, deps.office.timeZone)}前印发${due.provisional ? '（暂定）' : ''}`,
      data: { documentId: id, dueAt: due.at.toISOString(), calendarVersion: due.calendarVersion },
      rule,
      effectKey: `document-decided:${id}`,
      at: now,
    });
  }
}
