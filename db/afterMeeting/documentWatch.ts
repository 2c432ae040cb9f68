import { messages } from '../../domain/generated/ids';
import { enqueue } from '../outbox';
import type { Queryable } from '../pool';
import type { DecidedDocument } from './decidedDocuments';
import { setWatched } from './decidedDocuments';

type Watched = Pick<DecidedDocument, 'id' | 'meetingId' | 'title'>;

/**
 * Has the deadline of a decided document watched by a process of its own (decided-document).
 *
 * @param again what makes a watch that had ended begin once more; once per such change
 */
export async function beginDocumentWatch(
  sql: Queryable,
  { id, meetingId, title }: Watched,
  noticeAt: Date,
  again = '',
): Promise<void> {
  await setWatched(sql, id, true);
  await enqueue(sql, {
    kind: 'publish-message',
    caseId: meetingId,
    payload: {
      name: messages.decidedDocumentOpened,
      correlationKey: id,
      variables: { documentId: id, title, noticeAt: noticeAt.toISOString() },
    },
    effectKey: `document-watch:${id}${again === '' ? '' : `:${again}`}`,
  });
}

/** Issued: nobody is reminded any more. The caller holds the lock. */
export async function endDocumentWatch(
  sql: Queryable,
  document: Pick<DecidedDocument, 'id' | 'meetingId' | 'isWatched'>,
): Promise<void> {
  if (!document.isWatched) return;
  await setWatched(sql, document.id, false);
  await enqueue(sql, {
    kind: 'publish-message',
    caseId: document.meetingId,
    payload: { name: messages.decidedDocumentSettled, correlationKey: document.id, variables: {} },
    effectKey: `document-settled:${document.id}`,
  });
}

/** The deadline moved: whoever watches looks again at once; a watch that had ended begins again. */
export async function moveDocumentWatch(
  sql: Queryable,
  document: DecidedDocument,
  change: { now: Date; id: string },
): Promise<void> {
  if (!document.isWatched) return beginDocumentWatch(sql, document, change.now, change.id);
  await enqueue(sql, {
    kind: 'publish-message',
    caseId: document.meetingId,
    payload: {
      name: messages.decidedDocumentDeadlineMoved,
      correlationKey: document.id,
      variables: { noticeAt: change.now.toISOString() },
    },
    effectKey: `document-moved:${document.id}:${change.id}`,
  });
}
