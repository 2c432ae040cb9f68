import { momentInWords } from '../../domain/calendar/momentInWords';
import { isOverrun } from '../../domain/meetings/decidedDeadline';
import { signingOf, signsPapers } from '../../domain/steps/signing';
import type { Office } from '../officeSchema';
import type { Queryable } from '../pool';
import type { RunningCase } from '../runningCases';
import { findOfCase, lockDecidedDocument, setIssued } from './decidedDocuments';
import { endDocumentWatch } from './documentWatch';

/**
 * What stands against the last step before a paper is issued that a meeting decided on: overdue, and nobody has said why. In
 * Chinese, with what to do; null where nothing does.
 *
 * @rule art-40
 */
export async function faultOfOverrun(
  sql: Queryable,
  office: Pick<Office, 'vocabulary' | 'timeZone'>,
  running: Pick<RunningCase, 'id' | 'processId'>,
  act: { elementId: string; decision: string },
  now: Date,
): Promise<string | null> {
  if (!signsPapers(running.processId)) return null;
  const agrees = office.vocabulary.decisions.some(({ id, agrees: passes }) => id === act.decision && passes);
  if (!agrees || signingOf(running.processId).standing.at(-1) !== act.elementId) return null;
  const document = await findOfCase(sql, running.id);
  if (!document || document.overrunReason !== null || !isOverrun(document, now)) return null;
  const due = momentInWords(document.dueAt, office.timeZone);
  return `此件由${document.reference}决定印发，应于${due}前印发，现已超过，还没有登记超期理由。请${document.bodyName}或者办公室会务人员在“会议决定发文”页登记理由后再办`;
}

/** The paper is issued: its deadline is watched no longer. In time or not is told from the moment. @rule art-40 */
export async function settleDecidedDocument(sql: Queryable, caseId: string, at: Date): Promise<void> {
  const found = await findOfCase(sql, caseId);
  const document = found && (await lockDecidedDocument(sql, found.id));
  if (!document || document.issuedAt) return;
  await setIssued(sql, document.id, at);
  await endDocumentWatch(sql, document);
}
