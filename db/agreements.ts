import { changeBetween } from '../domain/document/changes';
import type { VersionChange } from '../domain/document/changes';
import { signsPapers } from '../domain/steps/signing';
import type { Office } from './officeSchema';
import type { Queryable } from './pool';
import { loadRuleSet } from './ruleSets';

interface LatestResult {
  elementId: string;
  decision: string;
  versionNumber: number;
}

/**
 * The human steps of a case whose agreement stands for the text as it is now: the last thing done in the step was
 * to agree, and the table lets that stand for what was changed since (law 3). None where nothing is signed.
 *
 * @returns element ids, in no particular order
 */
export async function listStandingSteps(
  sql: Queryable,
  office: Pick<Office, 'vocabulary'>,
  { id: caseId, processId, ruleSetHash }: { id: string; processId: string; ruleSetHash: string },
): Promise<string[]> {
  if (!signsPapers(processId)) return [];
  const agreeing = office.vocabulary.decisions.filter(({ agrees }) => agrees).map(({ id }) => id);
  const { rows: versions } = await sql.query<{ number: number; change: VersionChange }>(
    'select number, change from document_versions where case_id = $1',
    [caseId],
  );
  const { rows: results } = await sql.query<LatestResult>(
    `select distinct on (steps.element_id) steps.element_id as "elementId", result.decision,
            version.number as "versionNumber"
       from step_results as result
       join steps using (element_instance_key)
       join document_versions as version on version.id = result.version_id
      where result.case_id = $1 and result.accepted and steps.countersign_round_id is null
      order by steps.element_id, result.element_instance_key desc`,
    [caseId],
  );
  const ruleSet = await loadRuleSet(sql, ruleSetHash);
  const latest = Math.max(0, ...versions.map(({ number }) => number));
  return results
    .filter(({ decision }) => agreeing.includes(decision))
    .filter(({ elementId, versionNumber }) => {
      const change = changeBetween(versions, versionNumber, latest);
      return ruleSet.keptStep(elementId, change).kept;
    })
    .map(({ elementId }) => elementId);
}

interface LastActor {
  personId: string;
  postId: string;
  actedAt: Date;
  decision: string;
  versionId: string;
}

/** Who last acted in a step of a case so that it counted, and in which post; null where nobody did. */
export async function findLastActor(
  sql: Queryable,
  caseId: string,
  elementId: string,
): Promise<LastActor | null> {
  const { rows } = await sql.query<LastActor>(
    `select result.person_id as "personId", result.post_id as "postId", result.acted_at as "actedAt",
            result.decision, result.version_id as "versionId"
       from step_results as result join steps using (element_instance_key)
      where result.case_id = $1 and result.accepted and steps.element_id = $2
      order by result.element_instance_key desc limit 1`,
    [caseId, elementId],
  );
  return rows[0] ?? null;
}

interface LastAct {
  decision: string;
  actor: string;
  personId: string;
  opinion: string;
}

/** The last act of a case that counted; null before the first. */
export async function findLastAct(sql: Queryable, caseId: string): Promise<LastAct | null> {
  const { rows } = await sql.query<LastAct>(
    `select decision, actor, person_id as "personId", opinion from step_results as result join steps using (element_instance_key)
      where result.case_id = $1 and accepted and steps.countersign_round_id is null
      order by element_instance_key desc limit 1`,
    [caseId],
  );
  return rows[0] ?? null;
}
