import type { PoolClient } from 'pg';
import { z } from 'zod';
import type { DecidedDocument } from '../../db/afterMeeting/decidedDocuments';
import { lockDecidedDocument, setWatched } from '../../db/afterMeeting/decidedDocuments';
import { insertDocumentNotice } from '../../db/afterMeeting/documentNotices';
import { calendarOf, currentCalendar } from '../../db/calendar';
import { appendLedger } from '../../db/ledger';
import { loadPeopleSnapshot } from '../../db/people';
import { loadRuleSet } from '../../db/ruleSets';
import { holdersInOffice } from '../../db/stepTerms';
import { withTransaction } from '../../db/transaction';
import { momentInWords } from '../../domain/calendar/momentInWords';
import { capacitiesIn } from '../../domain/people/capacitiesIn';
import type { PeopleSnapshot } from '../../domain/people/types';
import type { Notice } from '../../domain/steps/notices';
import { planNotices } from '../../domain/steps/notices';
import type { WorkerDeps } from '../deps';
import { defineWorker, NotYet } from '../runJob';
import { followDocument } from './followCalendar';

/**
 * 提醒 and 超时提醒 of a paper that a meeting decided on, until it is issued: gives what is due by the record and says when the
 * next comes.
 *
 * @rule art-40
 */
export const giveNotice = defineWorker({
  type: 'decidedDocument.giveNotice',
  action: '提醒会议决定发文',
  input: z.object({ documentId: z.uuid(), noticeAt: z.iso.datetime({ offset: true }) }),
  createHandler:
    (deps: WorkerDeps) =>
    async ({ documentId, noticeAt }) =>
      withTransaction(deps.pool, async (sql) => {
        const found = await lockDecidedDocument(sql, documentId);
        if (!found || found.issuedAt) return { isWatching: false, noticeAt: null };
        const now = deps.clock.now();
        const document = await followDocument(deps, sql, found);
        // An engine whose clock is ahead of ours would ask again and again.
        if (new Date(noticeAt) > now) throw new NotYet('尚未到提醒的时刻');
        const limit = (await loadRuleSet(sql, document.rule.ruleSet)).documentLimit(document.meetingKind);
        const calendar = (await calendarOf(sql, document.calendarVersion)) ?? (await currentCalendar(sql));
        const watched = { openedAt: document.countedFrom, dueAt: document.dueAt, silenceCounts: false };
        const plan = planNotices(watched, limit, now, calendar);
        if (plan.due) await give(deps, sql, document, plan.due, limit.overdueTo);
        if (!plan.nextAt) await setWatched(sql, documentId, false);
        return { isWatching: plan.nextAt !== null, noticeAt: plan.nextAt?.toISOString() ?? null };
      }),
});

async function give(
  deps: WorkerDeps,
  sql: PoolClient,
  document: DecidedDocument,
  notice: Notice,
  overdueTo: string[],
): Promise<void> {
  if (notice.kind !== 'reminder' && notice.kind !== 'overdue') return;
  const people = await loadPeopleSnapshot(sql, deps.clock.now());
  const own = responsible(people, document);
  const told = notice.kind === 'overdue' ? superiors(deps, people, document, overdueTo) : [];
  const isNew = await insertDocumentNotice(sql, {
    documentId: document.id,
    kind: notice.kind,
    number: notice.number,
    at: notice.at,
    dueAt: document.dueAt,
    wasDueAt: null,
    recipients: [...new Set([...own, ...told].map(({ personId }) => personId))],
  });
  if (!isNew) return;
  const due = momentInWords(document.dueAt, deps.office.timeZone);
  const names = (some: { label: string }[]): string => some.map(({ label }) => label).join('、');
  const again = notice.number > 1 ? `（第${notice.number}次）` : '';
  await appendLedger(sql, {
    caseId: document.meetingId,
    kind: `document-${notice.kind}`,
    personId: null,
    actor: '系统',
    capacity: null,
    summary:
      notice.kind === 'reminder'
        ? `提醒${names(own)}：《${document.title}》应于${due}前印发`
        : `超时提醒${again}：《${document.title}》应于${due}前印发，尚未印发，告${names([...own, ...told])}`,
    data: { documentId: document.id, number: notice.number, dueAt: document.dueAt.toISOString() },
    rule: document.rule,
    effectKey: `document-notice:${document.id}:${document.dueAt.toISOString()}:${notice.kind}:${notice.number}`,
    at: notice.at,
  });
}

interface Told {
  personId: string;
  label: string;
}

/** The head of the body that drafts it, and whoever drafts it. */
export function responsible(people: PeopleSnapshot, document: DecidedDocument): Told[] {
  const heads = capacitiesIn(people, (post) => post.bodyId === document.bodyId && post.isPrincipal);
  const drafter = people.persons.find(({ id }) => id === document.drafterPersonId);
  return [
    ...heads.map(({ personId, postLabel, personName }) => ({ personId, label: `${postLabel}${personName}` })),
    ...(drafter && heads.every(({ personId }) => personId !== drafter.id)
      ? [{ personId: drafter.id, label: `拟稿人${drafter.displayName}` }]
      : []),
  ];
}

/** Whom the table names besides. */
function superiors(
  { office }: WorkerDeps,
  people: PeopleSnapshot,
  document: DecidedDocument,
  overdueTo: string[],
): Told[] {
  const heads = capacitiesIn(people, (post) => post.bodyId === document.bodyId && post.isPrincipal);
  const context = {
    drafter: { personId: document.drafterPersonId ?? '', postId: '' },
    draftingBodyId: document.bodyId,
    stepPostIds: heads.map(({ postId }) => postId),
  };
  const own = new Set(responsible(people, document).map(({ personId }) => personId));
  return holdersInOffice(office, overdueTo, context, people)
    .capacities.filter(({ personId }) => !own.has(personId))
    .map(({ personId, postLabel, personName }) => ({ personId, label: `${postLabel}${personName}` }));
}
