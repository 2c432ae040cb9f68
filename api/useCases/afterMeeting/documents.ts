import type { Account } from '../../../db/accounts';
import type { DecidedDocument } from '../../../db/afterMeeting/decidedDocuments';
import {
  findDecidedDocument,
  findOfCase,
  linkCase,
  listDecidedDocuments,
  lockDecidedDocument,
  setIssued,
  setOverrun,
} from '../../../db/afterMeeting/decidedDocuments';
import { endDocumentWatch } from '../../../db/afterMeeting/documentWatch';
import { findCase, lockCase } from '../../../db/cases';
import type { Case } from '../../../db/cases';
import { appendLedger } from '../../../db/ledger';
import { listItems } from '../../../db/meetings/items';
import type { Queryable } from '../../../db/pool';
import { NO_GROUNDS, PLAIN_FACTS } from '../../../db/startCase';
import { withTransaction } from '../../../db/transaction';
import { isOverrun } from '../../../domain/meetings/decidedDeadline';
import { bare } from '../../../domain/meetings/minutesText';
import { signsPapers } from '../../../domain/steps/signing';
import type { Dependencies } from '../../dependencies';
import { conflict, forbidden, notFound, unacceptable } from '../../problems';
import { createDraft } from '../drafts';
import { actorIn, standingOf } from './access';
import type { Standing } from './access';
import type { DocumentView } from './viewDecisions';
import { documentView } from './viewDecisions';

/** 会议决定印发而未印发的: of his own bodies; all of them for the leaders and the Office. @rule art-40 */
export async function listDocuments(
  deps: Dependencies,
  account: Account,
  { meetingId }: { meetingId?: string | undefined } = {},
): Promise<DocumentView[]> {
  const standing = await standingOf(deps, deps.pool, account);
  const documents = await listDecidedDocuments(deps.pool, meetingId === undefined ? {} : { meetingId });
  return documents.filter((one) => mayRead(one, standing)).map((one) => documentView(one, deps.clock.now()));
}

export async function readDocument(deps: Dependencies, account: Account, id: string): Promise<DocumentView> {
  const { document } = await requireDocument(deps, deps.pool, account, id);
  return documentView(document, deps.clock.now());
}

const mayRead = ({ bodyId }: DecidedDocument, { isOverseer, bodyIds }: Standing): boolean =>
  isOverseer || bodyIds.includes(bodyId);

async function requireDocument(
  deps: Dependencies,
  sql: Queryable,
  account: Account,
  id: string,
): Promise<{ document: DecidedDocument; standing: Standing }> {
  const document = await findDecidedDocument(sql, id);
  const standing = await standingOf(deps, sql, account);
  if (!document || !mayRead(document, standing)) throw notFound('会议决定印发的文件');
  return { document, standing };
}

/**
 * Begins the paper: a draft of the body that is to write it, with the meeting's decision as its ground.
 *
 * @returns the case
 * @rule art-6 art-40
 */
export async function draftDocument(deps: Dependencies, account: Account, id: string): Promise<string> {
  const { document, standing } = await requireDocument(deps, deps.pool, account, id);
  const post = standing.posts.find(({ bodyId }) => bodyId === document.bodyId);
  if (!post) throw forbidden(`此件由${document.bodyName}起草。`);
  requireFree(document);
  const items = await listItems(deps.pool, document.meetingId);
  const topic = items.find(({ id: itemId }) => itemId === document.itemId)?.title ?? '';
  const caseId = await createDraft(deps, account, {
    facts: { ...PLAIN_FACTS, ...deps.office.meetings.documents },
    grounds: { ...NO_GROUNDS, meeting: `${document.reference}（${topic}）` },
    content: {
      title: bare(document.title),
      addressees: [],
      body: '',
      copyTo: [],
      note: '',
      joint: [],
      concernedBodies: [],
      attendance: { present: [], excused: [], observing: [] },
    },
    postId: post.id,
  });
  await link(deps, account, id, caseId);
  return caseId;
}

/**
 * Says which paper carries the decision out, where it was begun otherwise. What doesn't exist for who asks isn't found; what can't
 * carry it out is refused.
 *
 * @rule art-6 art-40
 */
export async function linkDocument(
  deps: Dependencies,
  account: Account,
  id: string,
  caseId: string,
): Promise<void> {
  const { document, standing } = await requireDocument(deps, deps.pool, account, id);
  const paper = await findCase(deps.pool, caseId);
  const isTheirs = paper?.draftingBodyId === document.bodyId || standing.isSecretary;
  if (!paper || !isTheirs) throw notFound('办件');
  if (!standing.isSecretary && !standing.bodyIds.includes(document.bodyId)) {
    throw forbidden(`由${document.bodyName}或者办公室会务人员关联办件。`);
  }
  await link(deps, account, id, caseId);
}

