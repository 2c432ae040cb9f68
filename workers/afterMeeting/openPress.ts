import type { PoolClient } from 'pg';
import type { DecidedItem } from '../../db/afterMeeting/outcome';
import { findPressRelease, insertPressRelease } from '../../db/afterMeeting/press';
import { startCase } from '../../db/startCase';
import { parseBody } from '../../domain/document/text';
import { messages, processes } from '../../domain/generated/ids';
import type { WorkerDeps } from '../deps';
import type { Secretary } from './secretary';
import { bodyNameOf } from './secretary';

/**
 * 会议报道: where a decision is public and its report is wanted; once per decision, whose id is its case's.
 *
 * @rule art-42 art-26
 */
export async function openPress(
  deps: WorkerDeps,
  sql: PoolClient,
  { name, item: { item, decision } }: { name: string; item: DecidedItem },
  { capacity, people }: Secretary,
): Promise<void> {
  const isPublic = deps.office.meetings.disclosures.some(
    ({ id, isPublic: open }) => id === decision.disclosure && open,
  );
  if (!decision.pressWanted || !isPublic || (await findPressRelease(sql, decision.id))) return;
  const caseId = await startCase(sql, {
    caseId: decision.id,
    processId: processes.pressRelease,
    startMessage: messages.pressWanted,
    kindLabel: '会议报道',
    title: `${name}报道：${item.title}`,
    blocks: parseBody(`${name}研究了${item.title}。\n${decision.words}`),
    openedBy: {
      personId: capacity.personId,
      personName: capacity.personName,
      postId: capacity.postId,
      postLabel: capacity.postLabel,
      // The secretary concerned is the one paired with the leader of the department that proposed it.
      bodyId: item.bodyId,
    },
    bodyName: bodyNameOf(people, item.bodyId),
    summary: `${name}决定报道“${item.title}”`,
    pageUrl: `${deps.publicUrl}/press-releases/${decision.id}`,
  });
  await insertPressRelease(sql, {
    caseId,
    decisionId: decision.id,
    meetingId: item.meetingId,
    itemId: item.id,
  });
}
