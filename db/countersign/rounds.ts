import { randomUUID } from 'node:crypto';
import type { RoundOutcome } from '../../domain/countersign/types';
import type { RuleReference } from '../../domain/routing/facts';
import type { Queryable } from '../pool';

export interface NewRound {
  caseId: string;
  purpose: string;
  versionId: string;
  versionSha256: string;
  leadBodyId: string;
  previousRoundId: string | null;
  openedBy: string;
  openedAs: string;
  limitDays: number | null;
  limitReason: string | null;
  rule: RuleReference;
  startedBy: 'message' | 'call';
}

/** Writes a round under the next number of its case; the caller has locked the case. Answers its id. */
export async function insertRound(sql: Queryable, round: NewRound): Promise<{ id: string; number: number }> {
  const id = randomUUID();
  const { rows } = await sql.query<{ number: number }>(
    `insert into countersign_rounds (id, case_id, number, purpose, version_id, version_sha256, lead_body_id,
       previous_round_id, opened_by, opened_as, limit_days, limit_reason, rule, started_by)
     values ($1, $2, (select coalesce(max(number), 0) + 1 from countersign_rounds where case_id = $2), $3, $4, $5, $6, $7,
             $8, $9, $10, $11, $12, $13)
     returning number`,
    [
      id,
      round.caseId,
      round.purpose,
      round.versionId,
      round.versionSha256,
      round.leadBodyId,
      round.previousRoundId,
      round.openedBy,
      round.openedAs,
      round.limitDays,
      round.limitReason,
      JSON.stringify(round.rule),
      round.startedBy,
    ],
  );
  return { id, number: rows[0]?.number ?? 0 };
}

interface OpenRound {
  id: string;
  startedBy: NewRound['startedBy'];
}

/** The round that a case has under way; null where there is none. */
export async function findOpenRound(sql: Queryable, caseId: string): Promise<OpenRound | null> {
  const { rows } = await sql.query<OpenRound>(
    `select id, started_by as "startedBy" from countersign_rounds where case_id = $1 and state = 'open'`,
    [caseId],
  );
  return rows[0] ?? null;
}

/**
 * The first process instance takes the round; a second start finds it taken (law 1).
 *
 * @returns whether the round is this instance's
 */
export async function claimRound(
  sql: Queryable,
  roundId: string,
  processInstanceKey: string,
): Promise<boolean> {
  await sql.query(
    'update countersign_rounds set process_instance_key = $2 where id = $1 and process_instance_key is null',
    [roundId, processInstanceKey],
  );
  const { rowCount } = await sql.query(
    'select from countersign_rounds where id = $1 and process_instance_key = $2',
    [roundId, processInstanceKey],
  );
  return rowCount === 1;
}

/** Closes a round, once. Answers whether it was open. */
export async function closeRound(
  sql: Queryable,
  roundId: string,
  outcome: RoundOutcome,
  reason: string | null = null,
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `update countersign_rounds set state = 'closed', outcome = $2, end_reason = $3, closed_at = app_now()
      where id = $1 and state = 'open'`,
    [roundId, outcome, reason],
  );
  return rowCount === 1;
}

export async function findOutcome(sql: Queryable, roundId: string): Promise<RoundOutcome | null> {
  const { rows } = await sql.query<{ outcome: RoundOutcome | null }>(
    'select outcome from countersign_rounds where id = $1',
    [roundId],
  );
  return rows[0]?.outcome ?? null;
}
