import { randomUUID } from 'node:crypto';
import type { RequestAbout, RequestState } from '../../domain/countersign/types';
import type { RuleReference } from '../../domain/routing/facts';
import { moveWatch } from '../deadlineWatch';
import { redateTask } from '../outbox';
import type { Queryable } from '../pool';

export interface NewRequest {
  roundId: string;
  caseId: string;
  bodyId: string;
  stage: number;
  about: RequestAbout;
  group: number;
  isLead: boolean;
  byPrincipal: boolean;
  addedBy: string | null;
  addReason: string | null;
  mayBeDeemed: boolean;
  limitDays: number;
  limitReason: string | null;
  limitSetBy: string | null;
  limitRule: RuleReference;
}

/** Writes a request that waits for its turn; null where the body is asked in this stage already. */
export async function insertRequest(sql: Queryable, request: NewRequest): Promise<string | null> {
  const { rows } = await sql.query<{ id: string }>(
    `insert into countersign_requests (id, round_id, case_id, body_id, stage, about, group_number, is_lead,
       by_principal, added_by, add_reason, may_be_deemed, limit_days, limit_reason, limit_set_by, limit_rule)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
     on conflict (round_id, stage, body_id) do nothing returning id`,
    [
      randomUUID(),
      request.roundId,
      request.caseId,
      request.bodyId,
      request.stage,
      request.about,
      request.group,
      request.isLead,
      request.byPrincipal,
      request.addedBy,
      request.addReason,
      request.mayBeDeemed,
      request.limitDays,
      request.limitReason,
      request.limitSetBy,
      JSON.stringify(request.limitRule),
    ],
  );
  return rows[0]?.id ?? null;
}

/** The request as its row stands; the caller has locked the case. */
export interface RequestRow extends NewRequest {
  id: string;
  state: RequestState;
  processInstanceKey: string | null;
  bodyName: string;
  servedAt: Date | null;
  receivedAt: Date | null;
  deadlineAt: Date | null;
  deadlineProvisional: boolean | null;
  calendarVersion: string | null;
  overdueAt: Date | null;
  versionId: string;
  versionSha256: string;
  purpose: string;
}

const SELECT = `
  select request.id, request.round_id as "roundId", request.case_id as "caseId", request.body_id as "bodyId",
         bodies.short_name as "bodyName", request.stage, request.about, request.group_number as "group",
         request.is_lead as "isLead", request.by_principal as "byPrincipal", request.added_by as "addedBy", request.add_reason as "addReason",
         request.may_be_deemed as "mayBeDeemed", request.limit_days as "limitDays",
         request.limit_reason as "limitReason", request.limit_set_by as "limitSetBy",
         request.limit_rule as "limitRule", request.state, request.process_instance_key as "processInstanceKey",
         request.served_at as "servedAt", request.received_at as "receivedAt", request.deadline_at as "deadlineAt",
         request.deadline_provisional as "deadlineProvisional", request.calendar_version as "calendarVersion",
         request.overdue_at as "overdueAt", round.version_id as "versionId", round.version_sha256 as "versionSha256",
         round.purpose
    from countersign_requests as request
    join countersign_rounds as round on round.id = request.round_id
    join bodies on bodies.id = request.body_id`;

export async function findRequest(sql: Queryable, id: string): Promise<RequestRow | null> {
  const { rows } = await sql.query(`${SELECT} where request.id = $1`, [id]);
  return (rows[0] as RequestRow | undefined) ?? null;
}

/** Every request of a round, in the order in which they are asked. */
export async function listRequests(sql: Queryable, roundId: string): Promise<RequestRow[]> {
  const { rows } = await sql.query(
    `${SELECT} where request.round_id = $1 order by request.stage, request.group_number, bodies.position`,
    [roundId],
  );
  return rows as RequestRow[];
}

/** Requests of a round that wait for an answer although their deadline was at this moment or before, as they are asked. */
export async function listSilent(sql: Queryable, roundId: string, latest: Date): Promise<RequestRow[]> {
  const { rows } = await sql.query(
    `${SELECT} where request.round_id = $1 and request.state = 'open' and request.overdue_at is null
        and request.deadline_at <= $2
      order by request.stage, request.group_number, bodies.position`,
    [roundId, latest],
  );
  return rows as RequestRow[];
}

/** Requests whose limit runs under another calendar than this version, the longest waiting first. */
export async function listRequestsOfOtherCalendars(sql: Queryable, version: string): Promise<RequestRow[]> {
  const { rows } = await sql.query(
    `${SELECT} where request.state = 'open' and request.deadline_at > app_now()
        and request.calendar_version is distinct from $1
      order by request.served_at, request.id`,
    [version],
  );
  return rows as RequestRow[];
}

