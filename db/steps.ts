import type { RuleReference } from '../domain/routing/facts';
import type { StepDetails } from '../domain/steps/details';
import type { EarlierOpening } from '../domain/steps/stageDeadline';
import { lockCase } from './cases';
import type { Queryable } from './pool';
import type { HoldingCapacity } from './stepHolders';
import { insertHolders } from './stepHolders';

/** One time that a human step stood open. Keys are the engine's, as strings. */
export interface Step {
  elementInstanceKey: string;
  caseId: string;
  processInstanceKey: string;
  elementId: string;
  label: string;
  act: string;
  decisions: string[];
  versionId: string;
  reason: string;
  rule: RuleReference;
  openedAt: Date;
  dueAt: Date;
  dueProvisional: boolean;
  /** Of the working calendar by which the deadline was computed (law 8). */
  calendarVersion: string | null;
  /** The countersigning it belongs to; null for a step of the case itself. */
  countersignRoundId: string | null;
  countersignRequestId: string | null;
  state: 'open' | 'accepted' | 'refused' | 'cancelled';
}

export type NewStep = Omit<Step, 'openedAt' | 'state' | keyof StepPlace> &
  Partial<StepPlace> & {
    holders: HoldingCapacity[];
    /** The moment from which its deadline was computed; by default that of the writing. */
    openedAt?: Date;
  };

type StepPlace = Pick<Step, 'countersignRoundId' | 'countersignRequestId'>;

const COLUMNS = `element_instance_key as "elementInstanceKey", case_id as "caseId",
  process_instance_key as "processInstanceKey", element_id as "elementId", label, act, decisions,
  version_id as "versionId", reason, rule, opened_at as "openedAt", due_at as "dueAt",
  due_provisional as "dueProvisional", calendar_version as "calendarVersion", state,
  countersign_round_id as "countersignRoundId", countersign_request_id as "countersignRequestId"`;

/** Opens a step once; a job that comes twice finds the first one's row. */
export async function openStep(sql: Queryable, step: NewStep): Promise<boolean> {
  const { rowCount } = await sql.query(
    `insert into steps (element_instance_key, case_id, process_instance_key, element_id, label, act, decisions,
                        version_id, reason, rule, due_at, due_provisional, calendar_version, opened_at,
                        countersign_round_id, countersign_request_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, coalesce($14, app_now()), $15, $16)
     on conflict do nothing`,
    [
      step.elementInstanceKey,
      step.caseId,
      step.processInstanceKey,
      step.elementId,
      step.label,
      step.act,
      step.decisions,
      step.versionId,
      step.reason,
      JSON.stringify(step.rule),
      step.dueAt,
      step.dueProvisional,
      step.calendarVersion,
      step.openedAt ?? null,
      step.countersignRoundId ?? null,
      step.countersignRequestId ?? null,
    ],
  );
  await insertHolders(sql, step.elementInstanceKey, step.holders);
  return rowCount === 1;
}

/** Every step that stands open, or those opened since a moment. */
export async function listOpenSteps(sql: Queryable, since?: Date): Promise<{ elementInstanceKey: string }[]> {
  const { rows } = await sql.query<{ elementInstanceKey: string }>(
    `select element_instance_key as "elementInstanceKey" from steps
      where state = 'open' and ($1::timestamptz is null or opened_at >= $1) order by element_instance_key`,
    [since ?? null],
  );
  return rows;
}

/** Every step that stands open, as it is. */
export async function listOpenStepsInFull(sql: Queryable): Promise<Step[]> {
  const { rows } = await sql.query(
    `select ${COLUMNS} from steps where state = 'open' order by due_at, element_instance_key`,
  );
  return rows as Step[];
}

/** Open steps whose deadline was computed with another calendar than this version, the longest open first. */
export async function listStepsOfOtherCalendars(sql: Queryable, version: string): Promise<string[]> {
  const { rows } = await sql.query<{ key: string }>(
    `select element_instance_key as key from steps
      where state = 'open' and countersign_request_id is null and calendar_version is distinct from $1
      order by element_instance_key`,
    [version],
  );
  return rows.map(({ key }) => key);
}

/** An open step has another deadline from here on. What it was before stands in the ledger. */
export async function redateStep(
  sql: Queryable,
  elementInstanceKey: string,
  due: Pick<Step, 'dueAt' | 'dueProvisional' | 'calendarVersion'>,
): Promise<void> {
  await sql.query(
    `update steps set due_at = $2, due_provisional = $3, calendar_version = $4
      where element_instance_key = $1 and state = 'open'`,
    [elementInstanceKey, due.dueAt, due.dueProvisional, due.calendarVersion],
  );
}

/** The step of an element instance, locked for the transaction after its case; null where none was opened. */
export async function lockStep(sql: Queryable, elementInstanceKey: string): Promise<Step | null> {
  const { rows: cases } = await sql.query<{ id: string }>(
    'select case_id as id from steps where element_instance_key = $1',
    [elementInstanceKey],
  );
  if (!cases[0]) return null;
  await lockCase(sql, cases[0].id);
  const { rows } = await sql.query(
    `select ${COLUMNS} from steps where element_instance_key = $1 for no key update`,
    [elementInstanceKey],
  );
  return (rows[0] as Step | undefined) ?? null;
}

