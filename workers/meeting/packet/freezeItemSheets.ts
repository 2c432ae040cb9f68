import { listEvidences } from '../../../db/meetings/evidences';
import { findTopic } from '../../../db/meetings/topics';
import type { Office } from '../../../db/officeSchema';
import { freezeSheets, listTopicWords } from '../../../db/packets/sheets';
import type { Queryable } from '../../../db/pool';
import { listRoundViews } from '../../../db/readModels/countersignView';
import type { AgendaItem } from '../../../domain/meetings/agenda';
import { itemSheet } from './itemSheet';

/**
 * Freezes what the packet will say of each item of an agenda that is handed in for 批印, in that transaction: what is
 * approved is what is printed. Once per submission.
 *
 * @rule art-38
 */
export async function freezeItemSheets(
  office: Pick<Office, 'meetings' | 'timeZone' | 'vocabulary'>,
  sql: Queryable,
  agenda: { versionId: string; submission: string; items: readonly AgendaItem[] },
): Promise<void> {
  const revising = office.vocabulary.decisions
    .filter(({ freezes }) => freezes !== undefined)
    .map(({ id }) => id);
  const sheets = [];
  for (const item of agenda.items) {
    const topic = await findTopic(sql, item.topicCaseId);
    if (!topic) throw new Error(`议题 ${item.topicCaseId} 没有登记`);
    const sheet = itemSheet(office, {
      item,
      topic,
      rounds: await listRoundViews(sql, item.topicCaseId),
      words: await listTopicWords(sql, item.topicCaseId, revising),
      evidences: await listEvidences(sql, item.topicCaseId),
    });
    sheets.push({ itemId: item.itemId, sheet: { ...sheet } });
  }
  await freezeSheets(sql, agenda, sheets);
}
