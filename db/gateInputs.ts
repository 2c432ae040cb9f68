import type { ReadingChoices } from '../domain/routing/readings';
import { readingInputs } from '../domain/routing/readings';
import { topicInputs } from './meetings/topicGates';
import type { Office } from './officeSchema';
import type { Queryable } from './pool';
import { regionalInputs } from './regionalMeetings/findings';
import type { RuleSet } from './ruleSets';

/** What the gates of a case that is no paper ask of it, beside what is asked of every case; by what the case is. */
export async function moreGateInputs(
  sql: Queryable,
  office: Office,
  ruleSet: RuleSet,
  { caseId, readings }: { caseId: string; readings: ReadingChoices },
): Promise<Record<string, unknown>> {
  const regional = await regionalInputs(sql, office, ruleSet, caseId);
  const topic = await topicInputs(sql, caseId);
  return {
    readings: readingInputs(office.readings, readings),
    ...(regional ? { regional } : {}),
    ...(topic ? { topic } : {}),
  };
}