/** The key of the step last opened for an element of a process instance; null where there was none. */
export async function findNewestStep(
  sql: Queryable,
  processInstanceKey: string,
  elementId: string,
): Promise<string | null> {
  const { rows } = await sql.query<{ key: string }>(
    `select element_instance_key as key from steps
      where process_instance_key = $1 and element_id = $2 order by element_instance_key desc limit 1`,
    [processInstanceKey, elementId],
  );
  return rows[0]?.key ?? null;
}

export async function closeStep(
  sql: Queryable,
  elementInstanceKey: string,
  state: 'accepted' | 'refused',
): Promise<void> {
  await sql.query(
    `update steps set state = $2, closed_at = app_now() where element_instance_key = $1 and state = 'open'`,
    [elementInstanceKey, state],
  );
}

/** How the engine says a task ended, with the intent it confirmed, if any. */
export interface Completion {
  assignee: string | null;
  state: 'created' | 'completed' | 'cancelled';
  endedAt: Date | null;
  variables: Record<string, unknown> | null;
  intent: {
    id: string;
    personId: string;
    postId: string;
    decision: string;
    opinion: string;
    details: StepDetails;
    versionSha256: string;
    declaredAt: Date;
  } | null;
}

/** What the feed says of a step's task; null before the feed brought anything. */
export async function findCompletion(sql: Queryable, elementInstanceKey: string): Promise<Completion | null> {
  const { rows } = await sql.query(
    `select task.assignee, task.state, task.ended_at as "endedAt", task.variables,
            case when intents.id is not null then jsonb_build_object(
              'id', intents.id, 'personId', intents.person_id, 'postId', intents.post_id,
              'decision', intents.decision, 'opinion', intents.opinion, 'details', intents.details, 'versionSha256', intents.version_sha256)
            end as intent,
            intents.declared_at as "declaredAt"
       from inbox_tasks as task
       left join intents
         on intents.element_instance_key = task.element_instance_key and intents.state = 'confirmed'
      where task.element_instance_key = $1`,
    [elementInstanceKey],
  );
  const row = rows[0] as (Completion & { declaredAt: Date | null }) | undefined;
  if (!row) return null;
  const { declaredAt, ...completion } = row;
  if (completion.intent && declaredAt) completion.intent.declaredAt = declaredAt;
  return completion;
}

export interface StepResult {
  elementInstanceKey: string;
  caseId: string;
  personId: string | null;
  postId: string | null;
  /** Name and post as they were. */
  actor: string;
  decision: string;
  opinion: string;
  details: StepDetails;
  source: 'intent' | 'engine';
  grade: 'trusted' | 'demo';
  intentId: string | null;
  /** What the person saw. */
  versionSha256: string;
  /** What his act is about: that version, or the one made of it in this very step. */
  versionId: string;
  /** The delegation by which he acted for another. */
  delegationId: string | null;
  actedAt: Date;
  accepted: boolean;
  refusal: string | null;
  rule: RuleReference;
}

/** Writes what a step came to, once. */
export async function insertStepResult(sql: Queryable, result: StepResult): Promise<void> {
  await sql.query(
    `insert into step_results (element_instance_key, case_id, person_id, post_id, actor, decision, opinion, source,
       grade, intent_id, version_sha256, acted_at, accepted, refusal, rule, details,
       version_id, delegation_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
    [
      result.elementInstanceKey,
      result.caseId,
      result.personId,
      result.postId,
      result.actor,
      result.decision,
      result.opinion,
      result.source,
      result.grade,
      result.intentId,
      result.versionSha256,
      result.actedAt,
      result.accepted,
      result.refusal,
      JSON.stringify(result.rule),
      JSON.stringify(result.details),
      result.versionId,
      result.delegationId,
    ],
  );
}

/** The result of a step, if it stands. */
export async function findStepResult(sql: Queryable, elementInstanceKey: string): Promise<StepResult | null> {
  const { rows } = await sql.query(
    `select element_instance_key as "elementInstanceKey", case_id as "caseId", person_id as "personId",
            post_id as "postId", actor, decision, opinion, source, grade, intent_id as "intentId",
            version_sha256 as "versionSha256", acted_at as "actedAt", accepted, refusal, rule, details,
            version_id as "versionId", delegation_id as "delegationId"
       from step_results where element_instance_key = $1`,
    [elementInstanceKey],
  );
  return (rows[0] as StepResult | undefined) ?? null;
}

/** Earlier times that the same step of a case, or of its countersigning, stood open and was left, in order. */
export async function listEarlierOpenings(
  sql: Queryable,
  step: { caseId: string; elementId: string; elementInstanceKey: string; countersignRoundId?: string | null },
): Promise<EarlierOpening[]> {
  const { rows } = await sql.query(
    `select opened_at as "openedAt", closed_at as "closedAt", due_at as "dueAt",
            due_provisional as "dueProvisional", calendar_version as "calendarVersion", state
       from steps
      where case_id = $1 and element_id = $2 and element_instance_key <> $3 and closed_at is not null
        and countersign_round_id is not distinct from $4
      order by opened_at, element_instance_key`,
    [step.caseId, step.elementId, step.elementInstanceKey, step.countersignRoundId ?? null],
  );
  return rows as EarlierOpening[];
}
