import type { Queryable } from '../pool';

/** What a packet says of an item before its materials (议题单), as JSON; see rendering/packet `ItemSheet`. */
export type FrozenSheet = Record<string, unknown>;

/** Freezes what the packet will say of each item of a version, once: what is approved is what is printed. @rule art-38 */
export async function freezeSheets(
  sql: Queryable,
  versionId: string,
  sheets: { itemId: string; sheet: FrozenSheet }[],
): Promise<void> {
  await sql.query(
    `insert into packet_sheets (version_id, item_id, sheet)
     select $1::uuid, one."itemId", one.sheet from jsonb_to_recordset($2) as one ("itemId" uuid, sheet jsonb)
     on conflict do nothing`,
    [versionId, JSON.stringify(sheets)],
  );
}

/** By item. */
export async function findSheets(sql: Queryable, versionId: string): Promise<Map<string, FrozenSheet>> {
  const { rows } = await sql.query<{ itemId: string; sheet: FrozenSheet }>(
    'select item_id as "itemId", sheet from packet_sheets where version_id = $1',
    [versionId],
  );
  return new Map(rows.map(({ itemId, sheet }) => [itemId, sheet]));
}

/** 重大决策程序 of a topic, as it brought them. @rule art-20 */
export async function listTopicEvidences(
  sql: Queryable,
  topicCaseId: string,
): Promise<{ evidence: string; words: string }[]> {
  const { rows } = await sql.query<{ evidence: string; words: string }>(
    'select evidence, words from topic_evidences where case_id = $1 order by evidence',
    [topicCaseId],
  );
  return rows;
}
