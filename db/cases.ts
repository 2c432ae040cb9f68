import { processes } from '../domain/generated/ids';
import type { CaseFacts, Grounds } from '../domain/routing/facts';
import type { ReadingChoices } from '../domain/routing/readings';
import type { Queryable } from './pool';

export type CaseStatus = 'draft' | 'in-progress' | 'issued' | 'ended';

/**
 * How a case ended. Papers: issued, not issued, discarded. What isn't a paper: done, declined (不予同意), cancelled by whoever
 * asked for it.
 */
export type ClosedAs = 'issued' | 'not-issued' | 'discarded' | 'done' | 'declined' | 'cancelled';

export interface Case {
  id: string;
  processId: string;
  title: string;
  status: CaseStatus;
  drafterPersonId: string;
  drafterPostId: string;
  draftingBodyId: string;
  facts: CaseFacts;
  grounds: Grounds;
  ruleSetHash: string | null;
  calendarVersion: string | null;
  openedAt: Date;
  submittedAt: Date | null;
  closedAt: Date | null;
  /** How it ended; what was not issued is kept without a number (存废稿). */
  closedAs: ClosedAs | null;
}

export type NewCase = Pick<
  Case,
  'id' | 'processId' | 'title' | 'drafterPersonId' | 'drafterPostId' | 'draftingBodyId' | 'facts' | 'grounds'
>;

const COLUMNS = `id, process_id as "processId", title, status, drafter_person_id as "drafterPersonId",
  drafter_post_id as "drafterPostId", drafting_body_id as "draftingBodyId", facts, grounds, rule_set_hash as "ruleSetHash",
  calendar_version as "calendarVersion", opened_at as "openedAt", submitted_at as "submittedAt",
  closed_at as "closedAt", closed_as as "closedAs"`;

/** Opens a case as a draft. */
export async function insertCase(sql: Queryable, input: NewCase): Promise<void> {
  await sql.query(
    `insert into cases (id, process_id, title, status, drafter_person_id, drafter_post_id, drafting_body_id, facts,
                        grounds)
     values ($1, $2, $3, 'draft', $4, $5, $6, $7, $8)`,
    [
      input.id,
      input.processId,
      input.title,
      input.drafterPersonId,
      input.drafterPostId,
      input.draftingBodyId,
      JSON.stringify(input.facts),
      JSON.stringify(input.grounds),
    ],
  );
}

export async function findCase(sql: Queryable, id: string): Promise<Case | null> {
  const { rows } = await sql.query(`select ${COLUMNS} from cases where id = $1`, [id]);
  return (rows[0] as Case | undefined) ?? null;
}

/**
 * The case, locked for the transaction: whoever changes it next waits. Locks are taken in this order everywhere: task,
 * case, step, draft.
 */
export async function lockCase(sql: Queryable, id: string): Promise<Case | null> {
  const { rows } = await sql.query(`select ${COLUMNS} from cases where id = $1 for no key update`, [id]);
  return (rows[0] as Case | undefined) ?? null;
}

/** Process, title, facts and grounds follow the draft. */
export async function describeCase(
  sql: Queryable,
  id: string,
  input: { processId: string; title: string; facts: CaseFacts; grounds: Grounds },
): Promise<void> {
  await sql.query('update cases set process_id = $2, title = $3, facts = $4, grounds = $5 where id = $1', [
    id,
    input.processId,
    input.title,
    JSON.stringify(input.facts),
    JSON.stringify(input.grounds),
  ]);
}

/** 送审: from here on the case is judged by this rule set, these readings and this calendar (law 5). */
export async function submitCase(
  sql: Queryable,
  id: string,
  input: { ruleSetHash: string; readings: ReadingChoices; calendarVersion: string | null },
): Promise<void> {
  await sql.query(
    `update cases set status = 'in-progress', submitted_at = app_now(), rule_set_hash = $2, calendar_version = $3,
            readings = $4
      where id = $1`,
    [id, input.ruleSetHash, input.calendarVersion, JSON.stringify(input.readings)],
  );
}

/**
 * What the duties of the house don't open: who may read a meeting, and who leaves it for what reason, is a matter of the
 * meeting (art 56).
 */
const KEPT_APART: string[] = [
  processes.meeting,
  processes.meetingInvitation,
  processes.leaveRequest,
  processes.leaveList,
];

/** How a person stands to a case. */
export interface CaseRelation {
  caseId: string;
  status: CaseStatus;
  isDrafter: boolean;
  /** May change the text now or later: the drafter, and who has the open step in which it is changed. */
  isEditor: boolean;
  /** Need-to-know: see `listRelations`. */
  isReader: boolean;
}

/**
 * How a person stands to these cases on `day` (ISO date, the office's zone); nothing of one that doesn't exist.
 * A draft is its drafter's alone. Once submitted it is read by whoever holds or held a step of it, whoever was told of
 * a delay, whoever is in charge of the drafting body or of one that was asked to countersign or assists in a supervised task, and whoever has one of `readingDuties`, such as 核稿 (art 56).
 */
export async function listRelations(
  sql: Queryable,
  input: {
    caseIds: readonly string[];
    personId: string;
    day: string;
    readingDuties: string[];
    /** Decisions that hand in a changed text. */
    revisingDecisions: string[];
  },
): Promise<CaseRelation[]> {
  const { rows } = await sql.query(
    `select cases.id as "caseId", cases.status, cases.drafter_person_id = $2 as "isDrafter",
            cases.drafter_person_id = $2
            or exists (select from step_holders as holder join steps using (element_instance_key)
                        where steps.case_id = cases.id and steps.state = 'open' and holder.person_id = $2
                          and steps.decisions && $5::text[]) as "isEditor",
            cases.drafter_person_id = $2
            or cases.status <> 'draft' and (
              exists (select from step_holders as holder join steps using (element_instance_key)
                       where steps.case_id = cases.id and holder.person_id = $2)
              or exists (select from notice_recipients as told join notices on notices.id = told.notice_id
                          where notices.case_id = cases.id and told.person_id = $2)
              or exists (select from post_holdings as holding join posts on posts.id = holding.post_id
                          where holding.person_id = $2
                            and holding.held_from <= $3::date
                            and (holding.held_until is null or holding.held_until > $3::date)
                            and (posts.duties && $4::text[] and cases.process_id <> all($6::text[])
                                 or (posts.is_in_charge or posts.is_principal)
                                    and exists (select from countersign_requests as request
                                                 where request.case_id = cases.id and request.served_at is not null
                                                   and request.body_id = posts.body_id)
                                 or (posts.is_in_charge or posts.is_principal)
                                    and exists (select from supervised_task_bodies as assisting
                                                 where assisting.case_id = cases.id and assisting.body_id = posts.body_id)
                                 or posts.body_id = cases.drafting_body_id
                                    and (posts.is_in_charge or posts.is_principal)))
            ) as "isReader"
       from cases where cases.id = any($1::uuid[])`,
    [input.caseIds, input.personId, input.day, input.readingDuties, input.revisingDecisions, KEPT_APART],
  );
  return rows as CaseRelation[];
}

/** The case that a task of the engine belongs to, or null. */
export async function findCaseOfTask(sql: Queryable, userTaskKey: string): Promise<string | null> {
  const { rows } = await sql.query<{ case_id: string }>(
    `select steps.case_id from inbox_tasks join steps using (element_instance_key) where user_task_key = $1`,
    [userTaskKey],
  );
  return rows[0]?.case_id ?? null;
}
