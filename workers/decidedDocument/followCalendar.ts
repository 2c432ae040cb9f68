import type { PoolClient } from 'pg';
import type { DecidedDocument } from '../../db/afterMeeting/decidedDocuments';
import {
  listOfOtherCalendars,
  lockDecidedDocument,
  redateDocument,
} from '../../db/afterMeeting/decidedDocuments';
import { findToldOfDocument, insertDocumentNotice } from '../../db/afterMeeting/documentNotices';
import { moveDocumentWatch } from '../../db/afterMeeting/documentWatch';
import { currentCalendar } from '../../db/calendar';
import { reasonsSince } from '../../db/calendarVersions';
import { describeError } from '../../db/describeError';
import { appendLedger } from '../../db/ledger';
import { loadRuleSet } from '../../db/ruleSets';
import { withTransaction } from '../../db/transaction';
import { CalendarError } from '../../domain/calendar';
import type { Deadline } from '../../domain/calendar';
import { momentInWords } from '../../domain/calendar/momentInWords';
import { decidedDeadline } from '../../domain/meetings/decidedDeadline';
import type { CalendarDeps } from '../deadline/followCalendar';

/**
 * Puts a decided document under the calendar that holds now (law 8): another deadline is written, stands in the meeting's
 * ledger with its reason and is told. The caller has locked it.
 *
 * @rule art-40
 */
export async function followDocument(
  deps: CalendarDeps,
  sql: PoolClient,
  document: DecidedDocument,
): Promise<DecidedDocument> {
  const calendar = await currentCalendar(sql);
  if (document.issuedAt || document.calendarVersion === calendar.version) return document;
  const now = deps.clock.now();
  const due = await computedAnew(deps, sql, document);
  if (!due) return document;
  const moved = {
    ...document,
    dueAt: due.at,
    dueProvisional: due.provisional,
    calendarVersion: due.calendarVersion,
  };
  await redateDocument(sql, document.id, moved);
  if (moved.dueAt.getTime() === document.dueAt.getTime()) return moved;
  const { personIds, moves } = await findToldOfDocument(sql, document.id);
  const { timeZone } = deps.office;
  await insertDocumentNotice(sql, {
    documentId: document.id,
    kind: 'moved',
    number: moves + 1,
    at: now,
    dueAt: moved.dueAt,
    wasDueAt: document.dueAt,
    recipients: personIds,
  });
  const reasons = (await reasonsSince(sql, document.calendarVersion)).join('；');
  await appendLedger(sql, {
    caseId: document.meetingId,
    kind: 'deadline-moved',
    personId: null,
    actor: '系统',
    capacity: null,
    summary: `《${document.title}》印发期限由${momentInWords(document.dueAt, timeZone)}改为${momentInWords(moved.dueAt, timeZone)}：${reasons}`,
    data: { documentId: document.id, from: document.dueAt.toISOString(), to: moved.dueAt.toISOString() },
    rule: document.rule,
    effectKey: `document-moved:${document.id}:${moved.calendarVersion}`,
    at: now,
  });
  await moveDocumentWatch(sql, moved, { now, id: moved.calendarVersion });
  return moved;
}

/** Null where a past year has no data: the document keeps what it has. */
async function computedAnew(
  deps: CalendarDeps,
  sql: PoolClient,
  document: DecidedDocument,
): Promise<Deadline | null> {
  try {
    const limit = (await loadRuleSet(sql, document.rule.ruleSet)).documentLimit(document.meetingKind);
    return decidedDeadline(document.countedFrom, limit, await currentCalendar(sql), deps.clock.now());
  } catch (error) {
    if (!(error instanceof CalendarError)) throw error;
    deps.log.warn({ documentId: document.id, error: error.message }, '期限无法重算');
    return null;
  }
}

/**
 * Looks once at every document not issued that rests on another version than the current one.
 *
 * @returns how many have another deadline now
 */
export async function recomputeDecidedDocuments(deps: CalendarDeps): Promise<number> {
  const { version } = await currentCalendar(deps.pool);
  let moved = 0;
  for (const id of await listOfOtherCalendars(deps.pool, version)) {
    try {
      moved += await withTransaction(deps.pool, async (sql) => {
        const document = await lockDecidedDocument(sql, id);
        if (!document) return 0;
        const after = await followDocument(deps, sql, document);
        return Number(after.dueAt.getTime() !== document.dueAt.getTime());
      });
    } catch (error) {
      // One that can't be judged must not keep the others where they are.
      deps.log.error({ documentId: id, error: describeError(error) }, '会议决定发文的期限无法重算');
    }
  }
  return moved;
}
