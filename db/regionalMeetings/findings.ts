import { processes } from '../../domain/generated/ids';
import type { Described, RegionalGateInputs } from '../../domain/regionalMeetings/gateInputs';
import { gateInputs } from '../../domain/regionalMeetings/gateInputs';
import type { GateFinding } from '../../domain/routing/gates';
import { checkGates } from '../../domain/routing/gates';
import type { ReadingChoices } from '../../domain/routing/readings';
import { readingInputs } from '../../domain/routing/readings';
import type { Office } from '../officeSchema';
import type { Queryable } from '../pool';
import type { RuleSet } from '../ruleSets';
import { NO_GROUNDS, PLAIN_FACTS } from '../startCase';
import { findRegionalMeeting, takenPlaces } from './meetings';

type Asked = Pick<Office, 'bodies' | 'vocabulary' | 'readings'>;

/** How the government and its office are called: a department's meeting isn't held in their names. @rule art-41 */
export const namesOfGovernment = ({ bodies }: Pick<Office, 'bodies'>): string[] =>
  bodies
    .filter(({ kind }) => kind === 'government' || kind === 'general-office')
    .flatMap(({ name, shortName }) => [name, shortName]);

/**
 * What the office's table says of a meeting that is applied for.
 *
 * @param earlier how many the body has in the year already
 * @rule art-41 art-59
 */
export function findingsOf(
  office: Asked,
  ruleSet: RuleSet,
  meeting: Described & { bodyId: string },
  { earlier, readings }: { earlier: number; readings: ReadingChoices },
): GateFinding[] {
  const gates = office.vocabulary.gates.filter(({ process }) => process === processes.regionalMeetingRequest);
  return checkGates(ruleSet, gates, {
    facts: PLAIN_FACTS,
    grounds: NO_GROUNDS,
    briefings: 0,
    namedBodies: 0,
    more: {
      regional: inputsOf(office, ruleSet, meeting, earlier),
      readings: readingInputs(office.readings, readings),
    },
  });
}

/** What the gates ask of a meeting under way, for the Office's statements; null for a case that is none. @rule art-41 */
export async function regionalInputs(
  sql: Queryable,
  office: Asked,
  ruleSet: RuleSet,
  caseId: string,
): Promise<RegionalGateInputs | null> {
  const meeting = await findRegionalMeeting(sql, caseId);
  if (!meeting) return null;
  const taken = await takenPlaces(sql, meeting.bodyId, meeting.year);
  return inputsOf(office, ruleSet, meeting, taken.filter((place) => place < meeting.placeInYear).length);
}

function inputsOf(
  office: Asked,
  ruleSet: RuleSet,
  meeting: Described & { bodyId: string },
  earlier: number,
): RegionalGateInputs {
  const { headsAllowed } = ruleSet.regionalMeetingRule(meeting.bodyId);
  return gateInputs(meeting, { earlier, headsAllowed, names: namesOfGovernment(office) });
}
