import { randomUUID } from 'node:crypto';
import type { Queryable } from '../pool';

/** A request that a digest may list, with what tells to whom. */
export interface ListedRequest {
  roundId: string;
  caseTitle: string;
  leadBodyName: string;
  bodyId: string;
  bodyName: string;
  bodyKind: string;
  purpose: string;
  byPrincipal: boolean;
  state: 'open' | 'deemed';
  isByPhone: boolean;
  deadlineAt: Date;
  isProvisional: boolean;
  drafterPersonId: string;
  drafterPostId: string;
  draftingBodyId: string;
}

/**
 * Takes the week for this transaction: another worker waits for its end. Null where it was made before; else since when
 * there was no digest, null for the first ever.
 */
export async function beginWeek(
  sql: Queryable,
  weekOf: string,
  madeAt: Date,
): Promise<{ since: Date | null } | null> {
  const { rowCount } = await sql.query(
    'insert into digest_weeks (week_of, made_at) values ($1, $2) on conflict do nothing',
    [weekOf, madeAt],
  );
  if (rowCount === 0) return null;
  const { rows } = await sql.query<{ since: Date | null }>(
    'select max(made_at) as since from digest_weeks where week_of < $1',
    [weekOf],
  );
  return { since: rows[0]?.since ?? null };
}

/** Every open request that was served, and those that were deemed after `since`, in the order of their bodies. */
export async function listForDigests(sql: Queryable, since: Date): Promise<ListedRequest[]> {
  const { rows } = await sql.query(
    `select request.round_id as "roundId", cases.title as "caseTitle", lead.short_name as "leadBodyName",
            request.body_id as "bodyId", bodies.short_name as "bodyName", bodies.kind as "bodyKind", round.purpose,
            request.by_principal as "byPrincipal", request.state,
            exists (select from countersign_phone_answers as phone where phone.request_id = request.id) as "isByPhone",
            request.deadline_at as "deadlineAt", request.deadline_provisional as "isProvisional",
            cases.drafter_person_id as "drafterPersonId", cases.drafter_post_id as "drafterPostId",
            cases.drafting_body_id as "draftingBodyId"
       from countersign_requests as request
       join countersign_rounds as round on round.id = request.round_id
       join cases on cases.id = round.case_id
       join bodies on bodies.id = request.body_id
       join bodies as lead on lead.id = round.lead_body_id
       left join countersign_deemed as deemed on deemed.request_id = request.id
      where request.deadline_at is not null
        and (request.state = 'open' or request.state = 'deemed' and deemed.noticed_at > $1)
      order by bodies.position, request.deadline_at, request.id`,
    [since],
  );
  return rows as ListedRequest[];
}

/** Keeps what a person is told in a week; once. */
export async function insertDigest(
  sql: Queryable,
  digest: { weekOf: string; personId: string; subject: string; text: string; madeAt: Date },
): Promise<void> {
  await sql.query(
    `insert into countersign_digests (id, week_of, person_id, subject, text, made_at, next_attempt_at)
     values ($1, $2, $3, $4, $5, $6, $6) on conflict do nothing`,
    [randomUUID(), digest.weekOf, digest.personId, digest.subject, digest.text, digest.madeAt],
  );
}

/** A digest to be mailed, and the address as it is now. */
export interface UnsentDigest {
  id: string;
  email: string;
  subject: string;
  text: string;
  madeAt: Date;
  attempts: number;
}

/** Takes one of the latest week that can be mailed now; others skip it until the transaction ends. */
export async function takeUnsent(sql: Queryable): Promise<UnsentDigest | null> {
  const { rows } = await sql.query(
    `select digest.id, persons.email, digest.subject, digest.text, digest.made_at as "madeAt", digest.attempts
       from countersign_digests as digest join persons on persons.id = digest.person_id
      where sent_at is null and next_attempt_at <= app_now() and persons.email is not null and persons.active
        and week_of = (select max(week_of) from digest_weeks)
      order by next_attempt_at, digest.id
      limit 1
        for update of digest skip locked`,
  );
  return (rows[0] as UnsentDigest | undefined) ?? null;
}

export async function markSent(sql: Queryable, id: string, email: string): Promise<void> {
  await sql.query(
    `update countersign_digests set sent_at = app_now(), sent_to = $2, attempts = attempts + 1 where id = $1`,
    [id, email],
  );
}

/** It could not be mailed: again after `delayMilliseconds`. */
export async function postponeDigest(
  sql: Queryable,
  id: string,
  error: string,
  delayMilliseconds: number,
): Promise<void> {
  await sql.query(
    `update countersign_digests
        set attempts = attempts + 1, last_error = $2, next_attempt_at = app_now() + $3 * interval '1 millisecond'
      where id = $1`,
    [id, error, delayMilliseconds],
  );
}

/** A digest as its reader sees it in the application. */
export interface DigestView {
  /** ISO date of the week's Monday. */
  weekOf: string;
  subject: string;
  text: string;
  madeAt: Date;
  /** The address it was mailed to; null where it is only here. */
  sentTo: string | null;
}

/** A person's digests, the newest first. */
export async function listDigests(sql: Queryable, personId: string, limit = 20): Promise<DigestView[]> {
  const { rows } = await sql.query(
    `select week_of as "weekOf", subject, text, made_at as "madeAt", sent_to as "sentTo"
       from countersign_digests where person_id = $1 order by week_of desc limit $2`,
    [personId, limit],
  );
  return rows as DigestView[];
}
