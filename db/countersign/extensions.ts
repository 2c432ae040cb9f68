import { randomUUID } from 'node:crypto';
import type { RuleReference } from '../../domain/routing/facts';
import type { Queryable } from '../pool';

export interface Extension {
  id: string;
  requestId: string;
  askedAs: string;
  askedAt: Date;
  /** ISO date that the department asks for. */
  wantedUntil: string;
  reason: string;
  deadlineBefore: Date;
  state: 'asked' | 'agreed' | 'refused' | 'late';
  manner: string | null;
  agreedUntil: Date | null;
  answerReason: string | null;
  decidedAs: string | null;
  decidedAt: Date | null;
}

/** Writes that an extension was asked for; `late` where the deadline had passed. Null where one waits for an answer already. */
export async function insertExtension(
  sql: Queryable,
  extension: {
    requestId: string;
    askedBy: string;
    askedAs: string;
    askedAt: Date;
    wantedUntil: string;
    reason: string;
    deadlineBefore: Date;
    state: 'asked' | 'late';
    rule: RuleReference;
  },
): Promise<string | null> {
  const { rows } = await sql.query<{ id: string }>(
    `insert into countersign_extensions (id, request_id, asked_by, asked_as, asked_at, wanted_until, reason,
       deadline_before, state, rule) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict do nothing returning id`,
    [
      randomUUID(),
      extension.requestId,
      extension.askedBy,
      extension.askedAs,
      extension.askedAt,
      extension.wantedUntil,
      extension.reason,
      extension.deadlineBefore,
      extension.state,
      JSON.stringify(extension.rule),
    ],
  );
  return rows[0]?.id ?? null;
}

const COLUMNS = `id, request_id as "requestId", asked_as as "askedAs", asked_at as "askedAt",
  to_char(wanted_until, 'YYYY-MM-DD') as "wantedUntil", reason, deadline_before as "deadlineBefore", state, manner,
  agreed_until as "agreedUntil", answer_reason as "answerReason", decided_as as "decidedAs", decided_at as "decidedAt"`;

/** The one that waits for an answer; null where none does. */
export async function findAskedExtension(sql: Queryable, requestId: string): Promise<Extension | null> {
  const { rows } = await sql.query(
    `select ${COLUMNS} from countersign_extensions where request_id = $1 and state = 'asked'`,
    [requestId],
  );
  return (rows[0] as Extension | undefined) ?? null;
}

/** Agreed with date and manner, or refused with a reason; once. */
export async function decideExtension(
  sql: Queryable,
  id: string,
  decision: {
    state: 'agreed' | 'refused';
    manner: string | null;
    agreedUntil: Date | null;
    reason: string | null;
    decidedBy: string;
    decidedAs: string;
    decidedAt: Date;
  },
): Promise<void> {
  await sql.query(
    `update countersign_extensions
        set state = $2, manner = $3, agreed_until = $4, answer_reason = $5, decided_by = $6, decided_as = $7,
            decided_at = $8
      where id = $1`,
    [
      id,
      decision.state,
      decision.manner,
      decision.agreedUntil,
      decision.reason,
      decision.decidedBy,
      decision.decidedAs,
      decision.decidedAt,
    ],
  );
}
