import { processes } from '../../domain/generated/ids';
import type { GateFinding } from '../../domain/routing/gates';
import { findGateFindings } from '../caseGates';
import { findOpenRound } from '../countersign/rounds';
import type { Office } from '../officeSchema';
import type { Queryable } from '../pool';
import type { RunningCase } from '../runningCases';

/** Everything that the gates say of a topic as it stands now. @rule art-18 art-20 art-21 art-22 art-36 art-37 art-38 */
export async function findTopicFindings(
  sql: Queryable,
  office: Office,
  caseId: string,
  ruleSetHash: string,
): Promise<GateFinding[]> {
  const { rows } = await sql.query<
    Pick<RunningCase, 'facts' | 'grounds' | 'draftingBodyId'> & { content: object }
  >(
    `select facts, grounds, drafting_body_id as "draftingBodyId", content
       from cases join drafts on drafts.case_id = cases.id where cases.id = $1`,
    [caseId],
  );
  const found = rows[0];
  if (!found) return [];
  return findGateFindings(sql, office, { ...found, caseId, ruleSetHash, processId: processes.meetingTopic });
}

/**
 * Why an act on a topic can't stand, in Chinese and without a full stop: what is handed in again, or passed on, lacks
 * something that the rules demand; or a countersigning about it is under way. Null where nothing stands against it.
 *
 * @rule art-20 art-38
 */
export async function faultOfTopic(
  sql: Queryable,
  office: Office,
  running: Pick<RunningCase, 'id' | 'processId' | 'ruleSetHash'>,
  decision: string,
): Promise<string | null> {
  if (running.processId !== processes.meetingTopic) return null;
  const meaning = office.vocabulary.decisions.find(({ id }) => id === decision);
  const passesOn = meaning?.agrees || meaning?.freezes !== undefined;
  if (!passesOn) return null;
  if (meaning.agrees && (await findOpenRound(sql, running.id))) {
    return '本议题正在会签，没有办结，请等其办结后再办';
  }
  const findings = await findTopicFindings(sql, office, running.id, running.ruleSetHash);
  const refused = findings.filter(({ outcome }) => outcome === 'refuse');
  if (refused.length === 0) return null;
  return refused.map(({ label, words }) => `${label}：${words.replace(/。$/, '')}`).join('；');
}