/** Served: from now on its limit runs, and this instance alone is in charge of it. */
export async function serveRequest(
  sql: Queryable,
  id: string,
  served: {
    processInstanceKey: string;
    servedAt: Date;
    deadlineAt: Date;
    provisional: boolean;
    calendarVersion: string;
  },
): Promise<void> {
  await sql.query(
    `update countersign_requests
        set state = 'open', process_instance_key = $2, served_at = $3, deadline_at = $4, deadline_provisional = $5,
            calendar_version = $6
      where id = $1 and state = 'waiting'`,
    [
      id,
      served.processInstanceKey,
      served.servedAt,
      served.deadlineAt,
      served.provisional,
      served.calendarVersion,
    ],
  );
}

export async function recordReceipt(
  sql: Queryable,
  id: string,
  receipt: 'received' | 'refused',
  at: Date,
): Promise<void> {
  await sql.query(
    'update countersign_requests set receipt = $2, received_at = $3 where id = $1 and receipt is null',
    [id, receipt, at],
  );
}

type ClosedState = Exclude<RequestState, 'waiting' | 'open'>;

/** Ends a request that stands, once. Answers whether it stood. */
export async function closeRequest(
  sql: Queryable,
  id: string,
  state: ClosedState,
  ended: { reason?: string; by?: string } = {},
): Promise<boolean> {
  return (await closeRequests(sql, [id], state, ended)) === 1;
}

/** Ends those of the requests that stand. Answers how many stood. */
export async function closeRequests(
  sql: Queryable,
  ids: string[],
  state: ClosedState,
  ended: { reason?: string; by?: string } = {},
): Promise<number> {
  const { rowCount } = await sql.query(
    `update countersign_requests set state = $2, end_reason = $3, ended_by = $4, closed_at = app_now()
      where id = any($1) and closed_at is null`,
    [ids, state, ended.reason ?? null, ended.by ?? null],
  );
  return rowCount ?? 0;
}

/** Whoever can't be deemed is late, and still expected to answer. Answers whether this is news. */
export async function markOverdue(sql: Queryable, id: string, at: Date): Promise<boolean> {
  const { rowCount } = await sql.query(
    'update countersign_requests set overdue_at = $2 where id = $1 and overdue_at is null',
    [id, at],
  );
  return rowCount === 1;
}

/**
 * Another deadline, for the request and for those of its steps that stand open: their tasks get its date, and whoever
 * watches them looks again.
 */
export async function moveDeadline(
  sql: Queryable,
  { id, caseId }: { id: string; caseId: string },
  to: { at: Date; provisional: boolean; calendarVersion: string; now: Date },
): Promise<void> {
  const { at, provisional, calendarVersion, now } = to;
  await sql.query(
    `update countersign_requests set deadline_at = $2, deadline_provisional = $3, calendar_version = $4 where id = $1`,
    [id, at, provisional, calendarVersion],
  );
  const { rows } = await sql.query<{ key: string; isNews: boolean; title: string }>(
    `with before as (select element_instance_key as key, due_at, due_provisional from steps
                      where countersign_request_id = $1 and state = 'open' for update)
     update steps set due_at = $2, due_provisional = $3, calendar_version = $4
       from before, cases where element_instance_key = before.key and cases.id = steps.case_id
     returning before.key, before.due_at <> $2 or before.due_provisional <> $3 as "isNews", cases.title`,
    [id, at, provisional, calendarVersion],
  );
  for (const { key: elementInstanceKey, title } of rows.filter(({ isNews }) => isNews)) {
    // Under one calendar a deadline may be extended more than once.
    const change = `${calendarVersion}:${at.toISOString()}`;
    await redateTask(sql, caseId, elementInstanceKey, change);
    await moveWatch(sql, { caseId, elementInstanceKey }, { title, now, id: change });
  }
}

/** The steps of an ended request stand open no longer, before the engine hears of it: nobody may act in them. */
export async function cancelSteps(
  sql: Queryable,
  of: { requestId: string } | { roundId: string },
): Promise<string[]> {
  const [column, id] =
    'requestId' in of ? ['countersign_request_id', of.requestId] : ['countersign_round_id', of.roundId];
  const { rows } = await sql.query<{ key: string }>(
    `update steps set state = 'cancelled', closed_at = app_now() where ${column} = $1 and state = 'open'
     returning element_instance_key as key`,
    [id],
  );
  return rows.map(({ key }) => key);
}