/** Throws for a case that can't be the paper which carries this decision out. */
function requireFitting(paper: Case, { bodyId, bodyName, countedFrom }: DecidedDocument): void {
  if (!signsPapers(paper.processId)) {
    throw unacceptable('case-no-document', '不是公文', '这一办件不是公文，请关联印发这份文件的发文办件。');
  }
  if (paper.draftingBodyId !== bodyId) {
    throw unacceptable(
      'case-of-another-body',
      '不是起草单位的办件',
      `会议决定由${bodyName}起草，请关联${bodyName}的办件。`,
    );
  }
  if (paper.status === 'ended') {
    throw unacceptable('case-ended', '办件没有印发', '这一办件已经终止，没有印发，不能承办会议的决定。');
  }
  if (paper.status === 'issued' && paper.closedAt && paper.closedAt < countedFrom) {
    throw unacceptable(
      'issued-before-meeting',
      '会议以前已经印发',
      '这一办件在会议以前已经印发，不是按会议的决定办的，请关联会后印发的办件。',
    );
  }
}

async function link(deps: Dependencies, account: Account, id: string, caseId: string): Promise<void> {
  await withTransaction(deps.pool, async (sql) => {
    const paper = await lockCase(sql, caseId);
    const document = await lockDecidedDocument(sql, id);
    if (!document || !paper) throw notFound('会议决定印发的文件');
    if (document.caseId === caseId) return;
    requireFitting(paper, document);
    const other = await findOfCase(sql, caseId);
    if (other) {
      throw conflict('case-linked', '已关联别的决定', `这一办件已经承办${other.reference}的决定。`);
    }
    requireFree(document);
    await linkCase(sql, id, caseId);
    const now = deps.clock.now();
    const actor = actorIn(await standingOf(deps, sql, account), account);
    await appendLedger(sql, {
      caseId,
      kind: 'carries-out-decision',
      personId: account.personId,
      actor,
      capacity: null,
      summary: `承办${document.reference}的决定，印发《${bare(document.title)}》`,
      data: { documentId: id },
      rule: document.rule,
      effectKey: `carries-out:${id}`,
      at: now,
    });
    // A paper issued already carries it out from the moment at which it was issued.
    if (paper.status !== 'issued' || !paper.closedAt) return;
    await setIssued(sql, id, paper.closedAt);
    await endDocumentWatch(sql, document);
  });
}

/** Nobody carries it out yet, or the paper that did came to nothing. */
function requireFree({ caseId, caseStatus, issuedAt }: DecidedDocument): void {
  if (issuedAt) throw conflict('document-issued', '已经印发', '此件已经印发，不必再拟。');
  if (caseId && caseStatus !== 'ended') {
    throw conflict('document-begun', '已有办件承办', '此件已有办件承办，请在该办件中办理。');
  }
}

/**
 * 超期理由: recorded by those in charge of the body that writes the paper, or by the Office, once the deadline has passed.
 *
 * @rule art-40
 */
export async function recordOverrun(
  deps: Dependencies,
  account: Account,
  id: string,
  reason: string,
): Promise<void> {
  const { document: found, standing } = await requireDocument(deps, deps.pool, account, id);
  if (!standing.isSecretary && !standing.inCharge.includes(found.bodyId)) {
    throw forbidden(`超期理由由${found.bodyName}负责人或者办公室会务人员登记。`);
  }
  await withTransaction(deps.pool, async (sql) => {
    await lockCase(sql, found.meetingId);
    const document = await lockDecidedDocument(sql, id);
    const now = deps.clock.now();
    if (!document) throw notFound('会议决定印发的文件');
    if (!isOverrun(document, now)) {
      throw conflict('not-overdue', '没有超过期限', '没有超过期限的，不登记超期理由；请在期限内印发。');
    }
    if (document.overrunReason !== null) {
      throw conflict('overrun-recorded', '已经登记', `超期理由已由${document.overrunAs ?? ''}登记。`);
    }
    const as = actorIn(standing, account, (post) => post.bodyId === document.bodyId);
    await setOverrun(sql, id, { reason, by: account.personId, as, at: now });
    await appendLedger(sql, {
      caseId: document.meetingId,
      kind: 'document-overrun',
      personId: account.personId,
      actor: as,
      capacity: null,
      summary: `登记《${document.title}》超期理由：${reason}`,
      data: { documentId: id, dueAt: document.dueAt.toISOString() },
      rule: document.rule,
      effectKey: `document-overrun:${id}`,
      at: now,
    });
  });
}
