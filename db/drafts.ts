import type { DocumentContent } from '../domain/document/content';
import type { CaseFacts, Grounds } from '../domain/routing/facts';
import { lockCase } from './cases';
import type { CaseStatus } from './cases';
import type { Queryable } from './pool';

/** 文稿 while it is being written, with what decides whether it still may be. */
export interface Draft {
  caseId: string;
  status: CaseStatus;
  facts: CaseFacts;
  grounds: Grounds;
  content: DocumentContent;
  /** Rises with every change; who saves must have seen the last one. */
  revision: number;
  updatedAt: Date;
  drafterPersonId: string;
  drafterPostId: string;
  draftingBodyId: string;
  /** The open step in which the text is changed: the drafter's, or the Office's. */
  revisionStep: {
    elementInstanceKey: string;
    userTaskKey: string;
    holderIds: string[];
    decisions: string[];
  } | null;
}

// A document is open for revision while a step with a revising decision waits and nobody has declared anything in
// it: from then on what was declared must stay what will be frozen.
const SELECT = `
  select draft.case_id as "caseId", cases.status, cases.facts, cases.grounds, draft.content, draft.revision,
         draft.updated_at as "updatedAt", cases.drafter_person_id as "drafterPersonId",
         cases.drafter_post_id as "drafterPostId",
         cases.drafting_body_id as "draftingBodyId",
         (select jsonb_build_object('elementInstanceKey', steps.element_instance_key::text,
                                    'userTaskKey', task.user_task_key::text,
                                    'decisions', steps.decisions,
                                    'holderIds', (select jsonb_agg(holder.person_id) from step_holders as holder
                                                   where holder.element_instance_key = steps.element_instance_key))
            from steps
            join inbox_tasks as task using (element_instance_key)
           where steps.case_id = draft.case_id and steps.state = 'open' and task.state = 'created'
             and steps.decisions && $2::text[]
             and not exists (select from intents where intents.element_instance_key = steps.element_instance_key
                                and intents.state = 'pending')
           limit 1) as "revisionStep"
    from drafts as draft join cases on cases.id = draft.case_id
   where draft.case_id = $1`;

export async function insertDraft(sql: Queryable, caseId: string, content: DocumentContent): Promise<void> {
  await sql.query('insert into drafts (case_id, content) values ($1, $2)', [caseId, JSON.stringify(content)]);
}

/** `revisingDecisions`: those that hand in a changed text, such as 重新报送. */
export async function findDraft(
  sql: Queryable,
  caseId: string,
  revisingDecisions: string[],
): Promise<Draft | null> {
  const { rows } = await sql.query(SELECT, [caseId, revisingDecisions]);
  return (rows[0] as Draft | undefined) ?? null;
}

/**
 * The draft with its case, both locked for the transaction: the case first, as the workers do. Read in a statement
 * of its own after the wait: the locking one would judge the revision step as it was before.
 */
export async function lockDraft(
  sql: Queryable,
  caseId: string,
  revisingDecisions: string[],
): Promise<Draft | null> {
  await lockCase(sql, caseId);
  await sql.query('select from drafts where case_id = $1 for no key update', [caseId]);
  return findDraft(sql, caseId, revisingDecisions);
}

/** Stores the content and answers the new revision. The caller holds the lock. */
export async function updateDraft(sql: Queryable, caseId: string, content: DocumentContent): Promise<number> {
  const { rows } = await sql.query<{ revision: number }>(
    `update drafts set content = $2, revision = revision + 1, updated_at = app_now()
      where case_id = $1 returning revision`,
    [caseId, JSON.stringify(content)],
  );
  if (!rows[0]) throw new Error(`办件 ${caseId} 没有文稿`);
  return rows[0].revision;
}

/** Whether this person may change it now: its drafter before submission, later who has the step of revision. */
export function isEditable(draft: Draft, personId: string): boolean {
  if (draft.status === 'draft') return draft.drafterPersonId === personId;
  return draft.revisionStep?.holderIds.includes(personId) ?? false;
}
