import type { Queryable } from '../pool';

/** What a packet says of an item before its materials (议题单), as JSON; see rendering/packet `ItemSheet`. */
export type FrozenSheet = Record<string, unknown>;

/**
 * Freezes what the packet will say of each item of an agenda as it is handed in, once per submission: what is approved is
 * what is printed.
 *
 * @param submission the step in which it was handed in
 * @rule art-38
 */
export async function freezeSheets(
  sql: Queryable,
  { versionId, submission }: { versionId: string; submission: string },
  sheets: { itemId: string; sheet: FrozenSheet }[],
): Promise<void> {
  await sql.query(
    `insert into packet_sheets (version_id, submission, item_id, sheet)
     select $1::uuid, $2, one."itemId", one.sheet from jsonb_to_recordset($3) as one ("itemId" uuid, sheet jsonb)
     on conflict do nothing`,
    [versionId, submission, JSON.stringify(sheets)],
  );
}

/** By item, as they were handed in last. */
export async function findSheets(sql: Queryable, versionId: string): Promise<Map<string, FrozenSheet>> {
  const { rows } = await sql.query<{ itemId: string; sheet: FrozenSheet }>(
    `select distinct on (item_id) item_id as "itemId", sheet from packet_sheets where version_id = $1
      order by item_id, length(submission) desc, submission desc`,
    [versionId],
  );
  return new Map(rows.map(({ itemId, sheet }) => [itemId, sheet]));
}

/** A step of the topic itself that counted. */
export interface TopicWord {
  step: string;
  actor: string;
  decision: string;
  opinion: string;
  at: Date;
}

/**
 * The last word of each of a topic's own steps, in order; what bodies did within their countersigning is theirs.
 *
 * @param without decisions that hand in a changed text: they say nothing about it
 */
export async function listTopicWords(
  sql: Queryable,
  topicCaseId: string,
  without: readonly string[],
): Promise<TopicWord[]> {
  const { rows } = await sql.query(
    `select step, actor, decision, opinion, at from (
       select distinct on (steps.element_id) steps.label as step, result.actor, result.decision, result.opinion,
              result.acted_at as at
         from step_results as result join steps using (element_instance_key)
        where result.case_id = $1 and result.accepted and steps.countersign_round_id is null
          and result.decision <> all($2::text[])
        order by steps.element_id, result.acted_at desc) as latest
      order by at`,
    [topicCaseId, without],
  );
  return rows as TopicWord[];
}
