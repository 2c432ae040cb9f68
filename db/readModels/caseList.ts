import type { Case, CaseStatus } from '../cases';
import type { Queryable } from '../pool';

export interface CaseListItem {
  id: string;
  title: string;
  status: CaseStatus;
  drafterName: string;
  draftingBodyName: string;
  documentNumber: string | null;
  openedAt: Date;
  submittedAt: Date | null;
  closedAt: Date | null;
  closedAs: Case['closedAs'];
  /** Labels of the steps now open. */
  currentSteps: string[];
  /** Names of those who have them. */
  currentHolders: string[];
}

export interface CaseListQuery {
  personId: string;
  /** `mine`: I drafted it; `participated`: it is or was with me; `all`: either. */
  scope: 'mine' | 'participated' | 'all';
  /** Only these; all where there are none. */
  statuses?: CaseStatus[] | undefined;
  page: number;
  pageSize: number;
}

const SCOPES = {
  mine: 'cases.drafter_person_id = $1',
  participated: `exists (select from step_holders as holder join steps using (element_instance_key)
                          where steps.case_id = cases.id and holder.person_id = $1)`,
};

/** A person's own cases, newest first. Only what he has to do with; never a search over the house. */
export async function listCases(
  sql: Queryable,
  query: CaseListQuery,
): Promise<{ items: CaseListItem[]; total: number }> {
  const scope = query.scope === 'all' ? `(${SCOPES.mine} or ${SCOPES.participated})` : SCOPES[query.scope];
  const filter = `${scope} and ($2::text[] is null or cases.status = any ($2))`;
  const statuses = query.statuses ?? null;
  const { rows: counted } = await sql.query<{ total: number }>(
    `select count(*)::integer as total from cases where ${filter}`,
    [query.personId, statuses],
  );
  const { rows } = await sql.query(
    `select cases.id, cases.title, cases.status, persons.display_name as "drafterName",
            bodies.name as "draftingBodyName", cases.opened_at as "openedAt",
            cases.submitted_at as "submittedAt", cases.closed_at as "closedAt", cases.closed_as as "closedAs",
            (select series.mark || '〔' || numbers.year || '〕' || numbers.number || '号'
               from document_numbers as numbers join number_series as series on series.id = numbers.series_id
              where numbers.case_id = cases.id and numbers.void_reason is null) as "documentNumber",
            array(select steps.label from steps
                   where steps.case_id = cases.id and steps.state = 'open' order by opened_at) as "currentSteps",
            array(select distinct persons.display_name
                    from steps join step_holders as holder using (element_instance_key)
                    join persons on persons.id = holder.person_id
                   where steps.case_id = cases.id and steps.state = 'open' order by 1) as "currentHolders"
       from cases
       join persons on persons.id = cases.drafter_person_id
       join bodies on bodies.id = cases.drafting_body_id
      where ${filter}
      order by coalesce(cases.submitted_at, cases.opened_at) desc, cases.id
      limit $3 offset $4`,
    [query.personId, statuses, query.pageSize, (query.page - 1) * query.pageSize],
  );
  return { items: rows as CaseListItem[], total: counted[0]?.total ?? 0 };
}
