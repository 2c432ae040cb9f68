import type { Queryable } from '../pool';

/** What a path may name of a countersigning. */
export type CountersignParameter = 'countersign' | 'countersign-request' | 'countersign-comment';

const TABLES: Record<CountersignParameter, string> = {
  countersign: 'select case_id from countersign_rounds where id = $1',
  'countersign-request': 'select case_id from countersign_requests where id = $1',
  'countersign-comment':
    'select round.case_id from countersign_comments as comment join countersign_rounds as round on round.id = comment.round_id where comment.id = $1',
};

/** The case that a round, request or comment belongs to, or null. */
export async function findCaseOfCountersign(
  sql: Queryable,
  what: CountersignParameter,
  id: string,
): Promise<string | null> {
  const { rows } = await sql.query<{ case_id: string }>(TABLES[what], [id]);
  return rows[0]?.case_id ?? null;
}
