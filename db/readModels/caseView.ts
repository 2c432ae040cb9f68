import type { VersionChange } from '../../domain/document/changes';
import type { DocumentContent } from '../../domain/document/content';
import type { RuleReference } from '../../domain/routing/facts';
import type { StepDetails } from '../../domain/steps/details';
import { findCase } from '../cases';
import type { Case } from '../cases';
import { findDocumentNumber } from '../numbers';
import { NAMED_IN_RESULT } from '../choices';
import type { Queryable } from '../pool';

export interface VersionView {
  number: number;
  sha256: string;
  /** How it differs from the version before. */
  change: VersionChange;
  createdAt: Date;
  createdByName: string;
}

export interface HolderView {
  personId: string;
  personName: string;
  postId: string;
  postLabel: string;
  /** For whom, where he has it by delegation: 专员艾力亚尔·玉苏普. */
  onBehalfOf: string | null;
}

/** The delegator behind a row `holder` of step_holders. */
export const ON_BEHALF_OF = `(select giver_post.label || giver.display_name
  from delegations join persons as giver on giver.id = from_person_id join posts as giver_post on giver_post.id = from_post_id
 where delegations.id = holder.delegation_id)`;

export interface StepView {
  elementInstanceKey: string;
  /** The engine's task, as soon as the feed brought it. */
  userTaskKey: string | null;
  /** False while the engine has not yet created the task, or has already ended it. */
  taskIsOpen: boolean;
  elementId: string;
  label: string;
  act: string;
  decisions: string[];
  reason: string;
  rule: RuleReference;
  versionNumber: number;
  openedAt: Date;
  dueAt: Date;
  dueProvisional: boolean;
  state: 'open' | 'accepted' | 'refused' | 'cancelled';
  closedAt: Date | null;
  holders: HolderView[];
}

export interface OpinionView {
  stepLabel: string;
  act: string;
  actor: string;
  decision: string;
  opinion: string;
  details: StepDetails;
  /** The leader whom the signer named, as he is called. */
  named: string | null;
  actedAt: Date;
  accepted: boolean;
  refusal: string | null;
  grade: 'trusted' | 'demo';
  rule: RuleReference;
}

export interface SignatureView {
  personName: string;
  postLabel: string;
  /** For whom, where it was signed by delegation, and by which document. */
  onBehalfOf: string | null;
  delegationBasis: string | null;
  act: string;
  grade: 'trusted' | 'demo';
  versionNumber: number;
  versionSha256: string;
  signedAt: Date;
  voidReason: string | null;
  rule: RuleReference;
}

export interface CaseView {
  case: Case;
  drafterName: string;
  drafterPostLabel: string;
  draftingBodyName: string;
  documentNumber: string | null;
  isRendered: boolean;
  /** An incident holds its process up until an administrator resolves it. */
  blocked: boolean;
  currentVersion: (VersionView & { content: DocumentContent }) | null;
  versions: VersionView[];
  steps: StepView[];
  opinions: OpinionView[];
  signatures: SignatureView[];
}

/** All that a reader of a case is shown; null where there is no such case. Who may read is asked before. */
export async function loadCaseView(sql: Queryable, caseId: string): Promise<CaseView | null> {
  const found = await findCase(sql, caseId);
  if (!found) return null;
  const { rows: names } = await sql.query(
    `select persons.display_name as "drafterName", posts.label as "drafterPostLabel",
            bodies.name as "draftingBodyName",
            exists (select from renditions where renditions.case_id = cases.id) as "isRendered",
            exists (select from case_instances join incidents using (process_instance_key)
                     where case_instances.case_id = cases.id and incidents.resolved_at is null) as blocked
       from cases
       join persons on persons.id = cases.drafter_person_id
       join posts on posts.id = cases.drafter_post_id
       join bodies on bodies.id = cases.drafting_body_id
      where cases.id = $1`,
    [caseId],
  );
  const versions = await loadVersions(sql, caseId);
  const number = await findDocumentNumber(sql, caseId);
  return {
    case: found,
    ...(names[0] as Pick<
      CaseView,
      'drafterName' | 'drafterPostLabel' | 'draftingBodyName' | 'isRendered' | 'blocked'
    >),
    documentNumber: number?.text ?? null,
    currentVersion: versions.at(-1) ?? null,
    versions: versions.map(({ content: _content, ...version }) => version),
    steps: await loadSteps(sql, caseId),
    opinions: await loadOpinions(sql, caseId),
    signatures: await loadSignatures(sql, caseId),
  };
}

async function loadVersions(
  sql: Queryable,
  caseId: string,
): Promise<(VersionView & { content: DocumentContent })[]> {
  const { rows } = await sql.query(
    `select version.number, version.sha256, version.change, version.content, version.created_at as "createdAt",
            persons.display_name as "createdByName"
       from document_versions as version join persons on persons.id = version.created_by
      where version.case_id = $1 order by version.number`,
    [caseId],
  );
  return rows as (VersionView & { content: DocumentContent })[];
}

async function loadSteps(sql: Queryable, caseId: string): Promise<StepView[]> {
  const { rows } = await sql.query(
    `select steps.element_instance_key as "elementInstanceKey", task.user_task_key as "userTaskKey",
            steps.state = 'open' and coalesce(task.state = 'created', false) as "taskIsOpen",
            steps.element_id as "elementId", steps.label, steps.act, steps.decisions, steps.reason, steps.rule,
            version.number as "versionNumber", steps.opened_at as "openedAt", steps.due_at as "dueAt",
            steps.due_provisional as "dueProvisional", steps.state, steps.closed_at as "closedAt",
            (select coalesce(jsonb_agg(jsonb_build_object(
                      'personId', persons.id, 'personName', persons.display_name,
                      'postId', posts.id, 'postLabel', posts.label,
                      'onBehalfOf', ${ON_BEHALF_OF})
                      order by posts.id, persons.id), '[]')
               from step_holders as holder
               join persons on persons.id = holder.person_id
               join posts on posts.id = holder.post_id
              where holder.element_instance_key = steps.element_instance_key) as holders
       from steps
       join document_versions as version on version.id = steps.version_id
       left join inbox_tasks as task using (element_instance_key)
      where steps.case_id = $1
      order by steps.opened_at, steps.element_instance_key`,
    [caseId],
  );
  return rows as StepView[];
}

async function loadOpinions(sql: Queryable, caseId: string): Promise<OpinionView[]> {
  const { rows } = await sql.query(
    `select steps.label as "stepLabel", steps.act, result.actor, result.decision, result.opinion,
            result.details,
            ${NAMED_IN_RESULT} as named,
            result.acted_at as "actedAt", result.accepted, result.refusal, result.grade, result.rule
       from step_results as result join steps using (element_instance_key)
      where result.case_id = $1
      order by result.acted_at, result.element_instance_key`,
    [caseId],
  );
  return rows as OpinionView[];
}

async function loadSignatures(sql: Queryable, caseId: string): Promise<SignatureView[]> {
  const { rows } = await sql.query(
    `select signatures.person_name as "personName", signatures.post_label as "postLabel", signatures.act,
            signatures.on_behalf_of as "onBehalfOf",
            (select basis from delegations where id = signatures.delegation_id) as "delegationBasis",
            signatures.grade, version.number as "versionNumber", signatures.version_sha256 as "versionSha256",
            signatures.signed_at as "signedAt", signatures.void_reason as "voidReason", signatures.rule
       from signatures join document_versions as version on version.id = signatures.version_id
      where signatures.case_id = $1 order by signatures.signed_at`,
    [caseId],
  );
  return rows as SignatureView[];
}
